import type { Statement } from "@/lib/model/error-code"
import type { Members } from "@/lib/model/json"
import type {
  ClaimLine,
  ClaimVerdict,
  SignatureCheck,
  SignedToken,
  TokenExpectations,
  TokenKind,
} from "@/lib/model/token"

/** A token with everything that it is judged by. */
export type Judged = {
  token: SignedToken
  kind: TokenKind
  version: 1 | 2
  expected: TokenExpectations
  nowMs: number
  /** Null while nobody asked for the check. */
  signature: SignatureCheck | null
}

/** Judges some claims of a token; no line for what there is nothing to say about. */
export type Rule = (judged: Judged) => readonly ClaimLine[]

/** How a claim stands, and why. */
export type Ruling = Statement & { verdict: ClaimVerdict }

/** The four verdicts with the sentence that founds each. */
export const pass = (statement: Statement): Ruling => ({ verdict: "pass", ...statement })
export const fail = (statement: Statement): Ruling => ({ verdict: "fail", ...statement })
export const warn = (statement: Statement): Ruling => ({ verdict: "warn", ...statement })
export const unknown = (statement: Statement): Ruling => ({ verdict: "unknown", ...statement })

/** A claim's value as a reader sees it; null when it is absent. */
export function shown(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** The line of a claim of the payload, or of the header. */
export function line(
  { token }: Pick<Judged, "token">,
  part: "header" | "payload",
  claim: string,
  ruling: Ruling,
): ClaimLine {
  return { part, claim, value: shown(token[part][claim]), ...ruling }
}

/** A claim that is a text, or null. */
export function textOf(members: Members, claim: string): string | null {
  const value = members[claim]
  return typeof value === "string" ? value : null
}

/** Whether a text is a GUID. */
export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Whether two ids are the same; GUIDs are compared without regard to case. */
export const isSame = (one: string | null, other: string): boolean =>
  one !== null && one.toLowerCase() === other.toLowerCase()

/** The app that asked for the token: `azp` in version 2, `appid` in version 1. */
export const callerOf = ({ payload }: SignedToken): string | null =>
  textOf(payload, "azp") ?? textOf(payload, "appid")

/** Whether an app asked for itself: an access token without a user's scopes. */
export const isAppOnly = ({ kind, token }: Judged): boolean =>
  kind !== "id-token" && token.payload.scp === undefined
