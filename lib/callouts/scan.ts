import "server-only"
import type { Callout, SignIn } from "@/lib/model/callout"
import type { Scanned } from "@/lib/model/callout-page"
import { readSignInPage, type SignInPage, signInsPath } from "@/lib/remote/sign-ins"
import { calloutsOf } from "./layer"

const pagesAtMost = 4
/** Rows reach the log out of order and late; a refresh looks again at this much of what it has seen. */
const overlapMs = 15 * 60_000

/** A range of the sign-in log held in memory: its callouts, newest first, and the ids of every row seen. */
export class Scan {
  readonly #openEnded: boolean
  readonly #seen = new Map<string, string | null>()
  #callouts = new Map<string, readonly Callout[]>()
  #state: Scanned
  #readAtMs = 0

  constructor(from: Date, to: Date | null) {
    this.#openEnded = to === null
    const end = (to ?? new Date()).toISOString()
    this.#state = {
      from: from.toISOString(),
      to: end,
      backTo: end,
      complete: false,
      signIns: 0,
      unreadable: 0,
      readAt: end,
    }
  }

  get state(): Scanned {
    return this.#state
  }

  /** How old the last read is, in milliseconds; Infinity before the first. */
  get ageMs(): number {
    return this.#readAtMs === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.#readAtMs
  }

  /** Every callout of the range, newest first; equal times keep the log's order. */
  callouts(): readonly Callout[] {
    const all = [...this.#callouts.values()].flat()
    return all.sort((a, b) => (b.signIn.at ?? "").localeCompare(a.signIn.at ?? ""))
  }

  #keep(signIns: readonly SignIn[]): void {
    for (const signIn of signIns) {
      this.#seen.set(signIn.id, signIn.at)
      const callouts = calloutsOf(signIn)
      if (callouts.length > 0) this.#callouts.set(signIn.id, callouts)
    }
  }

  #finish(unreadable: number, change: Partial<Scanned>): void {
    this.#readAtMs = Date.now()
    const readAt = new Date(this.#readAtMs).toISOString()
    this.#state = {
      ...this.#state,
      ...change,
      unreadable: this.#state.unreadable + unreadable,
      signIns: this.#seen.size,
      readAt,
    }
  }

  /**
   * Reads the range from its newest end, four pages at most; each page waits at most `patienceMs` for its turn. What
   * was read before a page failed stays.
   */
  async read(patienceMs: number): Promise<void> {
    const { from, to } = this.#state
    let path: string | null = signInsPath(from, to)
    for (let pages = 0; path && pages < pagesAtMost; pages += 1) {
      const page: SignInPage = await readSignInPage(path, patienceMs)
      this.#keep(page.signIns)
      path = page.nextLink
      const oldest = page.signIns.findLast(({ at }) => at !== null)?.at ?? this.#state.backTo
      this.#finish(page.unreadable, { backTo: path ? oldest : from, complete: path === null })
    }
  }

  /**
   * Adds what came since the last read with one request, and drops what fell out of a range that moves with the
   * clock. When more than a page came, or the range has a fixed end, the scan must be made anew: false.
   */
  async refresh(from: Date, patienceMs: number): Promise<boolean> {
    if (!this.#openEnded) return false
    const to = new Date()
    const since = new Date(Math.max(from.getTime(), Date.parse(this.#state.to) - overlapMs))
    const page = await readSignInPage(signInsPath(since.toISOString(), to.toISOString()), patienceMs)
    if (page.nextLink) return false
    this.#keep(page.signIns)
    const earliest = from.toISOString()
    for (const [id, at] of this.#seen) {
      if (at === null || at >= earliest) continue
      this.#seen.delete(id)
      this.#callouts.delete(id)
    }
    const hasMovedOn = this.#state.backTo < earliest
    const backTo = hasMovedOn ? earliest : this.#state.backTo
    this.#finish(0, {
      from: earliest,
      to: to.toISOString(),
      backTo,
      complete: this.#state.complete || backTo === earliest,
    })
    return true
  }
}
