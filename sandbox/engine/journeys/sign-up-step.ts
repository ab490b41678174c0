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

/** Writes the row of one step; steps never share a time, so that the log keeps their order. */
export function logStep(
  { journey, email, method }: SignUp,
  stage: SignUpStage,
  status: LogStatus,
  called: readonly Called[] = [],
  userId: string | null = null,
) {
  const { world, tenant, client, correlationId, rows } = journey
  const before = rows.findLast(({ log }) => log === "signUps")
  const at = Math.max(world.clock.now(), before ? Date.parse(before.row.createdDateTime) + 1 : 0)
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
