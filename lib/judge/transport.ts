import type { Breach, RuleContext } from "@/lib/events/define"
import type { Exchange } from "@/lib/model/exchange"
import type { VerdictCode } from "@/lib/model/verdict"

/** What an attempt may take and how often a time-out is tried again: as configured, else 2000 ms and once. */
export function limitsOf({ clientConfiguration }: Pick<Exchange, "clientConfiguration">) {
  const { timeoutInMilliseconds: timeout, maximumRetries: retries } = clientConfiguration ?? {}
  return {
    timeoutMs: typeof timeout === "number" && timeout > 0 ? timeout : 2000,
    retries: typeof retries === "number" && retries >= 0 ? retries : 1,
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
  noteTiming(attempts, inTime, limits.timeoutMs, context)
  return null
}

type Limits = ReturnType<typeof limitsOf>

function attemptsMade(
  { attemptsMs, latencyMs }: Exchange,
  { timeoutMs, retries }: Limits,
): readonly number[] {
  if (attemptsMs && attemptsMs.length > 0) return attemptsMs.slice(0, 1 + retries)
  return latencyMs <= timeoutMs
    ? [latencyMs]
    : Array.from({ length: 1 + Math.min(retries, 1) }, () => latencyMs)
}

function breach(
  rule: string,
  code: number,
  rest: Pick<Breach, "confidence" | "found" | "alternates">,
): Breach {
  return { rule, code, path: null, edits: () => [], ...rest }
}

function noConnection(reason: keyof typeof reasons): Breach {
  const { text, confidence, alternates } = reasons[reason]
  return breach("T1", 1003027, {
    found: text,
    confidence,
    alternates: alternates satisfies readonly VerdictCode[],
  })
}

function timedOut(attempts: number, { timeoutMs, retries }: Limits): Breach {
  const tries = attempts > 1 ? "neither the first attempt nor the retry was" : "the attempt was not"
  const allowed = retries === 0 ? " No retry is configured." : ""
  return breach("T2", 1003005, {
    found: `Entra waits ${timeoutMs} ms for a complete answer, and ${tries} done by then.${allowed}`,
    confidence: "high",
    alternates: [],
  })
}

function noteTiming(
  attempts: readonly number[],
  inTime: number,
  timeoutMs: number,
  context: RuleContext,
): void {
  if (inTime > timeoutMs * 0.75)
    context.note({
      rule: null,
      confidence: "high",
      alternates: [],
      warning: {
        name: "LATENCY_HEADROOM",
        text: `The answer took ${Math.round(inTime)} of the ${timeoutMs} ms that Entra waits; a slow moment turns it into 1003005.`,
      },
    })
  if (attempts.length > 1)
    context.note({
      rule: "T2",
      confidence: "medium",
      alternates: [],
      warning: {
        name: "RETRIED",
        text: "It took a second attempt; whatever the first one did, such as sending a mail, may have happened twice.",
      },
    })
}
