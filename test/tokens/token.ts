import type { Members } from "@/lib/model/json"
import type { SignedToken, TokenExpectations } from "@/lib/model/token"
import { decodeToken } from "@/lib/tokens/decode"

/** Ids that the built tokens and expectations agree on. */
export const ids = {
  tenant: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  otherTenant: "8c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5",
  console: "c0a50000-1111-4aaa-8bbb-000000000001",
  api: "9e8d7c6b-5a49-4838-9271-605f4e3d2c1b",
  otherApp: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
  principal: "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101",
  entra: "99045fe1-7639-4a75-9d4a-577b6ca3810f",
} as const

/** When the built tokens are judged: half an hour after they were issued. */
export const nowMs = Date.parse("2026-11-20T10:30:00Z")
const issuedS = Date.parse("2026-11-20T10:00:00Z") / 1000

/** A part of a token: base64url of a text, or of a value's JSON. */
export const part = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")

/** The compact form of a token with a signature that is none. */
export const compactOf = (header: unknown, payload: unknown, signature = "c2lnbmF0dXJl"): string =>
  `${part(header)}.${part(payload)}.${signature}`

/** A token that decodes; throws when it does not. */
export function signed(text: string): SignedToken {
  const token = decodeToken(text)
  if (token.kind !== "signed") throw new Error(`It is ${JSON.stringify(token)}.`)
  return token
}

type Change = { header?: Members; payload?: Members }

const times = { iat: issuedS, nbf: issuedS, exp: issuedS + 3599 }
const header = { typ: "JWT", alg: "RS256", kid: "key-1" }
const subject = { oid: ids.principal, sub: ids.principal, tid: ids.tenant }

const build = (head: Members, payload: Members, change: Change) =>
  signed(compactOf({ ...head, ...change.header }, { ...payload, ...change.payload }))

/** Entra's own token for an API that asks for version 2; members given replace its own, undefined removes them. */
export const calloutTokenV2 = (change: Change = {}) =>
  build(
    header,
    {
      aud: ids.api,
      iss: `https://login.microsoftonline.com/${ids.tenant}/v2.0`,
      ...times,
      azp: ids.entra,
      azpacr: "2",
      ...subject,
      ver: "2.0",
    },
    change,
  )

/** The same for an API that asks for version 1. */
export const calloutTokenV1 = (change: Change = {}) =>
  build(
    { ...header, x5t: header.kid },
    {
      aud: `api://ext.contoso.com/${ids.api}`,
      iss: `https://sts.windows.net/${ids.tenant}/`,
      ...times,
      appid: ids.entra,
      appidacr: "2",
      ...subject,
      ver: "1.0",
    },
    change,
  )

/** An ID token of the console's own app. */
export const idToken = (change: Change = {}) =>
  build(
    header,
    {
      aud: ids.console,
      iss: `https://login.microsoftonline.com/${ids.tenant}/v2.0`,
      ...times,
      name: "Zoë Ødegård",
      nonce: "n-1",
      oid: ids.principal,
      preferred_username: "zoe@contoso.com",
      sub: "pairwise",
      tid: ids.tenant,
      ver: "2.0",
    },
    change,
  )

/** A workforce tenant with an API, its issuers not read; members given replace its own. */
export const expectations = (change: Partial<TokenExpectations> = {}): TokenExpectations => ({
  tenantId: ids.tenant,
  tenantKind: "workforce",
  consoleAppId: ids.console,
  authorityHost: "https://login.microsoftonline.com",
  ciamHost: `https://${ids.tenant}.ciamlogin.com`,
  issuers: { v1: null, v2: null, ciam: null },
  api: {
    name: "Claims",
    appId: ids.api,
    identifierUris: [`api://ext.contoso.com/${ids.api}`],
    requestedAccessTokenVersion: "unknown",
  },
  ...change,
})
