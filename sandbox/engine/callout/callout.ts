import { request } from "node:https"
import type { LookupFunction } from "node:net"
import type {
  AuthenticationEventListener,
  ClientConfiguration,
  CustomAuthenticationExtension,
} from "../../tenants/types"

/** How one attempt to reach the API ended. */
export type Attempt =
  | { kind: "answer"; status: number; contentType: string | null; body: string }
  | { kind: "oversized"; status: number }
  | { kind: "timeout" }
  | { kind: "unreachable"; reason: string }

/** How long an attempt may take, in milliseconds, and how often a time-out is tried again. */
export type Limits = { timeoutMs: number; retries: number }

/** One callout, ready to be sent. */
export type CalloutRequest = {
  url: URL
  token: string
  payload: unknown
  caPem: string
  limits: Limits
  /** How the API's host is found; every attempt asks anew. */
  lookup: LookupFunction
}

/** INFERRED: the service's maximum is not published; this stands far above the 3 KB that claims may take. */
const maximumBodyBytes = 1_048_576

/**
 * The limits of a callout: the handler's own configuration first, then the extension's. INFERRED: 2000 ms and one
 * retry when neither says anything, and that each of the two values falls back on its own.
 */
export function limitsOf(
  handler: AuthenticationEventListener["handler"],
  extension: CustomAuthenticationExtension,
): Limits {
  const configured = (member: keyof ClientConfiguration) =>
    handler.configuration?.clientConfiguration?.[member] ?? extension.clientConfiguration?.[member]
  return {
    timeoutMs: configured("timeoutInMilliseconds") ?? 2000,
    retries: configured("maximumRetries") ?? 1,
  }
}

/**
 * One POST on a connection of its own. INFERRED: the time limit covers everything from the name's look-up to the last
 * byte, so that a name server that stays silent is a time-out.
 */
function attempt({ url, token, payload, caPem, limits, lookup }: CalloutRequest): Promise<Attempt> {
  return new Promise((resolve) => {
    const body = JSON.stringify(payload)
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": Buffer.byteLength(body),
      Authorization: `Bearer ${token}`,
    }
    const outgoing = request(url, { method: "POST", ca: caPem, agent: false, lookup, headers })
    const settle = (outcome: Attempt) => {
      clearTimeout(timer)
      resolve(outcome)
      outgoing.destroy()
    }
    const timer = setTimeout(() => settle({ kind: "timeout" }), limits.timeoutMs)
    const unreachable = (error: NodeJS.ErrnoException) =>
      settle({ kind: "unreachable", reason: error.code ?? error.message })
    outgoing.on("error", unreachable)
    outgoing.on("response", (answer) => {
      const status = answer.statusCode ?? 0
      const contentType = answer.headers["content-type"] ?? null
      const chunks: Buffer[] = []
      let bytes = 0
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length
        chunks.push(chunk)
        if (bytes > maximumBodyBytes) settle({ kind: "oversized", status })
      })
      answer.on("error", unreachable)
      answer.on("end", () => {
        // TextDecoder drops a byte order mark, which JSON.parse would stumble over.
        const text = new TextDecoder().decode(Buffer.concat(chunks))
        settle({ kind: "answer", status, contentType, body: text })
      })
    })
    outgoing.end(body)
  })
}

/** Every attempt of a callout, first to last: only a time-out is tried again, redirects are not followed. */
export async function callOut(callout: CalloutRequest): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  do attempts.push(await attempt(callout))
  while (attempts.at(-1)?.kind === "timeout" && attempts.length <= callout.limits.retries)
  return attempts
}
