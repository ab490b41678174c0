import "server-only"
import { validateHeaderName, validateHeaderValue } from "node:http"
import { limitsOf } from "@/lib/judge/transport"
import type { DialedExchange, DialRefusal, DialResult } from "@/lib/model/dial"
import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import type { Limits } from "@/lib/model/tenant"
import { once } from "@/lib/once"
import { type Attempt, makeAttempt } from "./dial/attempt"
import { policyFor, refusal } from "./dial/policy"
import type { Outgoing } from "./dial/send"
import { readTarget } from "./dial/target"
import { Turns } from "./dial/turns"

/** Whom to call, and on whose behalf. */
type Call = {
  url: string
  /** The target URLs of the tenant's own extensions: only their hosts, and those of the settings, are called. */
  targetUrls: readonly string[]
  /** Sent as a bearer token; where the answer repeats it, it is taken out. */
  token?: string
  /** The id of whoever asks, which shares out the turns; it is not sent. */
  operator: string
  /** Marks the request for whoever reads the API's log. */
  runId?: string
  signal?: AbortSignal
}

/** One request. Without a time-out it has ten seconds; no request has more than thirty. */
export type DialRequest = Call & Partial<Outgoing> & { timeoutMs?: number }

/** One callout, with the limits of the extension or of what binds it to apps. */
export type CalloutRequest = Call & {
  eventType: EventTypeId
  payload: unknown
  limits: Limits
  /** What the judge has to know of the payload. */
  requestContext?: Exchange["requestContext"]
}

const usualMs = 10_000
const mostMs = 30_000
const marker = "X-Calloutscope-Probe"

/** What only the client itself may say. */
const reserved =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|content-length|expect|upgrade|authorization)$/i

/** Every header of a request; those of the caller may not replace ours. */
function headersOf({ token, runId, headers = {} }: Call & Partial<Outgoing>): Record<string, string> | null {
  const all = {
    // INFERRED: that Entra asks for no encoding; nothing says which it would take.
    "accept-encoding": "identity",
    ...headers,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    [marker]: runId ?? crypto.randomUUID(),
  }
  if (Object.keys(headers).some((name) => reserved.test(name))) return null
  try {
    for (const [name, value] of Object.entries(all)) {
      validateHeaderName(name)
      validateHeaderValue(name, value)
    }
  } catch {
    return null
  }
  return all
}

const unsendable = refusal("header", "The token or a header holds characters that no request may carry.")

/** One line for each dial: where to and what became of it. A path or query may hold a key, so neither is told. */
function report({ runId }: Call, authority: string | null, results: readonly DialResult[]): void {
  const outcomes = results.map((result) => {
    if (result.kind === "refused") return result.reason
    return result.kind === "answer" ? String(result.status) : `${result.transport} in ${result.phase}`
  })
  console.info(JSON.stringify({ event: "dial", runId, authority, outcomes }))
}

const turns = () => once("dial-turns", () => new Turns())

/** Guards a call, waits for its turn, and lets it be made; a refusal stands as its only result. */
async function guarded(
  call: Call & Partial<Outgoing>,
  make: (attempt: Omit<Attempt, "timeoutMs">) => Promise<readonly DialResult[]>,
): Promise<readonly DialResult[]> {
  const policy = policyFor(call.targetUrls)
  const target = readTarget(call.url, policy)
  const refuse = (refused: DialRefusal, authority: string | null): readonly DialResult[] => {
    report(call, authority, [refused])
    return [refused]
  }
  if ("kind" in target) return refuse(target, null)
  const { authority } = target
  const headers = headersOf(call)
  if (!headers) return refuse(unsendable, authority)
  const { method = "GET", body = null, signal, token = null, operator } = call
  const end = await turns().take({ operator, target: authority }, signal)
  if (typeof end !== "function") return refuse(end, authority)
  try {
    const results = await make({ target, policy, method, headers, body, signal, secret: token })
    report(call, authority, results)
    return results
  } finally {
    end()
  }
}

/** Sends one request to a host of the tenant's extensions, when the guard lets it pass. Trouble is told, not thrown. */
export async function dial(request: DialRequest): Promise<DialResult> {
  const timeoutMs = Math.min(request.timeoutMs ?? usualMs, mostMs)
  const [result] = await guarded(request, async (attempt) => [await makeAttempt({ ...attempt, timeoutMs })])
  if (!result) throw new Error("A dial gave no result.")
  return result
}

/**
 * Makes a callout as Entra does: a POST whose time-out covers everything from the look-up to the last byte. INFERRED:
 * only a time-out is tried again, and every attempt looks the host up anew.
 */
export async function callout(request: CalloutRequest): Promise<DialedExchange> {
  const { eventType, payload, limits, requestContext } = request
  const { timeoutMs, retries } = limitsOf({
    clientConfiguration: {
      timeoutInMilliseconds: limits.timeoutMs,
      maximumRetries: limits.maximumRetries,
    },
  })
  const headers = { "content-type": "application/json" }
  const call = { ...request, method: "POST" as const, headers, body: JSON.stringify(payload) }
  const attempts = await guarded(call, async (attempt) => {
    const results: DialResult[] = []
    do results.push(await makeAttempt({ ...attempt, timeoutMs }))
    while (isTimeout(results.at(-1)) && results.length <= retries)
    return results
  })
  return { eventType, limits, ...(requestContext ? { requestContext } : {}), attempts }
}

const isTimeout = (result: DialResult | undefined) =>
  result?.kind === "failure" && result.transport === "timeout"
