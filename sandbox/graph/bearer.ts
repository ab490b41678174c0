import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose"
import type { Tenant, User } from "../tenants/types"
import { graphAppId } from "../tenants/well-known"
import type { World } from "../world"
import { GraphRefusal } from "./errors"

/**
 * Who calls: an app in a tenant, for itself with application permissions or for a user with the delegated ones that
 * there is consent to. Both kinds have the same names, so that routes read them in one place.
 */
export type Caller = { tenant: Tenant; appId: string; roles: readonly string[]; user: User | null }

const toleranceSeconds = 300

/** Reads the caller from an `Authorization` header; refuses with 401 when there is no valid token for Graph. */
export function createCallerReader(world: World): (authorization: string | null) => Promise<Caller> {
  const audience = [world.urls.graph, "https://graph.microsoft.com", graphAppId]
  const challenge = `Bearer realm="", authorization_uri="${world.urls.login}/common/oauth2/authorize", client_id="${graphAppId}"`
  const unauthorized = (message: string) =>
    new GraphRefusal(401, "InvalidAuthenticationToken", message, { "www-authenticate": challenge })

  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1]
    if (!token) throw unauthorized("Access token is empty.")
    // The tokens of either host count; ciamlogin.com publishes both hosts' keys. The set is made anew each time: it
    // keeps a copy, and would not see keys that an issuer adds.
    const keys = createLocalJWKSet(world.ciamKeys.jwks)
    const verified = await jwtVerify(token, keys, {
      algorithms: ["RS256"],
      audience,
      currentDate: world.clock.date(),
      clockTolerance: toleranceSeconds,
      requiredClaims: ["exp"],
    }).catch((error: unknown) => {
      throw unauthorized(whyInvalid(error))
    })
    const caller = callerOf(verified.payload, world)
    if (!caller) throw unauthorized("Invalid access token.")
    return caller
  }
}

function whyInvalid(error: unknown): string {
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined
  if (error instanceof errors.JWTExpired || claim === "nbf")
    return "Lifetime validation failed, the token is expired."
  if (claim === "aud") return "Access token validation failure. Invalid audience."
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return "Access token validation failure. Invalid signature."
  return "Access token could not be read."
}

function callerOf(claims: JWTPayload, world: World): Caller | undefined {
  const tenant = world.tenants.get(String(claims.tid))
  const appId = claims.appid ?? claims.azp
  if (!tenant || typeof appId !== "string") return undefined
  if (typeof claims.scp === "string") {
    const user = tenant.users.find(({ id, accountEnabled }) => id === claims.oid && accountEnabled)
    return user && { tenant, appId, roles: claims.scp.split(" "), user }
  }
  const roles = Array.isArray(claims.roles) ? claims.roles.map(String) : []
  return { tenant, appId, roles, user: null }
}
