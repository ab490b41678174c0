import { appliedListener, type Flow, logTime, signInRow } from "../../../sandbox/engine/log/row"
import { succeeded } from "../../../sandbox/engine/log/status"
import { whereaboutsOf } from "../../../sandbox/engine/whereabouts"
import { contosoIds } from "../../../sandbox/tenants/ids"
import type { SignInRow, Tenant } from "../../../sandbox/tenants/types"
import { listenerOf, principalOf, userOf } from "../engine/healthy"

let made = 0

/** Writes a sign-in of Contoso's into its log: one callout that went well, unless told otherwise. */
export function signInAs(
  tenant: Tenant,
  {
    at,
    flow = "interactive",
    callouts = 1,
    ...rest
  }: { at: number; flow?: Flow; callouts?: number } & Partial<SignInRow>,
): SignInRow {
  made += 1
  const user = userOf(tenant, "reader")
  const client = principalOf(tenant, contosoIds.groceriesApp)
  const id = `0a0b0c0d-0000-4000-8000-${String(made).padStart(12, "0")}`
  const result = { code: 0, httpStatus: 200, attempts: 1 } as const
  const row = signInRow({
    id,
    correlationId: `0e0f0a0b-0000-4000-8000-${String(made).padStart(12, "0")}`,
    sessionId: id,
    tenant,
    user,
    client,
    resource: client,
    flow,
    whereabouts: whereaboutsOf(user.id),
    at,
    processingMs: 250,
    status: succeeded,
    appliedEventListeners: Array.from({ length: callouts }, () =>
      appliedListener("tokenIssuanceStart", listenerOf(tenant), result, at),
    ),
  })
  const written = { ...row, createdDateTime: logTime(at), ...rest }
  tenant.signIns.add(written)
  return written
}
