import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { beforeAll, describe, expect, test } from "vitest"
import type { KeySet, KeySource, PublicKey, SignatureCheck, SignedToken } from "@/lib/model/token"
import { judgeToken } from "@/lib/tokens/judge"
import { keysOfId, sourcesOf } from "@/lib/tokens/keys"
import { verifySignature } from "@/lib/tokens/verify"
import { calloutTokenV2, compactOf, expectations, nowMs, signed } from "./token"

type Pair = { privateKey: CryptoKey; key: PublicKey }

async function createPair(kid: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true })
  const { n = "", e = "" } = await exportJWK(publicKey)
  return { privateKey, key: { kty: "RSA", kid, n, e } }
}

let own: Pair
let other: Pair
beforeAll(async () => {
  own = await createPair("own")
  other = await createPair("other")
})

const set = (source: KeySource, ...keys: readonly PublicKey[]): KeySet => ({
  source,
  url: `https://${source}.example/keys`,
  keys: { ok: true, value: { readAt: "2026-11-20T10:00:00Z", keys } },
})
const unread = (source: KeySource): KeySet => ({
  source,
  url: `https://${source}.example/keys`,
  keys: { ok: false, kind: "unreachable", why: "It is away." },
})

async function make({ privateKey, key }: Pair, header: Record<string, unknown> = {}): Promise<SignedToken> {
  const { payload } = calloutTokenV2()
  const builder = new SignJWT({ ...payload }).setProtectedHeader({ alg: "RS256", kid: key.kid, ...header })
  return signed(await builder.sign(privateKey))
}

/** The judgement's line about a signature that was checked. */
const lineOf = (token: SignedToken, signature: SignatureCheck) =>
  judgeToken(token, { expected: expectations(), nowMs, signature }).lines[0]

describe("a signature", () => {
  test("made with a published key is valid, and the sources that publish it are told", async () => {
    const token = await make(own)
    const check = await verifySignature(token, [set("login", own.key), set("ciam", own.key, other.key)])
    expect(check).toEqual({ kind: "valid", kid: "own", holders: ["login", "ciam"], others: [] })
    expect(lineOf(token, check)).toMatchObject({ verdict: "pass", value: "key own" })
  })

  test("of a key that only the customers' endpoint publishes is valid and explained", async () => {
    const token = await make(own)
    const check = await verifySignature(token, [set("login", other.key), set("ciam", own.key)])
    expect(check).toMatchObject({ kind: "valid", holders: ["ciam"], others: ["login"] })
    expect(lineOf(token, check)).toMatchObject({ verdict: "pass", text: expect.stringContaining("1003002") })
  })

  test("made with another key under the same id is not", async () => {
    const token = await make(own, { kid: "other" })
    const check = await verifySignature(token, [set("login", other.key)])
    expect(check).toMatchObject({ kind: "invalid", kid: "other", holders: ["login"] })
    expect(lineOf(token, check)).toMatchObject({ verdict: "fail", text: expect.stringContaining("altered") })
  })

  test("of a payload that was altered is not", async () => {
    const [head, , last] = (await make(own)).compact.split(".")
    const altered = signed(`${head}.${compactOf({}, { aud: "me" }).split(".")[1]}.${last}`)
    expect((await verifySignature(altered, [set("login", own.key)])).kind).toBe("invalid")
  })

  test("is valid with the right one of two keys of one id, and only its source is named", async () => {
    const twin = { ...other.key, kid: "own" }
    const check = await verifySignature(await make(own), [set("login", twin), set("ciam", own.key)])
    expect(check).toMatchObject({ kind: "valid", holders: ["ciam"], others: ["login"] })
  })

  test("of a key that nobody publishes is not known", async () => {
    const token = await make(own)
    const check = await verifySignature(token, [set("login", other.key)])
    expect(check).toEqual({ kind: "unknown-kid", kid: "own", read: ["login"], unread: [] })
    expect(lineOf(token, check)).toMatchObject({
      verdict: "warn",
      text: expect.stringMatching(/^No key of this id is published/),
    })
  })

  test("stays open while a source could not be read", async () => {
    const token = await make(own)
    const check = await verifySignature(token, [set("login", other.key), unread("ciam")])
    expect(check).toMatchObject({ kind: "unknown-kid", unread: ["ciam"] })
    expect(lineOf(token, check)).toMatchObject({
      verdict: "unknown",
      text: expect.stringContaining("ciamlogin"),
    })
  })

  test.each<readonly [string, Record<string, unknown>, string]>([
    ["another algorithm", { alg: "HS256" }, "RS256"],
    ["none", { alg: "none" }, "RS256"],
    ["no key id", { kid: undefined }, "kid"],
    ["a token for one of Microsoft's own APIs", { nonce: "n" }, "Microsoft's own APIs"],
    ["critical extensions", { crit: ["exp"], exp: 1 }, "crit"],
  ])("is not checked for %s", async (_, header, words) => {
    const token = calloutTokenV2({ header })
    const check = await verifySignature(token, [set("login", own.key)])
    expect(check).toMatchObject({ kind: "not-checkable", why: expect.stringContaining(words) })
    expect(lineOf(token, check)?.verdict).toBe("unknown")
  })

  test("is not taken for valid when its key cannot be used", async () => {
    const broken = { ...own.key, n: "AQAB" }
    expect((await verifySignature(await make(own), [set("login", broken)])).kind).toBe("invalid")
  })
})

describe("key sets", () => {
  test("give one key with its sources, however often it is published", () =>
    expect(keysOfId("own", [set("login", own.key, own.key), set("ciam", own.key), unread("ciam")])).toEqual([
      { key: own.key, holders: ["login", "ciam"] },
    ]))

  test("are told apart by whether they were read", () =>
    expect(sourcesOf([set("login"), unread("ciam")])).toEqual({ read: ["login"], unread: ["ciam"] }))
})
