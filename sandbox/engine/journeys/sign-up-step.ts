import { setTimeout as wait } from "node:timers/promises"
import type { AuthenticationEventsFlow, SignUpStage, UserIdentity } from "../../tenants/types"
import type { Called } from "../callout/event"
import type { AttributeValues } from "../callout/payload/attributes"
import { type SignUpMethod, signUpRow } from "../log/sign-up-row"
import type { LogStatus } from "../log/status"
import type { Journey } from "./journey"

/** A sign-up on its way through its steps. */
export type SignUp = {
  journey: Journey
  userFlow: AuthenticationEventsFlow
  email: string
  method: SignUpMethod
  identities: UserIdentity[]
  typed: AttributeValues
}

/** The time of a step that is taken now; steps never share one, so that the log keeps their order. */
function nextTime({ world, rows }: Journey): number {
  const before = rows.findLast(({ log }) => log === "signUps")
  return Math.max(world.clock.now(), before ? Date.parse(before.row.createdDateTime) + 1 : 0)
}

/**
 * Begins a step that calls out, at a time that lies before its callouts. INFERRED: that the log tells of this time, as
 * that of sign-ins does, and not of when the callouts were over.
 */
export async function beginStep(journey: Journey): Promise<number> {
  const at = nextTime(journey)
  if (at > journey.world.clock.now()) await wait(2)
  return at
}

/** What a step came to; one without callouts begins when it is written. */
export type StepEnd = {
  stage: SignUpStage
  status: LogStatus
  at?: number
  called?: readonly Called[]
  userId?: string
}

/** Writes the row of one step. */
export function logStep({ journey, email, method }: SignUp, step: StepEnd) {
  const { tenant, client, correlationId, rows } = journey
  const { stage, status, at = nextTime(journey), called = [], userId = null } = step
  const row = signUpRow({
    correlationId,
    client,
    identifier: email,
    method,
    stage,
    at,
    userId,
    status,
    appliedEventListeners: called.map(({ applied }) => applied),
  })
  tenant.signUps.add(row)
  rows.push({ log: "signUps", row })
  return row
}
