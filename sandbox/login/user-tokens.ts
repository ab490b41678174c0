import { signAccessToken } from "./access-token"
import { findUser } from "./clients"
import { refuseDelegation } from "./delegation-refusals"
import { signIdToken } from "./id-token"
import { issuedIn, type Session, satisfiesPolicy } from "./issued"
import { refuse } from "./refusals"
import { findResource } from "./resources"
import { type AskedPermissions, type AskedScopes, namesOf, readScopes, requireConsent } from "./scopes"
import { bearer, type TokenRequest } from "./token-request"

/** Who the tokens are of and what was asked for: OpenID Connect's scopes, and permissions of one resource or none. */
export type UserGrant = {
  session: Session
  openId: readonly string[]
  permissions: AskedPermissions | undefined
  nonce?: string
  /** Whether the ID token tells when the person signed in. */
  tellsAuthTime?: boolean
}

/** The permissions of the one resource that scopes name; throws 700022 for several and 70011 for what it has not. */
export function onePermission({ permissions }: AskedScopes, scope: string): AskedPermissions | undefined {
  const [asked, another] = permissions
  if (another) throw refuse.severalResources(scope)
  const [unknown] = asked?.unknown ?? []
  if (asked && unknown !== undefined) throw refuse.scope(asked.prefix + unknown)
  return asked
}

/** What the access token is for and how the answer names it: Graph's userinfo when no resource was named. */
function accessOf({ world, tenant, client }: TokenRequest, { session, openId, permissions }: UserGrant) {
  if (permissions) {
    const granted = requireConsent(tenant, client, { id: session.userId }, permissions)
    return { resource: permissions.resource, scopes: granted, names: namesOf(permissions, granted) }
  }
  const shown = openId.filter((scope) => scope !== "offline_access")
  return { resource: findResource(world, tenant, world.urls.graph), scopes: shown, names: shown }
}

function refreshTokenFor({ world, client }: TokenRequest, { session, openId, permissions }: UserGrant) {
  const kept = permissions ? namesOf(permissions, permissions.values) : []
  return issuedIn(world).refreshTokens.add({
    clientId: client.application.appId,
    scopes: [...openId, ...kept],
    session,
    issuedAt: world.clock.now(),
  })
}

/** The tokens of a signed-in user: for one resource, an ID token, and a refresh token, each as far as asked for. */
export async function userTokens(token: TokenRequest, grant: UserGrant) {
  const { world, tenant, host, client, proof, form } = token
  const { session, openId, nonce, tellsAuthTime } = grant
  const user = findUser(tenant, client, session.userId)
  const { resource, scopes, names } = accessOf(token, grant)
  if (tenant.multifactorPolicy !== null && !satisfiesPolicy(world, tenant, session))
    throw refuseDelegation.multifactor(resource, tenant.multifactorPolicy)
  const access_token = await signAccessToken(world, {
    tenant,
    issuedBy: host,
    client: client.servicePrincipal,
    resource,
    authenticatedBy: proof,
    delegated: { user, scopes, sessionId: session.id },
  })
  const authTime = tellsAuthTime ? session.signedInAt : undefined
  const subject = { tenant, client, user, scopes: openId, nonce, sessionId: session.id, authTime }
  const clientInfo = JSON.stringify({ uid: user.id, utid: tenant.id })
  return {
    ...bearer,
    scope: names.join(" "),
    access_token,
    ...(openId.includes("offline_access") ? { refresh_token: refreshTokenFor(token, grant) } : {}),
    ...(openId.includes("openid") ? { id_token: await signIdToken(world, subject) } : {}),
    // MSAL asks for this one to name the account.
    ...(form.get("client_info") === "1"
      ? { client_info: Buffer.from(clientInfo).toString("base64url") }
      : {}),
  }
}

/** The permissions that a request names, else those of the grant that it redeems. */
export function permissionsOf(
  { world, tenant }: TokenRequest,
  named: readonly string[],
  granted: readonly string[],
): { openId: readonly string[]; permissions: AskedPermissions | undefined; isNamed: boolean } {
  const wanted = onePermission(readScopes(world, tenant, named), named.join(" "))
  const before = readScopes(world, tenant, granted)
  return {
    openId: before.openId,
    // Microsoft: of several resources in the authorize request, the token is for the first.
    permissions: wanted ?? before.permissions[0],
    isNamed: wanted !== undefined,
  }
}
