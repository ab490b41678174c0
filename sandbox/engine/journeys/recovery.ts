import { dateOfBirthOf } from "../../tenants/date-of-birth"
import type { User } from "../../tenants/types"
import type { World } from "../../world"
import { interrupted, isFatal, nonRetryable, succeeded } from "../log/status"
import { requireTenant, requireUser } from "../names"
import { Refusal } from "../refusal"
import { begin, endingOf, logSignIn, type Report, raiseOn, reportOf } from "./journey"
import { failure, pageOf } from "./outcome"

/** Whose account is to be recovered on the way to which app, and what the Verified ID says when it is not the usual. */
export type RecoveryRequest = {
  tenant?: string | undefined
  user: string
  app: string
  claims?: Record<string, string> | undefined
}

/** What somebody's Verified ID says of him. */
const usualClaims = ({ id, givenName, surname, displayName }: User): Record<string, string> => ({
  firstName: givenName,
  lastName: surname,
  fullName: displayName,
  dateOfBirth: dateOfBirthOf(id),
})

/**
 * Recovers an account with a Verified ID, as far as the customer's API takes part; workforce tenants alone have that.
 * INFERRED: that it is logged as a sign-in to the app that the person was on the way to, and that the Verified ID is
 * enough where nobody listens.
 */
export async function recover(world: World, request: RecoveryRequest): Promise<Report> {
  const tenant = requireTenant(world, request.tenant)
  if (tenant.tenantType === "CIAM")
    throw new Refusal(
      `${tenant.displayName} is an external tenant, which has no recovery with a Verified ID.`,
    )
  const user = requireUser(tenant, request.user)
  const journey = begin(world, {
    tenant: request.tenant,
    app: request.app,
    flow: "interactive",
    person: user.id,
  })
  const called = await raiseOn(journey, {
    eventType: "verifiedIdClaimValidation",
    user,
    employeeId: user.employeeId,
    claims: { ...usualClaims(user), ...request.claims },
  })
  const passed = !called || called.result.action?.name === "pass"
  const fatal = called !== null && isFatal(called)
  const status = fatal ? nonRetryable : passed ? succeeded : interrupted
  const row = logSignIn(journey, user, called ? [called] : [], status)
  const ending = endingOf(journey, row)
  if (fatal) return reportOf(journey, failure(ending, called.result.code))
  const shown = passed
    ? { title: "Identity verified", message: "The account can be recovered." }
    : { title: "Identity not verified", message: "What the Verified ID says does not fit the account." }
  return reportOf(journey, pageOf(ending, shown))
}
