import "server-only"
import type { PhaseName, Phases } from "@/lib/model/dial"

const hundredths = (ms: number) => Math.round(ms * 100) / 100

/** Times the phases of one attempt, which follow each other without a gap. */
export class Stopwatch {
  readonly #beganAt = performance.now()
  readonly #times: { -readonly [Name in keyof Phases]?: number } = {}
  #phase: PhaseName = "dns"
  #enteredAt = this.#beganAt

  /** The phase that the attempt is in. */
  get phase(): PhaseName {
    return this.#phase
  }

  /** Ends the phase that the attempt is in and begins the next one. */
  enter(phase: PhaseName): void {
    this.#lap()
    this.#phase = phase
  }

  /** Ends the attempt; gives how long each phase took, and all of them together. */
  stop(): Phases {
    this.#lap()
    return { ...this.#times, totalMs: hundredths(this.#enteredAt - this.#beganAt) }
  }

  #lap(): void {
    const now = performance.now()
    this.#times[`${this.#phase}Ms`] = hundredths(now - this.#enteredAt)
    this.#enteredAt = now
  }
}
