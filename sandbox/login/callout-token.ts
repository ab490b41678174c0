import { decodeJwt } from "jose"
import { Refusal } from "../engine/refusal"
import type { Application, Tenant } from "../tenants/types"
import { calloutCallerAppId } from "../tenants/well-known"
import type { World } from "../world"
import { signAccessToken } from "./access-token"
import { hostOf } from "./issuers"

/**
 * The token that Entra itself sends along when it calls an extension's API: app-only, for the resource that the
 * extension names, with "Azure AD Authentication Extensions" as the caller. Its version follows the resource app,
 * and who issues it the kind of tenant. Throws a Refusal when the tenant has no service principal of the caller;
 * whether the resource may be called is not asked.
 */
export async function issueCalloutToken(
  world: World,
  tenant: Tenant,
  resource: Application,
  resourceId: string,
): Promise<string> {
  const caller = tenant.servicePrincipals.find(({ appId }) => appId === calloutCallerAppId)
  if (!caller) throw new Refusal(`${tenant.displayName} has no service principal of ${calloutCallerAppId}.`)
  const target = tenant.servicePrincipals.find(({ appId }) => appId === resource.appId)
  return signAccessToken(world, {
    tenant,
    issuedBy: hostOf(tenant),
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

/** A callout token with what it says of itself. */
export type IssuedCalloutToken = {
  token: string
  /** ISO 8601. */
  expiresAt: string
  audience: string
  issuer: string
  version: 1 | 2
}

/**
 * The token that Entra would send to the API of one of the tenant's extensions, given by id or display name. Throws
 * a Refusal when there is no such extension, or no app to issue the token for.
 */
export async function calloutTokenFor(
  world: World,
  tenant: Tenant,
  extensionName: string,
): Promise<IssuedCalloutToken> {
  const extension = tenant.customAuthenticationExtensions.find(
    ({ id, displayName }) => id === extensionName || displayName === extensionName,
  )
  if (!extension) throw new Refusal(`${tenant.displayName} has no extension ${extensionName}.`)
  const resourceId = extension.authenticationConfiguration?.resourceId ?? ""
  const appId = resourceId.slice(resourceId.lastIndexOf("/") + 1).toLowerCase()
  const resource = tenant.applications.find((one) => one.appId === appId)
  if (!resource)
    throw new Refusal(
      `The resourceId of ${extension.displayName} ends in no app of ${tenant.displayName}: ${resourceId || "it is empty"}.`,
    )
  const token = await issueCalloutToken(world, tenant, resource, resourceId)
  const { aud, iss, exp, ver } = decodeJwt(token)
  return {
    token,
    expiresAt: new Date((exp ?? 0) * 1000).toISOString(),
    audience: String(aud),
    issuer: String(iss),
    version: ver === "2.0" ? 2 : 1,
  }
}
