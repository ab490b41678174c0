import type { ServicePrincipal, User } from "../../tenants/types"
import type { Called } from "../callout/event"
import { isFatal, mappedClaimsRefusedStatus } from "../log/status"
import { claimsInToken, refusesMappedClaims } from "./claims-mapping"
import { endingOf, type Journey, logSignIn, type Report, raiseOn, reportOf } from "./journey"
import { failure, mappedClaimsRefused, tokens } from "./outcome"

/**
 * The apps that the tokens are for: the client for the ID token or the assertion, and the API for the access token.
 * INFERRED: that each of them raises the event of its own, in this order.
 */
const audiencesOf = ({ client, api }: Journey): ServicePrincipal[] => (api ? [client, api] : [client])

/**
 * The end of a journey: the tokens are issued, the sign-in is logged together with the callouts that came before in
 * the same sign-in, and the app gets what it asked for or the error.
 */
export async function issueTokens(
  journey: Journey,
  user: User,
  before: readonly Called[] = [],
): Promise<Report> {
  const audiences = audiencesOf(journey)
  if (audiences.some((audience) => refusesMappedClaims(journey.tenant, audience))) {
    const row = logSignIn(journey, user, before, mappedClaimsRefusedStatus)
    return reportOf(journey, mappedClaimsRefused(endingOf(journey, row)))
  }
  const called = [...before]
  const claims = {}
  for (const audience of audiences) {
    const one = await raiseOn(journey, { eventType: "tokenIssuanceStart", user }, audience)
    if (!one) continue
    called.push(one)
    if (isFatal(one)) {
      const row = logSignIn(journey, user, called)
      return reportOf(journey, failure(endingOf(journey, row), one.result.code))
    }
    Object.assign(claims, claimsInToken(journey.tenant, audience, one.result.claims))
  }
  const row = logSignIn(journey, user, called)
  return reportOf(journey, tokens(endingOf(journey, row), claims))
}
