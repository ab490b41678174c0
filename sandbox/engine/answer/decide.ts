import type { Attempt } from "../callout/callout"
import { membersOf } from "./parameters"
import { type AcceptedAction, type Expectation, readResponse } from "./response"

/** What became of a callout, as the log's handlerResult tells it, with what the accepted answer carries. */
export type CalloutResult = {
  /** 0 for success. */
  code: number
  httpStatus: number | null
  attempts: number
  /** The API's claims for the token, when its action was to provide them. */
  claims: Record<string, unknown> | null
  /** What the API wants to happen next, when it was called and succeeded; an invented past does not say. */
  action?: AcceptedAction
}

const isJson = (contentType: string | null) =>
  contentType?.split(";")[0]?.trim().toLowerCase() === "application/json"

/** What the last attempt alone amounts to: transport first, then status, content type and body. */
function judge(last: Attempt, expectation: Expectation): Omit<CalloutResult, "attempts"> {
  const without = (code: number, httpStatus: number | null) => ({ code, httpStatus, claims: null })
  // INFERRED for a broken TLS handshake and for a connection that ends in the middle of the answer.
  if (last.kind === "unreachable") return without(1003027, null)
  if (last.kind === "timeout") return without(1003005, null)
  if (last.kind === "oversized") return without(1003024, last.status)
  // INFERRED for other 2xx and for redirects: 200 is the only status that a page names for any event.
  if (last.status !== 200) return without(1003002, last.status)
  if (!isJson(last.contentType)) return without(1003006, last.status)
  const { code, action } = readResponse(last.body, expectation)
  if (!action) return without(code, last.status)
  return { code, httpStatus: last.status, claims: membersOf(action.parameters.claims), action }
}

/** The result of a callout from its attempts, of which the last one counts, and from what was asked. */
export function decide(attempts: readonly Attempt[], expectation: Expectation): CalloutResult {
  const last = attempts.at(-1)
  if (!last) throw new RangeError("A callout has at least one attempt.")
  return { ...judge(last, expectation), attempts: attempts.length }
}
