import { randomUUID } from "node:crypto"
import type { Hono } from "hono"
import { z } from "zod"
import { requireApp, requireTenant, requireUser } from "../engine/names"
import type { Env } from "../http/origin"
import { consentedScopes, replaceConsent } from "../tenants/consents"
import { directoryRoleNames, replaceDirectoryRoles } from "../tenants/directory-roles"
import { requirePrincipal } from "../tenants/grants"
import type { ServicePrincipal, Tenant } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { type Route, readBody } from "./input"

const consentBody = z.strictObject({
  tenant: z.string().optional(),
  app: z.string(),
  /** The API; Microsoft Graph when it is left out. */
  resource: z.string().optional(),
  scopes: z.array(z.string()),
})

const rolesBody = z.strictObject({
  tenant: z.string().optional(),
  user: z.string(),
  roles: z.array(z.enum(directoryRoleNames)),
})

const policyBody = z.strictObject({ tenant: z.string().optional(), multifactor: z.boolean() })

const resourceOf = (tenant: Tenant, name: string | undefined): ServicePrincipal =>
  name === undefined ? requirePrincipal(tenant, graphAppId) : requireApp(tenant, name).servicePrincipal

/** Adds the routes about apps that act for users: consent, users' directory roles, and a policy that stands between. */
export function addDelegation(app: Hono<Env>, world: World, route: Route): void {
  app.put(
    "/consents",
    route(async (c) => {
      const body = await readBody(c, consentBody)
      const tenant = requireTenant(world, body.tenant)
      const client = requireApp(tenant, body.app).servicePrincipal
      const resource = resourceOf(tenant, body.resource)
      replaceConsent(tenant, client, resource, body.scopes)
      const scopes = consentedScopes(tenant, { client, resource })
      return { tenant: tenant.displayName, app: body.app, resource: resource.displayName, scopes }
    }),
  )
  app.put(
    "/directory-roles",
    route(async (c) => {
      const body = await readBody(c, rolesBody)
      const tenant = requireTenant(world, body.tenant)
      const user = requireUser(tenant, body.user)
      replaceDirectoryRoles(tenant, user.id, body.roles)
      return { tenant: tenant.displayName, user: user.userPrincipalName, roles: body.roles }
    }),
  )
  app.put(
    "/conditional-access",
    route(async (c) => {
      const { tenant: name, multifactor } = await readBody(c, policyBody)
      const tenant = requireTenant(world, name)
      tenant.multifactorPolicy = multifactor ? (tenant.multifactorPolicy ?? randomUUID()) : null
      return { tenant: tenant.displayName, multifactor, policy: tenant.multifactorPolicy }
    }),
  )
}
