import { createHash } from "node:crypto"
import { signAccessToken } from "./access-token"
import { isAssigned } from "./clients"
import { refuseDelegation } from "./delegation-refusals"
import { issuedIn } from "./issued"
import { refuse } from "./refusals"
import { findResource, resourceNameOf } from "./resources"
import { scopesIn } from "./scopes"
import { bearer, required, type TokenRequest } from "./token-request"
import { permissionsOf, userTokens } from "./user-tokens"

const refreshLifetimeMs = 90 * 86_400_000

/** An app-only token for the resource in `scope`. */
export async function clientCredentials({ world, tenant, host, client, proof, form }: TokenRequest) {
  const resource = findResource(world, tenant, resourceNameOf(required(form, "scope")))
  const { servicePrincipal } = client
  if (
    resource.servicePrincipal.appRoleAssignmentRequired &&
    !isAssigned(tenant, servicePrincipal.id, resource.servicePrincipal)
  )
    throw refuse.notAssigned(client.application, resource.servicePrincipal)
  const access_token = await signAccessToken(world, {
    tenant,
    issuedBy: host,
    client: servicePrincipal,
    resource,
    authenticatedBy: proof,
  })
  return { ...bearer, access_token }
}

function checkVerifier(form: URLSearchParams, codeChallenge: string) {
  const verifier = form.get("code_verifier")
  if (!verifier) throw refuse.noVerifier()
  if (createHash("sha256").update(verifier).digest("base64url") !== codeChallenge)
    throw refuse.wrongVerifier()
}

/** The tokens for an authorization code, once; a refused attempt leaves the code as it was. */
export async function authorizationCode(token: TokenRequest) {
  const { world, tenant, client, form } = token
  const code = required(form, "code")
  const redirectUri = required(form, "redirect_uri")
  const grant = issuedIn(world).codes.get(code)
  if (!grant) throw refuse.malformedGrant()
  const { request, session } = grant
  if (request.clientId !== client.application.appId) throw refuse.foreignGrant()
  if (request.tenantId !== tenant.id) throw refuse.otherTenant()
  if (grant.redeemed) throw refuse.codeRedeemed()
  if (world.clock.now() > grant.expiresAt) throw refuse.codeExpired()
  if (redirectUri !== request.redirectUri) throw refuse.otherRedirectUri(redirectUri, request.redirectUri)
  checkVerifier(form, request.codeChallenge)
  const { openId, permissions } = permissionsOf(token, scopesIn(form.get("scope")), request.scopes)
  grant.redeemed = true
  return userTokens(token, {
    session,
    openId,
    permissions,
    nonce: request.nonce,
    tellsAuthTime: request.maxAgeS !== undefined,
  })
}

/** New tokens for a refresh token; the old one stays valid, as Entra does not revoke it on use. */
export async function refreshToken(token: TokenRequest) {
  const { world, tenant, client, form } = token
  const grant = issuedIn(world).refreshTokens.get(required(form, "refresh_token"))
  if (!grant) throw refuse.malformedGrant()
  if (grant.clientId !== client.application.appId) throw refuse.foreignGrant()
  if (grant.session.tenantId !== tenant.id) throw refuse.otherTenant()
  if (world.clock.now() > grant.issuedAt + refreshLifetimeMs)
    throw refuse.refreshTokenExpired(new Date(grant.issuedAt))
  const { openId, permissions, isNamed } = permissionsOf(token, scopesIn(form.get("scope")), grant.scopes)
  // [FIELD] Whoever signs in may name the app's own API by its URI; whoever goes on without naming it again may not.
  const isOwn = permissions?.resource.appId === client.application.appId
  if (!isNamed && isOwn && permissions.prefix !== `${client.application.appId}/`)
    throw refuseDelegation.tokenForItself(client.application)
  return userTokens(token, { session: grant.session, openId, permissions })
}
