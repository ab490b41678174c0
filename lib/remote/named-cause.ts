import "server-only"
import type { Context, Middleware } from "@microsoft/microsoft-graph-client"

/** The name or code of the innermost cause that has one, such as `ECONNREFUSED`. */
function nameOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined
  return nameOf(error.cause) ?? code ?? error.name
}

/**
 * The last middleware before the wire. The Graph client keeps only the name of what fetch threw, and fetch calls
 * every trouble of the network `TypeError`: so the name of its cause takes that place.
 */
export class NamedCause implements Middleware {
  #next: Middleware | undefined

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    try {
      await this.#next?.execute(context)
    } catch (error) {
      const named = new Error(error instanceof Error ? error.message : String(error), { cause: error })
      named.name = nameOf(error) ?? named.name
      throw named
    }
  }
}
