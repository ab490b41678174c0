import type { ServicePrincipal, Tenant } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { refuse } from "./refusals"

/** What an access token is for. */
export type Resource = {
  appId: string
  /** The resource as the request named it, which is the audience of a v1 token. */
  audience: string
  /** The token version that the resource app asks for in `api.requestedAccessTokenVersion`. */
  version: 1 | 2
  servicePrincipal: ServicePrincipal
}

const suffix = "/.default"

/** The resource's name in a client credentials scope; throws 1002012, 700022 or 700023 for any other scope. */
export function resourceNameOf(scope: string): string {
  const parts = scope.split(" ").filter(Boolean)
  const names = parts.filter((part) => part.endsWith(suffix)).map((part) => part.slice(0, -suffix.length))
  const [name] = names
  if (names.length < parts.length || name === undefined) throw refuse.notDefaultScope(scope)
  if (new Set(names).size > 1) throw refuse.severalResources(scope)
  if (name === "") throw refuse.noResource(scope)
  return name
}

const isGraph = (world: World, name: string) =>
  [world.urls.graph, "https://graph.microsoft.com", graphAppId].includes(name.replace(/\/$/, ""))

/**
 * The resource that a name stands for: an identifier URI, an app id or a service principal name. Throws 500011
 * when the tenant has no service principal of it, 500014 when that one is disabled.
 */
export function findResource(world: World, tenant: Tenant, name: string): Resource {
  const named = tenant.applications.find(
    ({ appId, identifierUris }) => appId === name.toLowerCase() || identifierUris.includes(name),
  )
  const wanted = isGraph(world, name) ? graphAppId : named?.appId
  const servicePrincipal = tenant.servicePrincipals.find(({ appId, servicePrincipalNames }) =>
    wanted ? appId === wanted : servicePrincipalNames.includes(name),
  )
  if (!servicePrincipal) throw refuse.unknownResource(name, tenant)
  if (!servicePrincipal.accountEnabled) throw refuse.resourceDisabled(name)
  const { appId } = servicePrincipal
  // Microsoft's own apps are registered in Microsoft's tenant; of those Graph and Log Analytics are asked for here, in v1 tokens.
  const application = tenant.applications.find((one) => one.appId === appId)
  return {
    appId,
    audience: name,
    version: application?.api.requestedAccessTokenVersion === 2 ? 2 : 1,
    servicePrincipal,
  }
}
