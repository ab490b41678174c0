import "server-only"
import { Throttled } from "./trouble"

/** How much of a budget is left: requests that may go now, and the wait until the next one may. */
export type BudgetState = { left: number; limit: number; waitMs: number }

type Waiter = { go: () => void; fail: (error: Throttled) => void; expiresAt: number }

/**
 * Lets at most `limit` requests start in any window; the others wait their turn in order. Graph allows audit
 * reports 5 requests in 10 s per app and tenant (learn.microsoft.com/graph/throttling-limits); the window is a
 * little longer than Microsoft's, since requests may arrive closer together than they were sent.
 */
export class RequestBudget {
  readonly #limit: number
  readonly #windowMs: number
  #starts: number[] = []
  #blockedUntil = 0
  #queue: Waiter[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(limit = 5, windowMs = 10_500) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** What is left at this moment. */
  state(now = Date.now()): BudgetState {
    this.#starts = this.#starts.filter((start) => start > now - this.#windowMs)
    const blockedMs = Math.max(0, this.#blockedUntil - now)
    const oldest = this.#starts[0]
    const left = Math.max(0, this.#limit - this.#starts.length - this.#queue.length)
    const slotMs =
      this.#starts.length >= this.#limit && oldest !== undefined ? oldest + this.#windowMs - now : 0
    return { left: blockedMs > 0 ? 0 : left, limit: this.#limit, waitMs: Math.max(blockedMs, slotMs) }
  }

  /** Resolves when a request may start; rejects with Throttled when that would be later than `patienceMs`. */
  async take(patienceMs: number): Promise<void> {
    const { waitMs } = this.state()
    if (waitMs > patienceMs) throw new Throttled(waitMs)
    if (waitMs === 0 && this.#queue.length === 0) {
      this.#starts.push(Date.now())
      return
    }
    await new Promise<void>((go, fail) => {
      this.#queue.push({ go, fail, expiresAt: Date.now() + patienceMs })
      this.#schedule()
    })
  }

  /** Obeys a Retry-After: nothing starts before it is over. */
  block(waitMs: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, Date.now() + waitMs)
    this.#schedule()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#queue.length === 0) return
    this.#timer = setTimeout(() => this.#release(), Math.max(this.state().waitMs, 1))
  }

  #release(): void {
    const now = Date.now()
    const { waitMs } = this.state(now)
    this.#queue = this.#queue.filter((waiter) => {
      if (waiter.expiresAt >= now + waitMs) return true
      waiter.fail(new Throttled(waitMs))
      return false
    })
    while (this.#queue.length > 0 && this.state().waitMs === 0) {
      this.#starts.push(now)
      this.#queue.shift()?.go()
    }
    this.#schedule()
  }
}
