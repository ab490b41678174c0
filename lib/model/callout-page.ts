import type { Callout, Kind, SignIn } from "./callout"
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
  /** Pages of at most 1,000 rows that the first look took. */
  pages: number
  /** Rows of each collection back to `backTo`, a sign-up being several; null for one that was not read. */
  signIns: number | null
  signUps: number | null
  unreadable: number
  readAt: string
}

/** Why the newest read of one collection failed, and whether rows of an earlier one stand in the list. */
export type SourceTrouble = { kind: Kind; unread: Unread; hasRows: boolean }

/** A page of the callout log: what matched, what part of the log was looked at, and what of it is old or missing. */
export type CalloutPage = {
  callouts: readonly Callout[]
  matched: number
  /** Id to pass as `after` for the page below, null at the end. */
  next: string | null
  /** What was looked at of every collection that was read: it is complete back to where all of them are. */
  scanned: Scanned
  /** Values that occur in the scanned range, with how often, before the filter. */
  facets: Facets
  /** The collections whose newest read failed; one that failed hides no other. */
  troubles: readonly SourceTrouble[]
}

/** How often each value occurs among the callouts of the scanned range. */
export type Facets = {
  layers: ReadonlyMap<string, number>
  sources: ReadonlyMap<string, number>
  events: ReadonlyMap<string, number>
  codes: ReadonlyMap<number, number>
  extensions: ReadonlyMap<string, number>
  apps: ReadonlyMap<string, { name: string; count: number }>
}

/** Callouts that failed for the same reason, newest first, and the moving range in which they were counted. */
export type Similar = { callouts: readonly Callout[]; range: RangeName }

/** A row of the same attempt as another one, with its callouts. */
export type RelatedRow = { signIn: SignIn; callouts: readonly Callout[] }

/** The rows of one correlation id, oldest first, and the collections that could not be asked for more of them. */
export type Related = {
  rows: readonly RelatedRow[]
  isCut: boolean
  unread: readonly { kind: Kind; unread: Unread }[]
}
