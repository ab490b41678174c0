import { createLocalJWKSet, errors, jwtVerify } from "jose"
import { logAnalytics } from "../tenants/well-known"
import type { World } from "../world"
import { refuse } from "./refusals"

/** Who calls: a principal of a tenant, and the app that it came by. */
export type Caller = { tenantId: string; principalId: string; appId: string }

const audiences = [logAnalytics.resource, `${logAnalytics.resource}/`, logAnalytics.appId]

/** Reads the caller from an `Authorization` header. Throws a refusal when there is no valid token for Log Analytics. */
export async function readCaller(world: World, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1]
  if (!token) throw refuse.noToken()
  const { payload } = await jwtVerify(token, createLocalJWKSet(world.ciamKeys.jwks), {
    algorithms: ["RS256"],
    audience: audiences,
    currentDate: world.clock.date(),
    clockTolerance: 300,
    requiredClaims: ["exp"],
  }).catch((error: unknown) => {
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud")
      throw refuse.wrongAudience()
    if (error instanceof errors.JWTExpired) throw refuse.invalidToken("The access token has expired.")
    throw refuse.invalidToken("The access token is invalid.")
  })
  const { tid, oid, appid, azp } = payload
  return { tenantId: String(tid), principalId: String(oid), appId: String(appid ?? azp) }
}
