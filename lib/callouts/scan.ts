import "server-only"
import type { Callout, Kind } from "@/lib/model/callout"
import type { Scanned } from "@/lib/model/callout-page"
import type { AuditLog, SignInPage } from "@/lib/remote/audit-log"
import { calloutsOf } from "./layer"

const pagesAtMost = 4
/** A refresh looks again at what came this shortly before the last one. */
const shortOverlapMs = 2 * 60_000
/** Rows reach the log late and out of order, so once a minute a refresh looks this far back. */
const longOverlapMs = 15 * 60_000
const longOverlapEveryMs = 60_000
/** Rows that came later than that are found by looking at everything anew. */
const settledAfterMs = 10 * 60_000

/** What part of a range was looked at in one collection. */
export type Extent = Pick<Scanned, "from" | "to" | "backTo" | "complete" | "pages" | "readAt">

/** A range of one collection held in memory: its callouts, and the ids of every row seen. */
export class Scan {
  readonly #log: AuditLog
  readonly #openEnded: boolean
  readonly #seen = new Map<string, string | null>()
  readonly #unreadable = new Set<string>()
  readonly #callouts = new Map<string, readonly Callout[]>()
  readonly #beganAtMs = Date.now()
  #extent: Extent
  #next: string | null
  #readAtMs = 0
  #longOverlapAtMs = 0

  constructor(log: AuditLog, from: Date, to: Date | null) {
    this.#log = log
    this.#openEnded = to === null
    const end = (to ?? new Date()).toISOString()
    this.#extent = { from: from.toISOString(), to: end, backTo: end, complete: false, pages: 0, readAt: end }
    this.#next = log.spanPath(this.#extent)
  }

  get kind(): Kind {
    return this.#log.kind
  }

  get extent(): Extent {
    return this.#extent
  }

  /** How old the last read is, in milliseconds; Infinity before the first. */
  get ageMs(): number {
    return this.#readAtMs === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.#readAtMs
  }

  /** Whether a refresh is enough: the range ends with the clock and was looked at as a whole not long ago. */
  get canRefresh(): boolean {
    return this.#openEnded && this.#readAtMs > 0 && Date.now() - this.#beganAtMs < settledAfterMs
  }

  /** Rows that could not be read. */
  get unreadable(): number {
    return this.#unreadable.size
  }

  /** How many rows were seen that are not older than a moment. */
  rowsSince(iso: string): number {
    return [...this.#seen.values()].filter((at) => at === null || at >= iso).length
  }

  /** Every callout of the range in the log's order. */
  callouts(): readonly Callout[] {
    return [...this.#callouts.values()].flat()
  }

  #keep(page: SignInPage): void {
    for (const signIn of page.signIns) {
      this.#seen.set(signIn.id, signIn.at)
      const callouts = calloutsOf(signIn)
      if (callouts.length > 0) this.#callouts.set(signIn.id, callouts)
    }
    for (const text of page.unreadable) this.#unreadable.add(text)
  }

  #note(change: Partial<Extent>): void {
    this.#readAtMs = Date.now()
    this.#extent = { ...this.#extent, readAt: new Date(this.#readAtMs).toISOString(), ...change }
  }

  /** Reads the next page, beginning with the newest; what was read before a page failed stays. */
  async readOn(patienceMs: number): Promise<void> {
    if (this.#next === null) return
    const page = await this.#log.readPage(this.#next, patienceMs)
    this.#keep(page)
    this.#next = page.nextLink
    const { from, backTo, pages } = this.#extent
    const oldest = page.signIns.findLast(({ at }) => at !== null)?.at ?? backTo
    const complete = this.#next === null
    this.#note({ pages: pages + 1, backTo: complete ? from : oldest, complete })
  }

  /**
   * Adds what came since the last read, usually with one request, and drops what fell out of a range that moves with
   * the clock. False when more came than four pages hold: then the range must be read anew.
   */
  async refresh(from: Date, patienceMs: number): Promise<boolean> {
    const now = Date.now()
    const isLong = now - this.#longOverlapAtMs > longOverlapEveryMs
    const since = Date.parse(this.#extent.to) - (isLong ? longOverlapMs : shortOverlapMs)
    const begin = new Date(Math.max(from.getTime(), since)).toISOString()
    const to = new Date(now).toISOString()
    let path: string | null = this.#log.spanPath({ from: begin, to })
    for (let pages = 1; path && pages <= pagesAtMost; pages += 1) {
      const page: SignInPage = await this.#log.readPage(path, patienceMs)
      this.#keep(page)
      path = page.nextLink
    }
    if (path) return false
    if (isLong) this.#longOverlapAtMs = now
    this.#forgetBefore(from.toISOString(), to)
    return true
  }

  #forgetBefore(from: string, to: string): void {
    for (const [id, at] of this.#seen) {
      if (at === null || at >= from) continue
      this.#seen.delete(id)
      this.#callouts.delete(id)
    }
    const hasMovedOn = this.#extent.backTo < from
    const backTo = hasMovedOn ? from : this.#extent.backTo
    this.#note({ from, to, backTo, complete: this.#extent.complete || hasMovedOn })
  }
}
