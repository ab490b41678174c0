import { randomBytes } from "node:crypto"
import type { JWTPayload } from "jose"
import { directoryRolesOf, plainUserRoleId } from "../tenants/directory-roles"
import type { Tenant, User } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { rolesOf } from "./clients"
import { issuerV1, issuerV2, keysOf, type LoginHost } from "./issuers"
import type { Resource } from "./resources"
import { opaqueClaims, pairwiseSubject, timesOf } from "./token-claims"

/** How a client proved itself; tokens tell it as 1 (secret) or 2 (certificate). */
export type ClientProof = "secret" | "certificate"

/** What an access token says. */
export type AccessTokenSubject = {
  tenant: Tenant
  issuedBy: LoginHost
  /** The caller's service principal. */
  client: { id: string; appId: string; displayName: string }
  resource: Omit<Resource, "servicePrincipal"> & Partial<Pick<Resource, "servicePrincipal">>
  authenticatedBy: ClientProof
  /** The user on whose behalf the client calls; absent in app-only tokens. */
  delegated?: { user: User; scopes: readonly string[]; sessionId: string }
}

/** Claims that name the subject: the caller itself, or the user and what he allowed. */
function subjectClaims({ tenant, client, resource, delegated }: AccessTokenSubject): JWTPayload {
  const principalId = delegated?.user.id ?? client.id
  const roles = resource.servicePrincipal ? rolesOf(tenant, principalId, resource.servicePrincipal) : []
  return {
    oid: principalId,
    sub: delegated ? pairwiseSubject(tenant.id, principalId, resource.appId) : client.id,
    ...(delegated ? { scp: delegated.scopes.join(" "), sid: delegated.sessionId } : {}),
    ...(roles.length > 0 ? { roles } : {}),
  }
}

function userClaimsV1({ delegated }: AccessTokenSubject): JWTPayload {
  if (!delegated) return {}
  const { user } = delegated
  return {
    acr: "1",
    amr: ["pwd"],
    family_name: user.surname,
    given_name: user.givenName,
    name: user.displayName,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  }
}

/** Other resources get `idtyp` and `wids` only when they ask; Graph always does. */
function graphClaims({ tenant, client, delegated }: AccessTokenSubject): JWTPayload {
  const app_displayname = client.displayName
  if (!delegated) return { app_displayname, idtyp: "app" }
  const wids = [...directoryRolesOf(tenant, delegated.user.id), plainUserRoleId]
  return { app_displayname, idtyp: "user", wids }
}

function claimsV1(world: World, subject: AccessTokenSubject): JWTPayload {
  const { tenant, client, resource, delegated } = subject
  return {
    aud: resource.audience,
    iss: issuerV1(world, tenant.id),
    appid: client.appId,
    appidacr: subject.authenticatedBy === "certificate" ? "2" : "1",
    ...(delegated ? {} : { idp: issuerV1(world, tenant.id) }),
    ...(resource.appId === graphAppId ? graphClaims(subject) : {}),
    ...userClaimsV1(subject),
    ver: "1.0",
  }
}

function claimsV2(world: World, subject: AccessTokenSubject): JWTPayload {
  const { tenant, issuedBy, client, resource, delegated } = subject
  return {
    aud: resource.appId,
    iss: issuerV2(world, tenant.id, issuedBy),
    azp: client.appId,
    azpacr: subject.authenticatedBy === "certificate" ? "2" : "1",
    ...(delegated
      ? { name: delegated.user.displayName, preferred_username: delegated.user.userPrincipalName }
      : {}),
    ver: "2.0",
  }
}

/**
 * A signed access token in the version that the resource app asks for
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference). INFERRED: that v1 tokens,
 * which name the same issuer at either host, are signed with the keys of login.microsoftonline.com at either.
 */
export function signAccessToken(world: World, subject: AccessTokenSubject): Promise<string> {
  const isV1 = subject.resource.version === 1
  const keys = keysOf(world, isV1 ? "login" : subject.issuedBy)
  const claims = {
    ...(isV1 ? claimsV1(world, subject) : claimsV2(world, subject)),
    ...timesOf(world),
    aio: randomBytes(27).toString("base64url"),
    ...subjectClaims(subject),
    ...opaqueClaims(),
    tid: subject.tenant.id,
  }
  return keys.sign(claims, isV1 ? { x5t: keys.kid } : undefined)
}
