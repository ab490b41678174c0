import type { Tenant, User } from "../tenants/types"
import type { World } from "../world"
import { type Client, rolesOf } from "./clients"
import { issuerV2 } from "./issuers"
import { opaqueClaims, pairwiseSubject, timesOf } from "./token-claims"

/** What an ID token says. */
export type IdTokenSubject = {
  tenant: Tenant
  client: Client
  user: User
  scopes: readonly string[]
  nonce: string | undefined
  sessionId: string
  /** When the person signed in, in milliseconds; told only when the app asked for it. */
  authTime?: number
}

/**
 * A signed v2 ID token for the client itself
 * (https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference).
 */
export function signIdToken(
  world: World,
  { tenant, client, user, scopes, nonce, sessionId, authTime }: IdTokenSubject,
): Promise<string> {
  const { appId } = client.application
  const roles = rolesOf(tenant, user.id, client.servicePrincipal)
  return world.signingKeys.sign({
    aud: appId,
    iss: issuerV2(world, tenant.id),
    ...timesOf(world),
    ...(scopes.includes("email") && user.mail ? { email: user.mail } : {}),
    ...(scopes.includes("profile")
      ? { name: user.displayName, oid: user.id, preferred_username: user.userPrincipalName }
      : {}),
    ...(nonce ? { nonce } : {}),
    // INFERRED: OpenID Connect wants it beside max_age; with Entra it is an optional claim.
    ...(authTime === undefined ? {} : { auth_time: Math.floor(authTime / 1000) }),
    ...opaqueClaims(),
    ...(roles.length > 0 ? { roles } : {}),
    sid: sessionId,
    sub: pairwiseSubject(tenant.id, user.id, appId),
    tid: tenant.id,
    ver: "2.0",
  })
}
