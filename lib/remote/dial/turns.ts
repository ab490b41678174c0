import "server-only"
import type { DialRefusal } from "@/lib/model/dial"
import { refusal } from "./policy"

/** How many calls may be under way at once, and how long and how many of an operator's may wait. */
export type TurnLimits = { perOperator: number; perTarget: number; waiting: number; waitMs: number }

/** Whose call it is and where it goes. */
export type Caller = { operator: string; target: string }

type Waiting = Caller & { start: (end: () => void) => void }

const usual: TurnLimits = { perOperator: 3, perTarget: 6, waiting: 16, waitMs: 5000 }

const cancelled = refusal("cancelled", "The call was cancelled before it began.")

/** Lets calls begin so that nobody fills the line: of those that wait, whoever has the fewest under way comes first. */
export class Turns {
  readonly #limits: TurnLimits
  #running: readonly Caller[] = []
  #waiting: readonly Waiting[] = []

  constructor(limits: TurnLimits = usual) {
    this.#limits = limits
  }

  /** Waits for a turn; gives what ends it, or the refusal when there is none in time. */
  async take(caller: Caller, signal: AbortSignal | undefined): Promise<(() => void) | DialRefusal> {
    if (signal?.aborted) return cancelled
    if (!this.#full(caller)) return this.#start(caller)
    const own = this.#waiting.filter(({ operator }) => operator === caller.operator)
    if (own.length >= this.#limits.waiting) return this.#busy(caller)
    return this.#wait(caller, signal)
  }

  #of(member: keyof Caller, { [member]: value }: Caller): number {
    return this.#running.filter((one) => one[member] === value).length
  }

  #full(caller: Caller): "operator" | "target" | null {
    if (this.#of("operator", caller) >= this.#limits.perOperator) return "operator"
    return this.#of("target", caller) >= this.#limits.perTarget ? "target" : null
  }

  #busy(caller: Caller): DialRefusal {
    const { perOperator, perTarget } = this.#limits
    const why =
      this.#full(caller) === "operator"
        ? `You have ${perOperator} calls under way; wait until one of them has ended.`
        : `${perTarget} calls to ${caller.target} are under way; wait until one of them has ended.`
    return refusal("busy", why)
  }

  #start({ operator, target }: Caller): () => void {
    const running = { operator, target }
    this.#running = [...this.#running, running]
    return () => {
      this.#running = this.#running.filter((one) => one !== running)
      this.#startNext()
    }
  }

  #startNext(): void {
    const [first] = this.#waiting
      .filter((one) => this.#full(one) === null)
      .toSorted((one, other) => this.#of("operator", one) - this.#of("operator", other))
    if (!first) return
    this.#leave(first)
    first.start(this.#start(first))
    this.#startNext()
  }

  #leave(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== waiting)
  }

  #wait(caller: Caller, signal: AbortSignal | undefined): Promise<(() => void) | DialRefusal> {
    return new Promise((resolve) => {
      const settle = (outcome: (() => void) | DialRefusal) => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", cancel)
        this.#leave(waiting)
        resolve(outcome)
      }
      const waiting: Waiting = { ...caller, start: settle }
      const cancel = () => settle(cancelled)
      const timer = setTimeout(() => settle(this.#busy(caller)), this.#limits.waitMs)
      signal?.addEventListener("abort", cancel, { once: true })
      this.#waiting = [...this.#waiting, waiting]
    })
  }
}
