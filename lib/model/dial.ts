import type { EventTypeId, Exchange, Transport } from "./exchange"
import type { Limits } from "./tenant"

/** What an attempt goes through, in order: look-up, connection, handshake, until the headers came, the body. */
export type PhaseName = "dns" | "tcp" | "tls" | "wait" | "read"

/** How long each phase took that an attempt came to; the one in which it ended counts up to its end. */
export type Phases = { readonly [Name in PhaseName as `${Name}Ms`]?: number } & { readonly totalMs: number }

/** Why a call was not made. */
export type RefusalReason =
  | "malformed"
  | "scheme"
  | "user-info"
  | "fragment"
  | "not-listed"
  | "literal"
  | "special-use"
  | "own-console"
  | "header"
  | "busy"
  | "cancelled"

/** A call that was not made, with a sentence for the reader. */
export type DialRefusal = { kind: "refused"; reason: RefusalReason; why: string }

/** What a server's certificate says, and why it is not trusted here (null: it is). */
export type Certificate = {
  subject: string
  issuer: string
  /** The names that it is for, such as `DNS:claims.contoso.com`. */
  names: readonly string[]
  /** ISO 8601, as is its end. */
  validFrom: string
  validTo: string
  /** How many certificates lead from it to the last one known, itself counted. */
  chainLength: number
  /** OpenSSL's or Node's code, such as `CERT_HAS_EXPIRED`. */
  authorizationError: string | null
}

/** One metric of a Server-Timing header (https://www.w3.org/TR/server-timing/). */
export type ServerTiming = { name: string; durationMs?: number; description?: string }

/** A complete answer. Of its body the first 128 KiB are kept; bytes that are not UTF-8 stand as U+FFFD. */
export type DialAnswer = {
  kind: "answer"
  why: string
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  /** How long the body is in bytes, after decoding when it was compressed. */
  bodyBytes: number
  /** Whether the body is longer than what was kept of it. */
  truncated: boolean
  /** Where a redirect leads; it is not followed. */
  location?: string
  serverTiming: readonly ServerTiming[]
  phases: Phases
  address: string
  certificate: Certificate
}

/** What kept an attempt from a complete answer. */
export type Trouble = Transport | "unreachable" | "malformed" | "oversized" | "cancelled"

/** An attempt without a complete answer: what kept it from one, in which phase, and a sentence for the reader. */
export type DialFailure = {
  kind: "failure"
  transport: Trouble
  phase: PhaseName
  why: string
  /** Of the answer, when its headers had come. */
  status?: number
  /** Of the server, when its handshake had come so far. */
  certificate?: Certificate
  phases: Phases
}

/** What became of one attempt. */
export type DialResult = DialRefusal | DialAnswer | DialFailure

/** A callout as Entra makes it, with every attempt from first to last. */
export type DialedExchange = {
  eventType: EventTypeId
  limits: Limits
  requestContext?: Exchange["requestContext"]
  attempts: readonly DialResult[]
}

/**
 * What stands in an Exchange for each kind of trouble; null for what cannot be judged. INFERRED: that Entra takes a
 * host without a way to it for one that refuses, and an answer that is no HTTP for none.
 */
const transportOf: Readonly<Record<Trouble, Transport | null>> = {
  dns: "dns",
  refused: "refused",
  unreachable: "refused",
  tls: "tls",
  reset: "reset",
  malformed: "reset",
  timeout: "timeout",
  oversized: null,
  cancelled: null,
}

/**
 * The exchange that a callout was, ready to be judged. Null when the last attempt was not made, was cancelled, or
 * brought a longer body than is kept, since half a body would be judged for what is missing.
 */
export function toExchange({ eventType, limits, requestContext, attempts }: DialedExchange): Exchange | null {
  const last = attempts.at(-1)
  if (!last || last.kind === "refused") return null
  const outcome = last.kind === "answer" ? answered(last) : unanswered(last)
  const attemptsMs = attempts.flatMap((one) => (one.kind === "refused" ? [] : one.phases.totalMs))
  return (
    outcome && {
      eventType,
      ...outcome,
      latencyMs: last.phases.totalMs,
      attemptsMs,
      clientConfiguration: {
        timeoutInMilliseconds: limits.timeoutMs,
        maximumRetries: limits.maximumRetries,
      },
      requestContext,
    }
  )
}

type Outcome = Pick<Exchange, "httpStatus" | "headers" | "body" | "transport">

const answered = ({ status, headers, body, truncated }: DialAnswer): Outcome | null =>
  truncated ? null : { httpStatus: status, headers, body }

function unanswered({ transport }: DialFailure): Outcome | null {
  const named = transportOf[transport]
  return named && { httpStatus: null, headers: {}, body: null, transport: named }
}
