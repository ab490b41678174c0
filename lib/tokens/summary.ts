import { callerAppId } from "@/lib/codes/ids"
import type { SignedToken, TokenExpectations, TokenKind } from "@/lib/model/token"
import { callerOf, isSame, shown, textOf } from "./rule"
import { timeOf } from "./times"

/** What a token says in words: what it is, for whom, by whom, about whom, and when it holds (ISO 8601). */
export type TokenSummary = {
  is: string
  audience: string
  /** Null for an ID token, which the app gets for itself. */
  caller: string | null
  /** The user; null when an app speaks for itself. */
  user: string | null
  issuer: string
  begins: string | null
  ends: string | null
}

/** What each kind is called. */
export const kindNames = {
  "callout-token": "Entra's own token for an extension",
  "access-token-v2": "Access token, version 2",
  "access-token-v1": "Access token, version 1",
  "id-token": "ID token",
} satisfies Record<TokenKind, string>

/** Says what a token is in words; nothing of it is verified by this. */
export function summaryOf(
  token: SignedToken,
  { kind, version }: { kind: TokenKind; version: 1 | 2 },
  expected: TokenExpectations,
): TokenSummary {
  const { payload } = token
  const isApps = kind !== "id-token" && payload.scp === undefined
  return {
    is: whatItIs(kind, version, isApps),
    audience: audienceOf(shown(payload.aud), expected),
    caller: kind === "id-token" ? null : callerWords(callerOf(token), expected),
    user: isApps ? null : userWords(token),
    issuer: shown(payload.iss) ?? "not named",
    begins: timeOf(payload.nbf ?? payload.iat),
    ends: timeOf(payload.exp),
  }
}

function whatItIs(kind: TokenKind, version: 1 | 2, isApps: boolean): string {
  if (kind === "callout-token") return `${kindNames[kind]}, version ${version}`
  if (kind === "id-token") return `${kindNames[kind]}: tells an app who signed in`
  return `${kindNames[kind]}: ${isApps ? "an app speaks for itself" : "an app speaks for a user"}`
}

function audienceOf(aud: string | null, { api, consoleAppId }: TokenExpectations): string {
  if (aud === null) return "not named"
  if (api && (isSame(aud, api.appId) || api.identifierUris.includes(aud)))
    return `the API of ${api.name} (${aud})`
  return isSame(aud, consoleAppId) ? `this console (${aud})` : aud
}

function callerWords(caller: string | null, { consoleAppId }: TokenExpectations): string {
  if (caller === null) return "not named"
  if (isSame(caller, callerAppId)) return `Entra's app for extensions (${caller})`
  return isSame(caller, consoleAppId) ? `this console (${caller})` : caller
}

function userWords({ payload }: SignedToken): string {
  const name = textOf(payload, "name")
  const account =
    textOf(payload, "preferred_username") ?? textOf(payload, "upn") ?? textOf(payload, "unique_name")
  const words = [name, account && (name ? `(${account})` : account)].filter(Boolean)
  return words.join(" ") || textOf(payload, "oid") || textOf(payload, "sub") || "not named"
}
