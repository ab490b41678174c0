import "server-only"
import { errorCode, isKnownCode, outerCodes } from "@/lib/codes/catalogue"
import type { Refusal, Unread } from "@/lib/model/part"

/** Thrown when an answer arrived whole but is not what the service documents. */
export class MalformedAnswer extends Error {}

/** Thrown when Microsoft asked us to wait longer than a page can. */
export class Throttled extends Error {
  readonly waitMs: number
  constructor(waitMs: number) {
    super(`Microsoft's request budget is used up for another ${Math.ceil(waitMs / 1000)} s.`)
    this.waitMs = waitMs
  }
}

const tlsCodes = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_GET_ISSUER_CERT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  ENOTFOUND: "the host name does not resolve",
  EAI_AGAIN: "name resolution does not answer",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_HEADERS_TIMEOUT: "no answer came in time",
}

/** Every error of a chain of causes, outermost first; bounded, since a chain may be circular. */
function chain(error: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  for (let next = error; next && typeof next === "object" && found.length < 8; ) {
    // Safe: only read by name, each value checked before use.
    const one = next as Record<string, unknown>
    found.push(one)
    next = one.cause
  }
  return found
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

function readAadsts(errors: readonly Record<string, unknown>[]): string | undefined {
  const text = errors
    .map(
      ({ errorMessage, error_description, message }) =>
        `${textOf(errorMessage)} ${textOf(error_description)} ${textOf(message)}`,
    )
    .join(" ")
  return /AADSTS\d{4,8}/.exec(text)?.[0]
}

function explainAadsts(code: string): string {
  const outer = outerCodes.find((record) => record.code === code)
  if (outer)
    return `Microsoft refused the console's own sign-in with ${code} (${outer.title}). ${outer.next[0] ?? ""}`
  const inner = Number(code.slice("AADSTS".length))
  if (isKnownCode(inner))
    return `Microsoft refused the console's token with ${code} (${errorCode(inner).title}).`
  return `Microsoft refused the console's own sign-in with ${code}. Check AZURE_TENANT_ID, AZURE_CLIENT_ID and the client credential.`
}

/** How far the clocks are apart when a token was refused for its times; openid-client names both in its message. */
function explainClock(errors: readonly Record<string, unknown>[]): string | undefined {
  const text = errors.map(({ message }) => textOf(message)).join(" ")
  const times = /now (\d+), (?:iat|nbf|exp) (\d+)/.exec(text)
  if (!times) return undefined
  const minutes = Math.round(Math.abs(Number(times[1]) - Number(times[2])) / 60)
  return `The clock of this machine and Microsoft's are about ${minutes} minutes apart. Set the machine's time (NTP) and sign in again.`
}

function explainStatus(status: number, code: string, message: string): { kind: Refusal; why: string } {
  if (code === "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
    return {
      kind: "license",
      why: "This tenant has no Microsoft Entra ID P1 or P2 licence, which the sign-in reports of Graph need.",
    }
  if (status === 401)
    return { kind: "credential", why: `Graph did not accept the console's token (${code || "401"}).` }
  if (status === 403) return { kind: "permission", why: `Graph refused the read (${code || "403"}).` }
  if (status === 404)
    return { kind: "not-found", why: "Graph knows no such object; it may be older than the log keeps." }
  if (status === 429) return { kind: "throttled", why: "Graph asked the console to slow down." }
  if (status === 400) return { kind: "service", why: `Graph did not accept the query (${code}): ${message}` }
  return {
    kind: "service",
    why: `Graph answered with status ${status}. It usually recovers by itself; read again in a minute.`,
  }
}

/** What a failed call to Microsoft means for the reader: kind, plain words, and the permission when that is the cure. */
export function describeTrouble(error: unknown, permission?: string): Unread {
  const errors = chain(error)
  const aadsts = readAadsts(errors)
  if (aadsts) return { ok: false, kind: "credential", why: explainAadsts(aadsts) }
  if (error instanceof Throttled) return { ok: false, kind: "throttled", why: error.message }
  if (error instanceof MalformedAnswer) return { ok: false, kind: "malformed", why: error.message }
  const clock = explainClock(errors)
  if (clock) return { ok: false, kind: "credential", why: clock }
  const codes = errors.map(({ code }) => textOf(code))
  const tls = codes.find((code) => tlsCodes.has(code))
  if (tls)
    return {
      ok: false,
      kind: "unreachable",
      why: `The certificate of Microsoft's endpoint is not trusted here (${tls}). Name the issuing CA in NODE_EXTRA_CA_CERTS and start the console again.`,
    }
  const network = codes.find((code) => code in networkWords)
  if (network)
    return {
      ok: false,
      kind: "unreachable",
      why: `Microsoft's endpoint is not reachable: ${networkWords[network]} (${network}).`,
    }
  const [outer] = errors
  const status = typeof outer?.statusCode === "number" ? outer.statusCode : 0
  if (status >= 400) {
    const told = explainStatus(status, textOf(outer?.code), textOf(outer?.message))
    return { ok: false, ...told, ...(told.kind === "permission" && permission ? { permission } : {}) }
  }
  const names = errors.flatMap(({ name, code }) => [textOf(name), textOf(code)])
  if (names.includes("TimeoutError") || names.includes("AbortError"))
    return { ok: false, kind: "unreachable", why: "Microsoft did not answer in time." }
  if (errors.some(({ errorCode: code }) => code === "endpoints_resolution_error" || code === "network_error"))
    return {
      ok: false,
      kind: "unreachable",
      why: "The sign-in endpoint could not be read. Check AZURE_AUTHORITY_HOST, AZURE_TENANT_ID and, for a private CA, NODE_EXTRA_CA_CERTS.",
    }
  if (names.includes("SyntaxError"))
    return { ok: false, kind: "malformed", why: "The answer was cut off or is not JSON." }
  return {
    ok: false,
    kind: "service",
    why: "The read failed in a way that is not known; the console's log has the details.",
  }
}
