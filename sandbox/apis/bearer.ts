import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, errors as jose, jwtVerify } from "jose"

/** What an API was configured with when it was deployed. */
export type ApiSettings = {
  tenantId: string
  /** The API app's client id: the audience of v2 tokens. */
  appId: string
  /** The API app's identifier URI: the audience of v1 tokens. */
  identifierUri: string
  issuers: { v1: string; v2: string }
  jwks: JSONWebKeySet
  /** Client ids that may call. */
  callers: readonly string[]
}

/** A refused call: 401 with the challenge to send, or 403 for a caller that is known but not admitted. */
export type Refusal = { status: 401; challenge: string } | { status: 403; caller: string }

const clockToleranceS = 60

const invalid = (description: string): Refusal => ({
  status: 401,
  challenge: `Bearer error="invalid_token", error_description="${description.replaceAll('"', "'")}"`,
})

function explain(error: unknown): Refusal {
  if (error instanceof jose.JWTExpired) return invalid("The token expired")
  if (error instanceof jose.JWTClaimValidationFailed)
    return invalid(error.claim === "nbf" ? "The token is not valid yet" : `The ${error.claim} is invalid`)
  if (error instanceof jose.JWKSNoMatchingKey) return invalid("The signature key was not found")
  if (error instanceof jose.JOSEError) return invalid("The signature is invalid")
  throw error
}

async function verify(token: string, settings: ApiSettings, now: Date): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createLocalJWKSet(settings.jwks), {
    algorithms: ["RS256"],
    issuer: [settings.issuers.v1, settings.issuers.v2],
    audience: [settings.appId, settings.identifierUri],
    requiredClaims: ["exp", "nbf"],
    clockTolerance: clockToleranceS,
    currentDate: now,
  })
  return payload
}

/** The refusal of a call, or null when its bearer token is in order and Entra, or another admitted caller, holds it. */
export async function judgeBearer(
  authorization: string | undefined,
  settings: ApiSettings,
  now: Date,
): Promise<Refusal | null> {
  const token = authorization?.match(/^Bearer\s+(\S+)$/i)?.[1]
  if (!token) return { status: 401, challenge: "Bearer" }
  try {
    const claims = await verify(token, settings, now)
    if (claims.tid !== settings.tenantId) return invalid("The tid is invalid")
    const caller = claims.ver === "2.0" ? claims.azp : claims.appid
    return settings.callers.includes(`${caller}`) ? null : { status: 403, caller: `${caller}` }
  } catch (error) {
    return explain(error)
  }
}
