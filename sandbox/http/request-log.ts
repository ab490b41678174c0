/** One request that an origin received, with what it answered. */
export type ReceivedRequest = {
  at: string
  origin: string
  method: string
  /** Path and query, as received. */
  url: string
  host: string
  headers: Record<string, string>
  body: string
  /** The status that was sent, or null when the connection ended without one. */
  status: number | null
}

/** The last requests of all origins, oldest first; bounded so that a long run cannot fill memory. */
export class RequestLog {
  readonly #limit: number
  #entries: ReceivedRequest[] = []

  constructor(limit = 5000) {
    this.#limit = limit
  }

  add(entry: ReceivedRequest): void {
    this.#entries.push(entry)
    if (this.#entries.length > this.#limit)
      this.#entries = this.#entries.slice(-Math.floor(this.#limit * 0.8))
  }

  /** Entries of one origin, or of all. */
  list(origin?: string): readonly ReceivedRequest[] {
    return origin ? this.#entries.filter((entry) => entry.origin === origin) : this.#entries
  }

  clear(): void {
    this.#entries = []
  }
}
