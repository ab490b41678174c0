import type { Breach, RuleContext } from "@/lib/events/define"
import type { Exchange } from "@/lib/model/exchange"
import type { VerdictCode } from "@/lib/model/verdict"

const mostMs = 2000
const leastMs = 200

/**
 * What an attempt may take and how often a time-out is tried again: as configured, else 2000 ms and once. Graph takes
 * 200 to 2000 ms and at most one retry, so more than that is never waited.
 */
export function limitsOf({ clientConfiguration }: Pick<Exchange, "clientConfiguration">) {
  const { timeoutInMilliseconds: timeout, maximumRetries: retries } = clientConfiguration ?? {}
  const isSet = typeof timeout === "number" && timeout > 0
  return {
    timeoutMs: isSet ? Math.min(timeout, mostMs) : mostMs,
    retries: typeof retries === "number" && retries >= 0 ? Math.min(Math.trunc(retries), 1) : 1,
    isSet,
    isOutOfRange: isSet && (timeout < leastMs || timeout > mostMs),
  }
}

const reasons = {
  dns: { text: "The host name of the API did not resolve.", confidence: "high", alternates: [] },
  refused: { text: "The API's host refused the connection.", confidence: "high", alternates: [] },
  tls: { text: "The TLS handshake with the API failed.", confidence: "medium", alternates: ["1003001"] },
  reset: {
    text: "The connection ended before the answer was complete.",
    confidence: "low",
    alternates: ["1003001", "1003003"],
  },
  none: {
    text: "There was no answer, and no reason for it was recorded.",
    confidence: "low",
    alternates: ["1003005", "1003001"],
  },
} as const

/** T1 and T2: whether a complete answer came in time. Notes how close it was and whether the retry had to help. */
export function transportBreach(exchange: Exchange, context: RuleContext): Breach | null {
  const { transport, httpStatus } = exchange
  const limits = limitsOf(exchange)
  const attempts = attemptsMade(exchange, limits)
  const inTime = attempts.filter((ms) => ms <= limits.timeoutMs).at(-1)
  if (transport && transport !== "timeout") return noConnection(transport)
  if (transport === "timeout" || inTime === undefined) return timedOut(attempts.length, limits)
  if (httpStatus === null) return noConnection("none")
  noteTiming(attempts, inTime, limits, context)
  return null
}

type Limits = ReturnType<typeof limitsOf>

function attemptsMade(
  { attemptsMs, latencyMs, transport }: Exchange,
  { timeoutMs, retries }: Limits,
): readonly number[] {
  if (attemptsMs && attemptsMs.length > 0) return attemptsMs.slice(0, 1 + retries)
  const isInTime = latencyMs <= timeoutMs && transport !== "timeout"
  return isInTime || retries === 0 ? [latencyMs] : [latencyMs, latencyMs]
}

function breach(
  rule: string,
  code: number,
  rest: Pick<Breach, "confidence" | "found" | "alternates">,
): Breach {
  return { rule, code, path: null, mend: () => null, ...rest }
}

function noConnection(reason: keyof typeof reasons): Breach {
  const { text, confidence, alternates } = reasons[reason]
  return breach("T1", 1003027, {
    found: text,
    confidence,
    alternates: alternates satisfies readonly VerdictCode[],
  })
}

function timedOut(attempts: number, { timeoutMs, retries, isSet }: Limits): Breach {
  const waits = isSet
    ? `Entra waits ${timeoutMs} ms for a complete answer, and`
    : `No time-out is configured; if Entra waits ${timeoutMs} ms for a complete answer,`
  const tries = attempts > 1 ? "neither the first attempt nor the retry was" : "the attempt was not"
  const allowed = retries === 0 ? " No retry is configured." : ""
  return breach("T2", 1003005, {
    found: `${waits} ${tries} done by then.${allowed}`,
    confidence: "high",
    alternates: [],
  })
}

function noteTiming(attempts: readonly number[], inTime: number, limits: Limits, context: RuleContext): void {
  const { timeoutMs, isSet, isOutOfRange } = limits
  const warn = (rule: string | null, name: string, text: string) =>
    context.note({
      rule,
      confidence: rule === null ? "high" : "medium",
      alternates: [],
      warning: { name, text },
    })
  if (isOutOfRange)
    warn(
      null,
      "TIMEOUT_OUT_OF_RANGE",
      `Graph takes a time-out of ${leastMs} to ${mostMs} ms; the answer is judged with ${timeoutMs} ms.`,
    )
  if (inTime > timeoutMs * 0.75)
    warn(
      null,
      "LATENCY_HEADROOM",
      `The answer took ${Math.round(inTime)} of ${timeoutMs} ms${isSet ? "" : ", which are assumed since none are configured"}; a slower moment costs a retry or ends in 1003005.`,
    )
  if (attempts.length > 1)
    warn(
      "T2",
      "RETRIED",
      "It took a second attempt; whatever the first one did, such as sending a mail, may have happened twice.",
    )
  // A retry after an answer in time has no known reason, and its own answer came too late.
  if ((attempts.at(-1) ?? 0) > timeoutMs)
    context.note({ rule: "T2", confidence: "low", alternates: ["1003005"] })
}
