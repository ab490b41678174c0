import type { Stretch } from "../../../../sandbox/tenants/stretch"
import type { AppliedEventListener, SignInRow } from "../../../../sandbox/tenants/types"

/** When every invented past of these tests ends: a Friday afternoon. */
export const now = Date.parse("2026-11-20T16:00:00Z")

/** Thirty days of about 20,000 sign-ins. */
export const month = { days: 30, perDay: 667, seed: 7 }

/** Every row of a stretch, oldest first. */
export const rowsOf = <Row>(stretch: Stretch<Row>): Row[] =>
  Array.from({ length: stretch.size }, (_, index) => stretch.rowAt(index))

/** When a sign-in was, in milliseconds since the epoch. */
export const timeOf = ({ createdDateTime }: Pick<SignInRow, "createdDateTime">) => Date.parse(createdDateTime)

/** The events that a row called out for, with the code of each. */
export const calledOf = ({ appliedEventListeners }: { appliedEventListeners: AppliedEventListener[] }) =>
  appliedEventListeners.map(({ eventType, handlerResult }) => `${eventType} ${handlerResult?.errorCode}`)

/** How many rows there are by a key. */
export function countBy<Row>(rows: readonly Row[], key: (row: Row) => unknown): Map<unknown, number> {
  const counts = new Map<unknown, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}
