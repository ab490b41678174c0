import type { Attempt } from "./callout"
import { readTokenIssuanceStart } from "./response"

/** What became of a callout, as the log's handlerResult tells it; the claims are the API's when it succeeded. */
export type CalloutResult = {
  /** 0 for success. */
  code: number
  httpStatus: number | null
  attempts: number
  claims: Record<string, unknown> | null
}

const isJson = (contentType: string | null) =>
  contentType?.split(";")[0]?.trim().toLowerCase() === "application/json"

/** What the last attempt alone amounts to: transport first, then status, content type and body. */
function judge(last: Attempt): Omit<CalloutResult, "attempts"> {
  const without = (code: number, httpStatus: number | null) => ({ code, httpStatus, claims: null })
  // INFERRED for a broken TLS handshake and for a connection that ends in the middle of the answer.
  if (last.kind === "unreachable") return without(1003027, null)
  if (last.kind === "timeout") return without(1003005, null)
  if (last.kind === "oversized") return without(1003024, last.status)
  // INFERRED for other 2xx and for redirects: 200 is the only status that a page names for any event.
  if (last.status !== 200) return without(1003002, last.status)
  if (!isJson(last.contentType)) return without(1003006, last.status)
  const { code, claims } = readTokenIssuanceStart(last.body)
  return { code, httpStatus: last.status, claims }
}

/** The result of a callout from its attempts; the last one counts. */
export function decide(attempts: readonly Attempt[]): CalloutResult {
  const last = attempts.at(-1)
  if (!last) throw new RangeError("A callout has at least one attempt.")
  return { ...judge(last), attempts: attempts.length }
}
