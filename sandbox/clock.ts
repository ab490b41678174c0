/** The sandbox's own time: the machine's clock plus an offset that control can change. */
export class Clock {
  #offsetMs = 0

  /** The sandbox's current time in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offsetMs
  }

  /** The sandbox's current time as a Date. */
  date(): Date {
    return new Date(this.now())
  }

  /** Moves the clock so that it runs this many milliseconds ahead of the machine's (negative: behind). */
  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
  }

  get offsetMs(): number {
    return this.#offsetMs
  }
}
