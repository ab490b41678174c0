import {
  compactVerify,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
} from "jose"
import type { Application, Tenant } from "../tenants/types"
import type { World } from "../world"
import { refuseDelegation } from "./delegation-refusals"
import type { Session } from "./issued"
import { issuerV1, issuerV2 } from "./issuers"

/** Throws 50013 unless login.microsoftonline.com signed the token, or 50027 when it is none. */
async function verifySignature(world: World, assertion: string): Promise<JWTPayload> {
  try {
    const keys = createLocalJWKSet(world.signingKeys.jwks)
    await compactVerify(assertion, keys, { algorithms: ["RS256"] })
    return decodeJwt(assertion)
  } catch (error) {
    const isOther = error instanceof errors.JWKSNoMatchingKey
    if (!isOther && !(error instanceof errors.JWSSignatureVerificationFailed))
      throw refuseDelegation.assertionMalformed()
    const reason = isOther
      ? "The key was not found."
      : "The provided signature value did not match the expected signature value."
    throw refuseDelegation.assertionSignature(reason, decodeProtectedHeader(assertion).kid ?? "")
  }
}

/** [FIELD] Not a second after its end. */
function checkTime({ clock }: World, { exp = 0 }: JWTPayload) {
  const until = new Date(exp * 1000)
  if (clock.now() >= until.getTime()) throw refuseDelegation.assertionExpired(clock.date(), until)
}

function checkIssuer(world: World, tenant: Tenant, { iss = "", tid }: JWTPayload) {
  const own = [issuerV2(world, tenant.id), issuerV1(world, tenant.id)]
  if (tid !== tenant.id || !own.includes(iss)) throw refuseDelegation.assertionIssuer(iss)
}

function checkAudience(application: Application, { aud }: JWTPayload) {
  const own = [application.appId, ...application.identifierUris]
  const [audience = ""] = [aud].flat()
  if (!own.includes(audience)) throw refuseDelegation.assertionAudience(audience, application)
}

/**
 * The user for whom a client may act, and the session in which he signed in: the access token that it presents was issued to its own API, in this
 * tenant, and holds. Throws what is wrong with it; INFERRED: in which order the service looks.
 */
export async function sessionOfAssertion(
  world: World,
  tenant: Tenant,
  application: Application,
  assertion: string,
): Promise<Session> {
  const claims = await verifySignature(world, assertion)
  checkTime(world, claims)
  checkIssuer(world, tenant, claims)
  checkAudience(application, claims)
  if (claims.azp === undefined && claims.appid === undefined) throw refuseDelegation.assertionIsIdToken()
  if (typeof claims.scp !== "string") throw refuseDelegation.assertionIsAppOnly(application)
  return {
    id: String(claims.sid),
    tenantId: tenant.id,
    userId: String(claims.oid),
    signedInAt: (claims.iat ?? 0) * 1000,
  }
}
