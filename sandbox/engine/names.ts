import type { Application, ServicePrincipal, Tenant, User } from "../tenants/types"
import { findTenant, type World } from "../world"
import { Refusal } from "./refusal"

const same = (one: string | null | undefined, other: string) => one?.toLowerCase() === other.toLowerCase()

/** The tenant of this name or id; the first one when no name is given. Throws a Refusal for an unknown name. */
export function requireTenant(world: World, name?: string): Tenant {
  const tenant = name === undefined ? [...world.tenants.values()][0] : findTenant(world, name)
  if (tenant) return tenant
  const known = [...world.tenants.values()].map(({ displayName }) => displayName)
  throw new Refusal(`There is no tenant ${name}; known are ${known.join(", ")}.`)
}

/** The user of this principal name, alias or id. Throws a Refusal when none or several answer to it. */
export function requireUser(tenant: Tenant, name: string): User {
  const exact = tenant.users.find(
    ({ id, userPrincipalName, mail }) => same(id, name) || same(userPrincipalName, name) || same(mail, name),
  )
  if (exact) return exact
  const alias = (address: string | null) => address?.split("@")[0]
  const [user, another] = tenant.users.filter(
    ({ mail, userPrincipalName }) => same(alias(mail), name) || same(alias(userPrincipalName), name),
  )
  if (another) throw new Refusal(`More than one user of ${tenant.displayName} is called ${name}.`)
  if (!user) throw new Refusal(`${tenant.displayName} has no user ${name}.`)
  return user
}

/** An app registration of this name or app id with its service principal. Throws a Refusal when either is missing. */
export function requireApp(
  tenant: Tenant,
  name: string,
): { application: Application; servicePrincipal: ServicePrincipal } {
  const application = tenant.applications.find(
    ({ appId, displayName }) => same(appId, name) || same(displayName, name),
  )
  if (!application) throw new Refusal(`${tenant.displayName} has no app ${name}.`)
  const servicePrincipal = tenant.servicePrincipals.find(({ appId }) => appId === application.appId)
  if (!servicePrincipal)
    throw new Refusal(`${application.displayName} has no service principal in ${tenant.displayName}.`)
  return { application, servicePrincipal }
}
