import "server-only"
import { Throttled } from "./trouble"

/** How much of a budget is left: requests that may go now, and the wait until the next one may. */
export type BudgetState = { left: number; limit: number; waitMs: number }

/** Who waits looks again at least this often, since a Retry-After may have come in the meantime. */
const lookAgainMs = 1000

/**
 * Lets at most `limit` requests start in any window; the others wait. Graph allows audit reports 5 requests in 10 s
 * per app and tenant (learn.microsoft.com/graph/throttling-limits); the window is a little longer than Microsoft's,
 * since requests may arrive closer together than they were sent.
 */
export class RequestBudget {
  readonly #limit: number
  readonly #windowMs: number
  #starts: number[] = []
  #blockedUntil = 0

  constructor(limit = 5, windowMs = 10_500) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** What is left at this moment. */
  state(): BudgetState {
    const now = Date.now()
    this.#starts = this.#starts.filter((start) => start > now - this.#windowMs)
    const blockedMs = Math.max(0, this.#blockedUntil - now)
    const oldest = this.#starts[this.#starts.length - this.#limit]
    const slotMs = oldest === undefined ? 0 : oldest + this.#windowMs - now
    const left = blockedMs > 0 ? 0 : Math.max(0, this.#limit - this.#starts.length)
    return { left, limit: this.#limit, waitMs: Math.max(blockedMs, slotMs) }
  }

  /** Resolves when a request may start; rejects with Throttled as soon as that is sure to be later than `patienceMs`. */
  async take(patienceMs: number): Promise<void> {
    const until = Date.now() + patienceMs
    for (;;) {
      const { waitMs } = this.state()
      if (waitMs <= 0) break
      if (Date.now() + waitMs > until) throw new Throttled(waitMs)
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, lookAgainMs)))
    }
    this.#starts.push(Date.now())
  }

  /** Obeys a Retry-After: nothing starts before it is over. */
  block(waitMs: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, Date.now() + waitMs)
  }
}
