import "server-only"
import type { Callout } from "@/lib/model/callout"
import type { Scanned } from "@/lib/model/callout-page"
import { readSignInPage, type SignInPage, signInsPath } from "@/lib/remote/sign-ins"
import { calloutsOf } from "./layer"

const pagesAtMost = 4
/** A refresh looks again at what came this shortly before the last one. */
const shortOverlapMs = 2 * 60_000
/** Rows reach the log late and out of order, so once a minute a refresh looks this far back. */
const longOverlapMs = 15 * 60_000
const longOverlapEveryMs = 60_000
/** Rows that came later than that are found by looking at everything anew. */
const settledAfterMs = 10 * 60_000

/** A range of the sign-in log held in memory: its callouts, newest first, and the ids of every row seen. */
export class Scan {
  readonly #openEnded: boolean
  readonly #seen = new Map<string, string | null>()
  readonly #unreadable = new Set<string>()
  readonly #callouts = new Map<string, readonly Callout[]>()
  #state: Scanned
  #beganAtMs = 0
  #readAtMs = 0
  #longOverlapAtMs = 0

  constructor(from: Date, to: Date | null) {
    this.#openEnded = to === null
    const end = (to ?? new Date()).toISOString()
    const nothing = { complete: false, pages: 0, signIns: 0, unreadable: 0, readAt: end }
    this.#state = { from: from.toISOString(), to: end, backTo: end, ...nothing }
  }

  get state(): Scanned {
    return this.#state
  }

  /** How old the last read is, in milliseconds; Infinity before the first. */
  get ageMs(): number {
    return this.#readAtMs === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.#readAtMs
  }

  /** Whether a refresh is enough: the range ends with the clock and was looked at as a whole not long ago. */
  get canRefresh(): boolean {
    return this.#openEnded && this.#readAtMs > 0 && Date.now() - this.#beganAtMs < settledAfterMs
  }

  /** Every callout of the range, newest first; equal times keep the log's order. */
  callouts(): readonly Callout[] {
    const all = [...this.#callouts.values()].flat()
    return all.sort((a, b) => (b.signIn.at ?? "").localeCompare(a.signIn.at ?? ""))
  }

  #keep(page: SignInPage): void {
    for (const signIn of page.signIns) {
      this.#seen.set(signIn.id, signIn.at)
      const callouts = calloutsOf(signIn)
      if (callouts.length > 0) this.#callouts.set(signIn.id, callouts)
    }
    for (const text of page.unreadable) this.#unreadable.add(text)
  }

  #note(change: Partial<Scanned>): void {
    this.#readAtMs = Date.now()
    const readAt = new Date(this.#readAtMs).toISOString()
    const counts = { signIns: this.#seen.size, unreadable: this.#unreadable.size }
    this.#state = { ...this.#state, ...counts, readAt, ...change }
  }

  /**
   * Reads the range from its newest end, four pages at most; each page waits at most `patienceMs` for its turn. What
   * was read before a page failed stays.
   */
  async read(patienceMs: number): Promise<void> {
    this.#beganAtMs = Date.now()
    const { from, to } = this.#state
    let path: string | null = signInsPath(from, to)
    for (let pages = 1; path && pages <= pagesAtMost; pages += 1) {
      const page: SignInPage = await readSignInPage(path, patienceMs)
      this.#keep(page)
      path = page.nextLink
      const oldest = page.signIns.findLast(({ at }) => at !== null)?.at ?? this.#state.backTo
      this.#note({ pages, backTo: path ? oldest : from, complete: path === null })
    }
  }

  /**
   * Adds what came since the last read, usually with one request, and drops what fell out of a range that moves with
   * the clock. False when more came than four pages hold: then the range must be read anew.
   */
  async refresh(from: Date, patienceMs: number): Promise<boolean> {
    const now = Date.now()
    const isLong = now - this.#longOverlapAtMs > longOverlapEveryMs
    const since = Date.parse(this.#state.to) - (isLong ? longOverlapMs : shortOverlapMs)
    const to = new Date(now).toISOString()
    let path: string | null = signInsPath(new Date(Math.max(from.getTime(), since)).toISOString(), to)
    for (let pages = 1; path && pages <= pagesAtMost; pages += 1) {
      const page: SignInPage = await readSignInPage(path, patienceMs)
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
    const hasMovedOn = this.#state.backTo < from
    const backTo = hasMovedOn ? from : this.#state.backTo
    this.#note({ from, to, backTo, complete: this.#state.complete || hasMovedOn })
  }
}
