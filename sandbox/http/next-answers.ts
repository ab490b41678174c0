/** What an origin shall answer instead of its own answer. */
export type NextAnswer = {
  status?: number
  headers?: Record<string, string>
  /** Sent as is when a string, else as JSON. */
  body?: unknown
  /** Waits this long before answering, in milliseconds. */
  delayMs?: number
  /** Cuts the connection instead of answering. */
  reset?: boolean
  /** How many requests get this answer; 1 when absent. */
  times?: number
}

/** Answers queued for routes: each matching request takes one, so trouble lasts exactly as long as asked. */
export class NextAnswers {
  #queue: { method: string; path: RegExp; answer: NextAnswer; left: number }[] = []

  /** Queues an answer for a route such as `GET /beta/auditLogs/signIns`; `*` stands for any characters. */
  add(route: string, answer: NextAnswer): void {
    const [method = "GET", path = "*"] = route.split(" ", 2)
    const pattern = path.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")
    const left = answer.times ?? 1
    this.#queue.push({ method: method.toUpperCase(), path: new RegExp(`^${pattern}$`, "i"), answer, left })
  }

  /** The next answer for a request, or undefined when the origin answers for itself. */
  take(method: string, path: string): NextAnswer | undefined {
    const entry = this.#queue.find((one) => one.method === method && one.path.test(path))
    if (!entry) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#queue = this.#queue.filter((one) => one !== entry)
    return entry.answer
  }

  clear(): void {
    this.#queue = []
  }
}
