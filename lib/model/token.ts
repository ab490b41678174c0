import type { Statement } from "./error-code"
import type { Members } from "./json"
import type { Part } from "./part"
import type { Organization } from "./tenant"

/** What a token can be judged as. */
export const tokenKinds = ["callout-token", "access-token-v2", "access-token-v1", "id-token"] as const
export type TokenKind = (typeof tokenKinds)[number]

/** Where a text stops being a token: its part, the character counted from 0 where one is to blame, and why. */
export type TokenFault = {
  part: "text" | "header" | "payload" | "signature"
  at: number | null
  why: string
}

/** A token that carries claims and a signature (JWS), taken apart; nothing of it is verified. */
export type SignedToken = {
  kind: "signed"
  header: Members
  payload: Members
  /** The token itself; whoever holds it can use it. */
  compact: string
  /** Names that stand more than once in a part, where readers differ on which value counts. */
  repeated: readonly { part: "header" | "payload"; name: string }[]
}

/** What a text is: a token with claims, an encrypted one whose header alone is legible, a token in a token, or none. */
export type DecodedToken =
  | SignedToken
  | { kind: "encrypted"; header: Members }
  | { kind: "nested"; header: Members; inner: DecodedToken }
  | { kind: "not-a-token"; fault: TokenFault }

/** What is known of the API that a token is for. */
export type ExpectedApi = {
  /** The extension that calls it. */
  name: string
  appId: string
  identifierUris: readonly string[]
  /** The version that the API's app registration asks for; Graph's null counts as 1. */
  requestedAccessTokenVersion: 1 | 2 | "unknown"
}

/** What a token of the tenant is expected to say. */
export type TokenExpectations = {
  tenantId: string
  tenantKind: Organization["kind"]
  /** The app that the console asks tokens with. */
  consoleAppId: string
  /** Origin of the sign-in endpoint. */
  authorityHost: string
  /** Origin at which an external tenant's customers sign in. */
  ciamHost: string
  /** The issuers that the tenant's discovery documents name; null for one that was not read. */
  issuers: { v1: string | null; v2: string | null; ciam: string | null }
  /** Null while no API is chosen. */
  api: ExpectedApi | null
}

/** How one claim stands: as expected, not so, worth a look, or nobody here can tell. */
export type ClaimVerdict = "pass" | "fail" | "warn" | "unknown"

/** One thing that was judged about a token. */
export type ClaimLine = Statement & {
  part: "header" | "payload" | "signature"
  /** Its name, such as `aud`. */
  claim: string
  /** As the token has it; null when it is absent. */
  value: string | null
  verdict: ClaimVerdict
  /** The moment that a time claim names, ISO 8601. */
  time?: string
}

/** Where Microsoft publishes signing keys of a tenant. */
export type KeySource = "login" | "ciam"

/** The public half of a signing key (RFC 7517). */
export type PublicKey = { kty: "RSA"; kid: string; n: string; e: string }

/** The keys that one source publishes, or why they could not be read. */
export type KeySet = {
  source: KeySource
  /** Address of the key set. */
  url: string
  keys: Part<{ readAt: string; keys: readonly PublicKey[] }>
}

/** A key that was tried: its id, the sources that publish it and those that were read and do not. */
type TriedKey = { kid: string; holders: readonly KeySource[]; others: readonly KeySource[] }

/** What became of a token's signature: made with a key of that id, not made with it, or why nobody can tell. */
export type SignatureCheck =
  | ({ kind: "valid" } & TriedKey)
  | ({ kind: "invalid" } & TriedKey)
  | { kind: "unknown-kid"; kid: string; read: readonly KeySource[]; unread: readonly KeySource[] }
  | { kind: "not-checkable"; why: string }
