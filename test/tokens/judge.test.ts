import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Members } from "@/lib/model/json"
import type { ClaimVerdict, SignedToken, TokenExpectations, TokenKind } from "@/lib/model/token"
import { decodeToken } from "@/lib/tokens/decode"
import { judgeToken } from "@/lib/tokens/judge"
import { calloutTokenV1, calloutTokenV2, compactOf, expectations, ids, idToken, nowMs, signed } from "./token"

type Asked = { kind?: TokenKind; expected?: Partial<TokenExpectations> }

const judge = (token: SignedToken, { kind, expected }: Asked = {}) =>
  judgeToken(token, { expected: expectations(expected), nowMs, kind })

/** The line of one claim; throws when there is none. */
function lineOf(token: SignedToken, claim: string, asked: Asked = {}) {
  const found = judge(token, asked).lines.find((line) => line.claim === claim)
  if (!found) throw new Error(`There is no line about ${claim}.`)
  return found
}

const login = `https://login.microsoftonline.com/${ids.tenant}/v2.0`
const sts = `https://sts.windows.net/${ids.tenant}/`
const ciam = (label: string, tenant: string = ids.tenant) => `https://${label}.ciamlogin.com/${tenant}/v2.0`
const nowS = nowMs / 1000
const uri = `api://ext.contoso.com/${ids.api}`
const external = { tenantKind: "external" } as const
const api = (requestedAccessTokenVersion: 1 | 2) => ({
  api: { name: "Claims", appId: ids.api, identifierUris: [uri], requestedAccessTokenVersion },
})

type Vector = readonly [says: string, payload: Members, claim: string, verdict: ClaimVerdict, words: string]

describe("a healthy token has no claim that fails or warns", () => {
  const sound = ({ lines }: ReturnType<typeof judge>) =>
    lines.filter(({ verdict }) => verdict === "fail" || verdict === "warn").map(({ claim }) => claim)

  test.each([
    ["Entra's own, version 2", calloutTokenV2(), {}],
    ["Entra's own, version 1", calloutTokenV1(), {}],
    ["Entra's own of an external tenant", calloutTokenV2({ payload: { iss: ciam(ids.tenant) } }), external],
    ["an ID token", idToken(), {}],
  ])("%s", (_, token, expected) => expect(sound(judge(token, { expected }))).toEqual([]))
})

describe("what a token looks like", () => {
  test.each<[string, SignedToken, TokenKind, 1 | 2]>([
    ["azp of Entra's app", calloutTokenV2(), "callout-token", 2],
    ["appid of Entra's app", calloutTokenV1(), "callout-token", 1],
    ["azp", calloutTokenV2({ payload: { azp: ids.console } }), "access-token-v2", 2],
    ["appid", calloutTokenV1({ payload: { appid: ids.console } }), "access-token-v1", 1],
    ["scopes and version 1", idToken({ payload: { scp: "a", ver: "1.0" } }), "access-token-v1", 1],
    ["scopes and version 2", idToken({ payload: { scp: "a" } }), "access-token-v2", 2],
    ["none of these", idToken(), "id-token", 2],
    ["none of these, version 1", idToken({ payload: { ver: "1.0" } }), "id-token", 1],
    ["Entra's app without a version", calloutTokenV1({ payload: { ver: undefined } }), "callout-token", 1],
  ])("%s", (_, token, kind, version) => expect(judge(token)).toMatchObject({ kind, version }))
})

describe("the header", () => {
  test.each<readonly [string, Members, string, ClaimVerdict, string]>([
    ["RS256", {}, "alg", "pass", "RS256"],
    ["none", { alg: "none" }, "alg", "fail", "not signed"],
    ["NONE in any case", { alg: "nOnE" }, "alg", "fail", "not signed"],
    ["HS256", { alg: "HS256" }, "alg", "fail", "shared secret"],
    ["another algorithm", { alg: "ES256" }, "alg", "fail", "RS256 alone"],
    ["no algorithm", { alg: undefined }, "alg", "fail", "No algorithm"],
    ["an algorithm that is no text", { alg: 5 }, "alg", "fail", "No algorithm"],
    ["no type", { typ: undefined }, "typ", "warn", "nothing"],
    ["another type", { typ: "at+jwt" }, "typ", "warn", "at+jwt"],
    ["no key id", { kid: undefined }, "kid", "fail", "key id"],
    ["x5t in version 2", { x5t: "key-1" }, "x5t", "warn", "version 1"],
    ["x5t that is not kid", { x5t: "key-2" }, "x5t", "warn", "differ"],
    ["a nonce", { nonce: "n" }, "nonce", "warn", "Microsoft's own APIs"],
    ["critical extensions", { crit: ["b64"] }, "crit", "warn", "critical"],
  ])("%s", (_, header, claim, verdict, words) => {
    const found = lineOf(calloutTokenV2({ header }), claim)
    expect(found).toMatchObject({ verdict, text: expect.stringContaining(words) })
  })

  test("x5t beside the same kid is usual in version 1", () =>
    expect(lineOf(calloutTokenV1(), "x5t").verdict).toBe("pass"))
})

describe("the issuer", () => {
  const vectors = (kind: "workforce" | "external", list: readonly Vector[]) =>
    describe(`of a token for a tenant of the kind ${kind}`, () => {
      test.each(list)("%s", (_, payload, claim, verdict, words) => {
        const found = lineOf(calloutTokenV2({ payload }), claim, { expected: { tenantKind: kind } })
        expect(found).toMatchObject({ verdict, text: expect.stringContaining(words) })
      })
    })

  vectors("workforce", [
    ["its own", { iss: login }, "iss", "pass", "tenant's issuer"],
    ["none", { iss: undefined }, "iss", "fail", "No issuer"],
    ["no text", { iss: 5 }, "iss", "fail", "No issuer"],
    ["that of version 1", { iss: sts }, "iss", "fail", "issuer of version 1"],
    ["one with a slash", { iss: `${login}/` }, "iss", "fail", "letter by letter"],
    ["one in capitals", { iss: login.toUpperCase() }, "iss", "fail", "letter by letter"],
    ["another tenant's", { iss: login.replace(ids.tenant, ids.otherTenant) }, "iss", "fail", ids.otherTenant],
    ["the customers' host", { iss: ciam(ids.tenant) }, "iss", "fail", "no issuer of the tenant"],
    ["the placeholder", { iss: "https://login.microsoftonline.com/{tenantid}/v2.0" }, "iss", "fail", "all"],
    ["common", { iss: "https://login.microsoftonline.com/common/v2.0" }, "iss", "fail", "all tenants"],
    ["a stranger's", { iss: `https://evil.example/${ids.otherTenant}/v2.0` }, "iss", "fail", "no issuer"],
    [
      "the tenant id at a stranger's",
      { iss: `https://evil.example/${ids.tenant}/v2.0` },
      "iss",
      "fail",
      "no",
    ],
    ["the tenant's id", {}, "tid", "pass", "this tenant"],
    ["the tenant's id in capitals", { tid: ids.tenant.toUpperCase() }, "tid", "pass", "this tenant"],
    ["another tenant's id", { tid: ids.otherTenant }, "tid", "fail", "another tenant"],
    ["no tenant's id", { tid: undefined }, "tid", "warn", "No tenant"],
  ])

  vectors("external", [
    ["the tenant's id before ciamlogin.com", { iss: ciam(ids.tenant) }, "iss", "pass", "accept both"],
    ["a domain before ciamlogin.com", { iss: ciam("woodgrove") }, "iss", "pass", "accept both"],
    ["another tenant under that name", { iss: ciam("woodgrove", ids.otherTenant) }, "iss", "fail", "another"],
    [
      "a host that only looks like it",
      { iss: `https://x.y.ciamlogin.com/${ids.tenant}/v2.0` },
      "iss",
      "fail",
      "",
    ],
    ["the sign-in host", { iss: login }, "iss", "warn", "accept both"],
  ])

  test("a test token of an external tenant comes from the sign-in host", () => {
    const token = calloutTokenV2({ payload: { azp: ids.console, iss: login } })
    expect(lineOf(token, "iss", { expected: external }).verdict).toBe("pass")
  })

  test("the discovery documents win over the patterns", () => {
    const expected = {
      ...external,
      authorityHost: "https://login.contoso.example",
      ciamHost: "https://customers.contoso.example",
      issuers: {
        v1: "https://sts.example/a/",
        v2: "https://login.example/a",
        ciam: "https://ciam.example/a",
      },
    }
    const of = (iss: string) => lineOf(calloutTokenV2({ payload: { iss } }), "iss", { expected }).verdict
    expect([of("https://ciam.example/a"), of("https://login.example/a"), of(ciam(ids.tenant))]).toEqual([
      "pass",
      "warn",
      "pass",
    ])
    const old = calloutTokenV1({ payload: { iss: "https://sts.example/a/" } })
    expect(lineOf(old, "iss", { expected }).verdict).toBe("pass")
  })

  test.each<readonly [string, string, ClaimVerdict]>([
    ["https://login.microsoftonline.us", `https://sts.windows.net/${ids.tenant}/`, "pass"],
    ["https://login.partner.microsoftonline.cn", `https://sts.chinacloudapi.cn/${ids.tenant}/`, "pass"],
    ["https://login.partner.microsoftonline.cn", sts, "fail"],
    ["https://login.contoso.example", sts, "unknown"],
  ])("of version 1 at %s", (authorityHost, iss, verdict) =>
    expect(lineOf(calloutTokenV1({ payload: { iss } }), "iss", { expected: { authorityHost } }).verdict).toBe(
      verdict,
    ),
  )

  test("of version 2 in a token of version 1 is told apart", () =>
    expect(lineOf(calloutTokenV1({ payload: { iss: login } }), "iss").text).toContain("issuer of version 2"))
})

describe("the audience", () => {
  test.each<Vector>([
    ["the API's id", {}, "aud", "pass", "id of the API"],
    ["the API's id in capitals", { aud: ids.api.toUpperCase() }, "aud", "pass", "id of the API"],
    ["none", { aud: undefined }, "aud", "fail", "No audience"],
    ["a list", { aud: [ids.api] }, "aud", "fail", "one audience"],
    ["an Application ID URI", { aud: uri }, "aud", "fail", "belongs to version 1"],
    ["another API", { aud: ids.otherApp }, "aud", "fail", "another API"],
    ["Graph's id", { aud: "00000003-0000-0000-c000-000000000000" }, "aud", "fail", "Microsoft Graph"],
    ["Graph's address", { aud: "https://graph.microsoft.com" }, "aud", "fail", "Microsoft Graph"],
  ])("of version 2: %s", (_, payload, claim, verdict, words) =>
    expect(lineOf(calloutTokenV2({ payload }), claim)).toMatchObject({
      verdict,
      text: expect.stringContaining(words),
    }),
  )

  test.each<Vector>([
    ["the Application ID URI", {}, "aud", "pass", "accept both"],
    ["the API's id", { aud: ids.api }, "aud", "pass", "accept both"],
    ["the URI with a slash", { aud: `${uri}/` }, "aud", "fail", "slash"],
    ["the URI in capitals", { aud: uri.toUpperCase() }, "aud", "fail", "case"],
    ["another URI", { aud: "api://other.example/1" }, "aud", "fail", "another API"],
  ])("of version 1: %s", (_, payload, claim, verdict, words) =>
    expect(lineOf(calloutTokenV1({ payload }), claim)).toMatchObject({
      verdict,
      text: expect.stringContaining(words),
    }),
  )

  test("is not judged while no API is chosen", () =>
    expect(lineOf(calloutTokenV2(), "aud", { expected: { api: null } }).verdict).toBe("unknown"))

  test.each<readonly [string, string, ClaimVerdict]>([
    ["this console", ids.console, "pass"],
    ["another app", ids.otherApp, "unknown"],
    ["no app", "https://contoso.com", "fail"],
  ])("of an ID token: %s", (_, aud, verdict) =>
    expect(lineOf(idToken({ payload: { aud } }), "aud").verdict).toBe(verdict),
  )
})

describe("the version", () => {
  test.each<readonly [string, SignedToken, Asked, ClaimVerdict]>([
    ["that the API asks for", calloutTokenV2(), { expected: api(2) }, "pass"],
    ["that the API does not ask for", calloutTokenV1(), { expected: api(2) }, "warn"],
    ["while nobody knows what it asks for", calloutTokenV1(), {}, "pass"],
    ["other than the judged one", calloutTokenV1(), { kind: "access-token-v2" }, "fail"],
    ["that is a number", calloutTokenV2({ payload: { ver: 2 } }), {}, "fail"],
    ["that is missing", calloutTokenV2({ payload: { ver: undefined } }), {}, "fail"],
    ["1 of an ID token", idToken({ payload: { ver: "1.0" } }), {}, "pass"],
  ])("%s", (_, token, asked, verdict) => expect(lineOf(token, "ver", asked).verdict).toBe(verdict))
})

describe("the caller", () => {
  const asConsole = calloutTokenV2({ payload: { azp: ids.console } })

  test.each<readonly [string, SignedToken, string, Asked, ClaimVerdict, string]>([
    ["Entra's app", calloutTokenV2(), "azp", {}, "pass", "insist on"],
    ["Entra's app in version 1", calloutTokenV1(), "appid", {}, "pass", "insist on"],
    ["this console in place of Entra", asConsole, "azp", { kind: "callout-token" }, "fail", "rightly so"],
    ["this console", asConsole, "azp", {}, "warn", "well-protected API refuses"],
    [
      "another app in place of Entra",
      calloutTokenV2({ payload: { azp: ids.otherApp } }),
      "azp",
      { kind: "callout-token" },
      "fail",
      "another app asked",
    ],
    [
      "another app",
      calloutTokenV2({ payload: { azp: ids.otherApp } }),
      "azp",
      {},
      "unknown",
      "Entra's alone",
    ],
    ["Entra's app", calloutTokenV2(), "azp", { kind: "access-token-v2" }, "pass", "token of a callout"],
    [
      "nobody",
      calloutTokenV2({ payload: { azp: undefined } }),
      "azp",
      { kind: "callout-token" },
      "fail",
      "azp",
    ],
    [
      "the other version's claim",
      calloutTokenV2({ payload: { appid: "x" } }),
      "appid",
      {},
      "warn",
      "version 1",
    ],
    ["proved by a secret", calloutTokenV2({ payload: { azpacr: "1" } }), "azpacr", {}, "pass", "secret"],
    ["proved by a certificate", calloutTokenV1(), "appidacr", {}, "pass", "certificate"],
    [
      "proved by nothing",
      calloutTokenV2({ payload: { azpacr: "0" } }),
      "azpacr",
      {},
      "fail",
      "proved nothing",
    ],
    [
      "proved by nothing, for a user",
      calloutTokenV2({ payload: { azp: ids.otherApp, azpacr: "0", scp: "read" } }),
      "azpacr",
      {},
      "pass",
      "public client",
    ],
    [
      "proved by a name",
      calloutTokenV2({ payload: { azpacr: "constructor" } }),
      "azpacr",
      {},
      "fail",
      "0, 1 or 2",
    ],
  ])("%s", (_, token, claim, asked, verdict, words) =>
    expect(lineOf(token, claim, asked)).toMatchObject({ verdict, text: expect.stringContaining(words) }),
  )

  test("an ID token has none", () =>
    expect(judge(idToken()).lines.map(({ claim }) => claim)).not.toContain("azp"))
})

describe("the times", () => {
  test.each<Vector>([
    ["one second before the end", { exp: nowS + 1 }, "exp", "pass", "still holds"],
    ["the end itself", { exp: nowS }, "exp", "warn", "five minutes"],
    ["just within what clocks may differ", { exp: nowS - 299 }, "exp", "warn", "five minutes"],
    ["five minutes over", { exp: nowS - 300 }, "exp", "fail", "over"],
    ["no end", { exp: undefined }, "exp", "fail", "Nothing says"],
    ["an end as text", { exp: String(nowS) }, "exp", "fail", "Not a time"],
    ["an end beyond all dates", { exp: 1e300 }, "exp", "fail", "Not a time"],
    ["an end in milliseconds", { exp: nowMs + 60_000 }, "exp", "fail", "milliseconds"],
    ["an end before the beginning", { exp: nowS - 1, nbf: nowS }, "exp", "fail", "before it begins"],
    ["a beginning now", { nbf: nowS }, "nbf", "pass", "since then"],
    ["a beginning just ahead", { nbf: nowS + 300 }, "nbf", "warn", "Still ahead"],
    ["a beginning far ahead", { nbf: nowS + 301 }, "nbf", "fail", "clocks is wrong"],
    ["no beginning", { nbf: undefined }, "nbf", "warn", "does not"],
    ["issued far ahead", { iat: nowS + 3600 }, "iat", "fail", "clocks is wrong"],
    ["issued at no time", { iat: null }, "iat", "fail", "Not a time"],
  ])("%s", (_, payload, claim, verdict, words) =>
    expect(lineOf(calloutTokenV2({ payload }), claim)).toMatchObject({
      verdict,
      text: expect.stringContaining(words),
    }),
  )

  test("are dates for the reader", () =>
    expect(lineOf(calloutTokenV2(), "exp").time).toBe("2026-11-20T10:59:59.000Z"))
})

describe("what the token allows", () => {
  const access = (payload: Members) => calloutTokenV2({ payload: { azp: ids.otherApp, ...payload } })

  test.each<readonly [string, SignedToken, string, ClaimVerdict, string]>([
    ["scopes of a user", access({ scp: "read" }), "scp", "pass", "on the user's behalf"],
    ["scopes as a list", access({ scp: ["read"] }), "scp", "fail", "one text"],
    ["scopes in Entra's own token", calloutTokenV2({ payload: { scp: "read" } }), "scp", "fail", "a user's"],
    ["no roles in Entra's own token", calloutTokenV2(), "roles", "pass", "usual"],
    ["roles in Entra's own token", calloutTokenV2({ payload: { roles: ["Call"] } }), "roles", "pass", "gave"],
    ["no roles of an app", access({}), "roles", "warn", "caller's id alone"],
    ["roles of an app", access({ roles: ["Call"] }), "roles", "pass", "caller holds"],
    ["roles of a user", access({ scp: "read", roles: ["Call"] }), "roles", "pass", "user holds"],
    ["roles of a user in an ID token", idToken({ payload: { roles: ["Call"] } }), "roles", "pass", "user"],
    ["roles as a text", access({ roles: "Call" }), "roles", "fail", "list of texts"],
    ["an app's mark", access({ idtyp: "app" }), "idtyp", "pass", "fits"],
    ["a user's mark without scopes", access({ idtyp: "user" }), "idtyp", "warn", "Does not fit"],
    ["an app's own id twice", access({}), "sub", "pass", "same as oid"],
    ["another subject than the app", access({ sub: "pairwise" }), "sub", "warn", "differ"],
    ["a user's subject", access({ scp: "read", sub: "pairwise" }), "sub", "pass", "one app"],
    ["no subject", access({ sub: undefined }), "sub", "warn", "No subject"],
    ["Entra's service principal", calloutTokenV2(), "oid", "unknown", "service principal"],
    ["a user's object", idToken(), "oid", "unknown", "user's object id"],
    ["an ID token's nonce", idToken(), "nonce", "unknown", "Only the app"],
  ])("%s", (_, token, claim, verdict, words) =>
    expect(lineOf(token, claim)).toMatchObject({ verdict, text: expect.stringContaining(words) }),
  )

  test("scopes in an ID token are odd", () =>
    expect(lineOf(idToken({ payload: { scp: "read" } }), "scp", { kind: "id-token" }).verdict).toBe("warn"))

  test("a user's token says nothing of roles that are not there", () =>
    expect(judge(access({ scp: "read" })).lines.map(({ claim }) => claim)).not.toContain("roles"))
})

describe("the whole judgement", () => {
  test("tells names that stand twice", () => {
    const { compact } = calloutTokenV2()
    const [head] = compact.split(".")
    const twice = Buffer.from('{"aud":"a","aud":"b"}').toString("base64url")
    expect(judge(signed(`${head}.${twice}.`)).lines.filter(({ claim }) => claim === "aud")).toHaveLength(2)
  })

  test("says the signature was not checked as long as nobody asked", () =>
    expect(lineOf(calloutTokenV2(), "signature").verdict).toBe("unknown"))

  test("fails an empty signature without a check", () =>
    expect(lineOf(signed(compactOf({ alg: "none" }, {}, "")), "signature").verdict).toBe("fail"))

  test("never throws, whatever the claims hold, and each line has a sentence", () => {
    const names = [
      "iss",
      "aud",
      "azp",
      "appid",
      "azpacr",
      "ver",
      "exp",
      "nbf",
      "iat",
      "roles",
      "scp",
      "tid",
      "oid",
    ]
    const claims = fc.dictionary(fc.constantFrom(...names, "sub", "idtyp", "nonce", "cty"), fc.jsonValue())
    const headers = fc.dictionary(
      fc.constantFrom("alg", "typ", "kid", "x5t", "nonce", "crit"),
      fc.jsonValue(),
    )
    const kinds = fc.constantFrom<TokenKind | undefined>(
      "callout-token",
      "id-token",
      "access-token-v1",
      undefined,
    )
    fc.assert(
      fc.property(headers, claims, kinds, (header, payload, kind) => {
        const token = decodeToken(compactOf(header, payload))
        if (token.kind !== "signed") return
        for (const { text, verdict } of judge(token, { kind, expected: external }).lines) {
          expect(text).toMatch(/^[A-Z0-9].*[.]$/s)
          expect(["pass", "fail", "warn", "unknown"]).toContain(verdict)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
