import type { Callout } from "./callout"
import type { Unread } from "./part"
import type { RangeName } from "./range"

/** What part of the log a scan has looked at, and what it saw there. */
export type Scanned = {
  /** The range that was asked for, ISO 8601. */
  from: string
  to: string
  /** How far back the scan really looked: equal to `from` when the range is complete. */
  backTo: string
  complete: boolean
  /** Pages of at most 1,000 sign-ins that the first look took. */
  pages: number
  signIns: number
  unreadable: number
  readAt: string
}

/** A page of the callout log: what matched, what part of the log was looked at, and why it may be old. */
export type CalloutPage = {
  callouts: readonly Callout[]
  matched: number
  /** Id to pass as `after` for the page below, null at the end. */
  next: string | null
  scanned: Scanned
  /** Values that occur in the scanned range, with how often, before the filter. */
  facets: Facets
  /** Set when the newest read failed and rows of an earlier one are shown. */
  stale: Unread | null
}

/** How often each value occurs among the callouts of the scanned range. */
export type Facets = {
  layers: ReadonlyMap<string, number>
  codes: ReadonlyMap<number, number>
  extensions: ReadonlyMap<string, number>
  apps: ReadonlyMap<string, { name: string; count: number }>
}

/** Callouts that failed for the same reason, newest first, and the moving range in which they were counted. */
export type Similar = { callouts: readonly Callout[]; range: RangeName }
