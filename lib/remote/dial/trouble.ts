import "server-only"
import { errors } from "undici"
import type { Certificate, PhaseName, Trouble } from "@/lib/model/dial"

/** What ended an attempt, when that is known where it happens; the message is a sentence for the reader. */
export class KnownTrouble extends Error {
  readonly kind: Trouble
  readonly certificate: Certificate | undefined
  constructor(kind: Trouble, message: string, certificate?: Certificate) {
    super(message)
    this.kind = kind
    this.certificate = certificate
  }
}

const kinds: Readonly<Record<string, Trouble>> = {
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_ABORTED: "reset",
  HPE_INVALID_EOF_STATE: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  ETIMEDOUT: "timeout",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EHOSTDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EACCES: "unreachable",
  EPERM: "unreachable",
  UND_ERR_HEADERS_OVERFLOW: "oversized",
  HPE_HEADER_OVERFLOW: "oversized",
}

/** What trouble without a code of its own is in each phase. */
const kindOfPhase: Readonly<Record<PhaseName, Trouble>> = {
  dns: "dns",
  tcp: "unreachable",
  tls: "tls",
  wait: "malformed",
  read: "malformed",
}

function kindOf(code: string, phase: PhaseName): Trouble {
  if (phase === "dns") return "dns"
  // A server that wants a certificate of its caller says so only after the handshake (TLS 1.3).
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) return "tls"
  return kinds[code] ?? kindOfPhase[phase]
}

const dnsWords: Readonly<Record<string, string>> = {
  ENOTFOUND: "There is no host",
  ENODATA: "There is no address of",
  ETIMEOUT: "No name server answered for",
  EAI_AGAIN: "No name server answered for",
}

const moments: Readonly<Record<PhaseName, string>> = {
  dns: "before its name was looked up",
  tcp: "before the connection stood",
  tls: "during the TLS handshake",
  wait: "before an answer came",
  read: "before the answer was complete",
}

/** Sentences for trouble whose code is all that is known. */
const sentences: Readonly<Record<Trouble, (host: string, code: string, phase: PhaseName) => string>> = {
  dns: (host, code) => `${dnsWords[code] ?? "The look-up failed for"} ${host} (${code}).`,
  refused: (host, code) => `${host} refused the connection (${code}).`,
  unreachable: (host, code) => `There is no way from here to ${host} (${code}).`,
  tls: (host, code) => `The TLS handshake with ${host} failed (${code}).`,
  reset: (host, code, phase) => `${host} ended the connection ${moments[phase]} (${code}).`,
  timeout: (host, code, phase) => `The time ran out ${moments[phase]}: ${host} kept silent (${code}).`,
  malformed: (host, code) => `What ${host} sent is no HTTP answer (${code}).`,
  oversized: (host) => `The headers of the answer of ${host} are longer than 16 KiB.`,
  cancelled: () => "The call was cancelled.",
}

/** The reason of a deadline that has passed in a phase. */
export const timedOut = (host: string, phase: PhaseName, timeoutMs: number): KnownTrouble =>
  new KnownTrouble("timeout", `${host} was not done within ${timeoutMs} ms: time ran out ${moments[phase]}.`)

function codeOf(error: unknown): unknown {
  // undici has no code for bytes that are no HTTP, and says in words that they ended too early.
  if (error instanceof errors.HTTPParserError)
    return error.code ?? (/\bEOF\b/.test(error.message) ? "HPE_INVALID_EOF_STATE" : "not HTTP/1.1")
  // Safe: only read by name, and checked before use.
  return ((error ?? {}) as { code?: unknown }).code
}

/**
 * What an error of the network means in the phase in which it came, with a sentence for the reader. Throws an error
 * that has no code again: it is a fault of ours.
 */
export function explain(error: unknown, host: string, phase: PhaseName): { kind: Trouble; why: string } {
  if (error instanceof KnownTrouble) return { kind: error.kind, why: error.message }
  const code = codeOf(error)
  if (typeof code !== "string") throw error
  const kind = kindOf(code, phase)
  return { kind, why: sentences[kind](host, code, phase) }
}
