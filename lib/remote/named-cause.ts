import "server-only"
import type { Context, Middleware } from "@microsoft/microsoft-graph-client"

/** The name or code of the innermost cause that has one, such as `ECONNREFUSED`. */
function nameOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  // Safe: only read by name, each value checked before use. MSAL calls its code errorCode.
  const { code, errorCode } = error as Error & { code?: unknown; errorCode?: unknown }
  const own = [code, errorCode].find((one): one is string => typeof one === "string")
  return nameOf(error.cause) ?? own ?? error.name
}

/**
 * The first middleware, so that it sees the trouble of tokens and of the wire. The Graph client keeps only the name
 * of what was thrown, and fetch calls every trouble of the network `TypeError`: so its cause's name takes that place.
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
