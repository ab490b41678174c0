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

type Chain = readonly Record<string, unknown>[]

/** Every error of a chain of causes, outermost first; bounded, since a chain may be circular. */
function chain(error: unknown): Chain {
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

/** The code of the sign-in service's refusal, such as `AADSTS7000215`, wherever an error carries it. */
export const aadstsIn = (error: unknown): string | undefined => aadstsOf(chain(error))

function aadstsOf(errors: Chain): string | undefined {
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

const unread = (kind: Refusal, why: string): Unread => ({ ok: false, kind, why })

const namesOf = (errors: Chain): string[] => errors.flatMap(({ name, code }) => [textOf(name), textOf(code)])

/** What each kind of trouble looks like, the surest sign first. */
const readings: readonly ((errors: Chain) => Unread | undefined)[] = [
  function credential(errors) {
    const code = aadstsOf(errors)
    return code ? unread("credential", explainAadsts(code)) : undefined
  },
  function ours([error]) {
    if (error instanceof Throttled) return unread("throttled", error.message)
    return error instanceof MalformedAnswer ? unread("malformed", error.message) : undefined
  },
  function clock(errors) {
    // openid-client names both times, in seconds, when it refuses a token for them.
    const times = /now (\d+), (?:iat|nbf|exp) (\d+)/.exec(
      errors.map(({ message }) => textOf(message)).join(" "),
    )
    if (!times) return undefined
    const minutes = Math.round(Math.abs(Number(times[1]) - Number(times[2])) / 60)
    return unread(
      "credential",
      `The clock of this machine and Microsoft's are about ${minutes} minutes apart. Set the machine's time (NTP) and sign in again.`,
    )
  },
  function tls(errors) {
    const code = namesOf(errors).find((name) => tlsCodes.has(name))
    if (!code) return undefined
    return unread(
      "unreachable",
      `The certificate of Microsoft's endpoint is not trusted here (${code}). Name the issuing CA in NODE_EXTRA_CA_CERTS and start the console again.`,
    )
  },
  function network(errors) {
    const code = namesOf(errors).find((name) => name in networkWords)
    if (!code) return undefined
    return unread("unreachable", `Microsoft's endpoint is not reachable: ${networkWords[code]} (${code}).`)
  },
  function status([error]) {
    const code = typeof error?.statusCode === "number" ? error.statusCode : 0
    if (code < 400) return undefined
    const { kind, why } = explainStatus(code, textOf(error?.code), textOf(error?.message))
    return unread(kind, why)
  },
  function time(errors) {
    const isLate = namesOf(errors).some((name) => name === "TimeoutError" || name === "AbortError")
    return isLate ? unread("unreachable", "Microsoft did not answer in time.") : undefined
  },
  function discovery(errors) {
    const codes = [...namesOf(errors), ...errors.map(({ errorCode: code }) => code)]
    if (!codes.includes("endpoints_resolution_error") && !codes.includes("network_error")) return undefined
    return unread(
      "unreachable",
      "The sign-in endpoint could not be read. Check AZURE_AUTHORITY_HOST, AZURE_TENANT_ID and, for a private CA, NODE_EXTRA_CA_CERTS.",
    )
  },
  function page(errors) {
    if (!errors.some(({ errorCode: code }) => code === "token_parsing_error")) return undefined
    return unread(
      "unreachable",
      "The sign-in endpoint gave an answer that is not its own, such as a proxy's error page or nothing at all.",
    )
  },
  function cut([error]) {
    // What breaks off while an answer is read becomes a GraphError whose code is the error's name.
    if (error?.code !== "TypeError") return undefined
    return unread("unreachable", "The connection to Graph was cut before the answer was complete.")
  },
  function syntax(errors) {
    const isCut = namesOf(errors).includes("SyntaxError")
    return isCut ? unread("malformed", "The answer was cut off or is not JSON.") : undefined
  },
]

/** Whether the trouble is one that the console can name; what it cannot may be a fault of its own. */
export const isNamed = (error: unknown): boolean => readings.some((read) => read(chain(error)))

/** What a failed call to Microsoft means for the reader: kind, plain words, and the permission when that is the cure. */
export function describeTrouble(error: unknown, permission?: string): Unread {
  const errors = chain(error)
  for (const read of readings) {
    const trouble = read(errors)
    if (trouble?.kind === "permission" && permission) return { ...trouble, permission }
    if (trouble) return trouble
  }
  return unread(
    "service",
    "The read failed in a way that the console does not know; its log has the details.",
  )
}
