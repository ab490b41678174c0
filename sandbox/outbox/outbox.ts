/** A mail with a one-time code, as its recipient would find it. */
export type Mail = {
  at: string
  to: string
  subject: string
  text: string
  code: string
  /** What the code is for, as the event names it; null when nothing said so. */
  requestType: string | null
  correlationId: string
  /** Whether a customer's API sent it or Microsoft's own provider. */
  via: "api" | "microsoft"
  /** The API that sent it; null for Microsoft's provider. */
  api: string | null
}

/** Every mail that was sent, oldest first; bounded so that a long run cannot fill memory. */
export class Outbox {
  readonly #limit: number
  #mails: Mail[] = []

  constructor(limit = 5000) {
    this.#limit = limit
  }

  add(mail: Mail): void {
    this.#mails.push(mail)
    if (this.#mails.length > this.#limit) this.#mails = this.#mails.slice(-Math.floor(this.#limit * 0.8))
  }

  /** The mails to one address, in any case, or all of them. */
  list(to?: string): readonly Mail[] {
    const wanted = to?.toLowerCase()
    return wanted === undefined ? this.#mails : this.#mails.filter((mail) => mail.to.toLowerCase() === wanted)
  }

  clear(): void {
    this.#mails = []
  }
}
