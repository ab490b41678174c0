import type { Application, Tenant } from "../tenants/types"
import { calloutCallerAppId } from "../tenants/well-known"
import type { World } from "../world"
import { signAccessToken } from "./access-token"

/**
 * The token that Entra itself sends along when it calls an extension's API: app-only, for the resource that the
 * extension names, with "Azure AD Authentication Extensions" as the caller. Its version follows the resource app.
 * Throws when the tenant has no service principal of the caller; whether the resource may be called is not asked.
 */
export async function issueCalloutToken(
  world: World,
  tenant: Tenant,
  resource: Application,
  resourceId: string,
): Promise<string> {
  const caller = tenant.servicePrincipals.find(({ appId }) => appId === calloutCallerAppId)
  if (!caller) throw new Error(`${tenant.displayName} has no service principal of ${calloutCallerAppId}.`)
  const target = tenant.servicePrincipals.find(({ appId }) => appId === resource.appId)
  return signAccessToken(world, {
    tenant,
    client: caller,
    resource: {
      appId: resource.appId,
      audience: resourceId,
      version: resource.api.requestedAccessTokenVersion === 2 ? 2 : 1,
      servicePrincipal: target,
    },
    // INFERRED: no capture shows azpacr or appidacr of this token; Microsoft's services use certificates.
    authenticatedBy: "certificate",
  })
}
