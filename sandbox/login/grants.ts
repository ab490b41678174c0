import { createHash } from "node:crypto"
import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import { type ClientProof, signAccessToken } from "./access-token"
import { type Client, findUser, isAssigned } from "./clients"
import { signIdToken } from "./id-token"
import { issuedIn, type Session } from "./issued"
import { refuse } from "./refusals"
import { findResource, resourceNameOf } from "./resources"
import { lifetimeS } from "./token-claims"

/** A token request whose client has proved itself. */
export type TokenRequest = {
  world: World
  tenant: Tenant
  client: Client
  proof: ClientProof
  form: URLSearchParams
}

const refreshLifetimeMs = 90 * 86_400_000
const bearer = { token_type: "Bearer", expires_in: lifetimeS, ext_expires_in: lifetimeS }

/** The OpenID Connect scopes, the only ones that the sandbox's login grants to a user's client. */
export const openIdScopes: readonly string[] = ["openid", "profile", "email", "offline_access"]

/** A form value; throws 900144 when it is missing or empty. */
export function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw refuse.missing(name)
  return value
}

/** An app-only token for the resource in `scope`. */
export async function clientCredentials({ world, tenant, client, proof, form }: TokenRequest) {
  const resource = findResource(world, tenant, resourceNameOf(required(form, "scope")))
  const { servicePrincipal } = client
  if (
    resource.servicePrincipal.appRoleAssignmentRequired &&
    !isAssigned(tenant, servicePrincipal.id, resource.servicePrincipal)
  )
    throw refuse.notAssigned(client.application, resource.servicePrincipal)
  const access_token = await signAccessToken(world, {
    tenant,
    client: servicePrincipal,
    resource,
    authenticatedBy: proof,
  })
  return { ...bearer, access_token }
}

/** The tokens of a signed-in user; the access token is for Graph's userinfo, as nothing else can be asked for. */
async function userTokens(
  { world, tenant, client, proof, form }: TokenRequest,
  { session, scopes, nonce }: { session: Session; scopes: readonly string[]; nonce: string | undefined },
) {
  const asked = (form.get("scope") ?? "").split(" ").filter(Boolean)
  if (asked.some((scope) => !scopes.includes(scope))) throw refuse.notConsented(client.application)
  const user = findUser(tenant, client, session.userId)
  const shown = scopes.filter((scope) => scope !== "offline_access")
  const access_token = await signAccessToken(world, {
    tenant,
    client: client.servicePrincipal,
    resource: findResource(world, tenant, world.urls.graph),
    authenticatedBy: proof,
    delegated: { user, scopes: shown },
  })
  const id_token = await signIdToken(world, { tenant, client, user, scopes, nonce, sessionId: session.id })
  const refresh = {
    clientId: client.application.appId,
    scopes,
    session,
    issuedAt: world.clock.now(),
  }
  const clientInfo = JSON.stringify({ uid: user.id, utid: tenant.id })
  return {
    ...bearer,
    scope: shown.join(" "),
    access_token,
    ...(scopes.includes("offline_access")
      ? { refresh_token: issuedIn(world).refreshTokens.add(refresh) }
      : {}),
    id_token,
    // MSAL asks for this one to name the account.
    ...(form.get("client_info") === "1"
      ? { client_info: Buffer.from(clientInfo).toString("base64url") }
      : {}),
  }
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
  grant.redeemed = true
  return userTokens(token, { session, scopes: request.scopes, nonce: request.nonce })
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
  return userTokens(token, { session: grant.session, scopes: grant.scopes, nonce: undefined })
}
