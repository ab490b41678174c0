import { GraphRefusal } from "./errors"
import { untilReset } from "./until-reset"

/** The limit of the audit-log family: requests per window, for each app in each tenant. */
export const auditLogLimit = { requests: 5, windowMs: 10_000 } as const

/** Counts requests per key in a sliding window; refused requests do not count (INFERRED). */
export class Throttle {
  readonly #admitted = new Map<string, number[]>()

  /** Admits a request and gives 0, or gives the whole seconds until the next one would be admitted. */
  secondsToWait(key: string, nowMs: number): number {
    const { requests, windowMs } = auditLogLimit
    const recent = (this.#admitted.get(key) ?? []).filter((at) => at > nowMs - windowMs)
    const [oldest = nowMs] = recent
    if (recent.length >= requests) return Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000))
    this.#admitted.set(key, [...recent, nowMs])
    return 0
  }
}

/** The throttle of a world, empty again after a reset. */
export const throttleOf = untilReset(() => new Throttle())

/** 429 with the seconds to wait; the service's own code and text vary, so this text is INFERRED. */
export const tooManyRequests = (seconds: number) =>
  new GraphRefusal(
    429,
    "TooManyRequests",
    "Too many requests. Wait for the time in the Retry-After header, then try again.",
    { "retry-after": String(seconds) },
  )
