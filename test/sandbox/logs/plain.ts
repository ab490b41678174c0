import type { SignInRow, Tenant } from "../../../sandbox/tenants/types"

/** A callout with its sign-in, flattened by hand as the prelude of the queries does it. */
export type PlainCallout = {
  row: SignInRow
  second: number
  index: number
  eventType: string
  extension: string
  httpStatus: number | null
  error: number | null
  attempts: number | null
  failed: boolean
}

/** The rows of a tenant's sign-in log between two moments, both among them, oldest first. */
export const rowsBetween = (tenant: Tenant, fromMs: number, toMs: number): SignInRow[] => [
  ...tenant.signIns.walk({ fromMs, toMs, newestFirst: false }),
]

/** Every callout of some rows. */
export const calloutsIn = (rows: readonly SignInRow[]): PlainCallout[] =>
  rows.flatMap((row) =>
    row.appliedEventListeners.map(({ eventType, handlerResult }, index) => ({
      row,
      second: Date.parse(row.createdDateTime),
      index,
      eventType,
      extension: handlerResult?.customExtensionId ?? "",
      httpStatus: handlerResult?.httpStatus ?? null,
      error: handlerResult?.errorCode ?? null,
      attempts: handlerResult?.numberOfAttempts ?? null,
      failed: (handlerResult?.errorCode ?? 0) !== 0,
    })),
  )

/** Things by a key that each has. */
export function groups<Thing>(
  things: readonly Thing[],
  keyOf: (thing: Thing) => unknown,
): Map<string, Thing[]> {
  const found = new Map<string, Thing[]>()
  for (const thing of things) {
    const key = String(keyOf(thing))
    found.set(key, [...(found.get(key) ?? []), thing])
  }
  return found
}

/** How many values differ. */
export const differing = (values: readonly unknown[]): number => new Set(values).size

/** A share in percent with two digits; null of nothing. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((10_000 * part) / whole) / 100
