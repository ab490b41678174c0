import fc from "fast-check"
import { decodeJwt, decodeProtectedHeader } from "jose"
import { describe, expect, test } from "vitest"
import { decodeToken, mostTokenCharacters } from "@/lib/tokens/decode"
import { compactOf, part } from "./token"

const header = { alg: "RS256", typ: "JWT", kid: "key-1" }
const payload = { aud: "api", name: "Zoë Ødegård 木村 \u{1F600}" }
const compact = compactOf(header, payload)
const [head = "", body = "", signature = ""] = compact.split(".")

/** What is wrong with a text; null when nothing is. */
function faultOf(text: string) {
  const token = decodeToken(text)
  return token.kind === "not-a-token" ? token.fault : null
}

describe("a token is taken apart", () => {
  test("with names in any script", () =>
    expect(decodeToken(compact)).toEqual({ kind: "signed", header, payload, compact, repeated: [] }))

  test("with an empty signature, as unsigned tokens have it", () =>
    expect(decodeToken(`${head}.${body}.`)).toMatchObject({ kind: "signed" }))

  test("with the encrypted payload left alone", () => {
    const encrypted = { alg: "RSA-OAEP", enc: "A256GCM" }
    expect(decodeToken(`${part(encrypted)}.a2V5.aXY.Y2lwaGVy.dGFn`)).toEqual({
      kind: "encrypted",
      header: encrypted,
    })
  })

  test("down to the token inside it", () =>
    expect(decodeToken(compactOf({ ...header, cty: "JWT" }, compact))).toMatchObject({
      kind: "nested",
      inner: { kind: "signed", payload },
    }))

  test("but not without an end", () => {
    const wrap = (inner: string) => compactOf({ ...header, cty: "jwt" }, inner)
    const deep = wrap(wrap(wrap(wrap(wrap(compact)))))
    expect(JSON.stringify(decodeToken(deep))).toContain("nested deeper")
  })

  test("and names that stand twice are told", () =>
    expect(decodeToken(`${head}.${part('{"aud":"a","sub":"s","aud":"b"}')}.`)).toMatchObject({
      payload: { aud: "b" },
      repeated: [{ part: "payload", name: "aud" }],
    }))
})

describe("what is no token says where it goes wrong", () => {
  const payloadAt = head.length + 1
  const signatureAt = payloadAt + body.length + 1

  test.each([
    ["nothing", "", "text", null, "nothing"],
    ["a word", "hello", "text", null, "one part"],
    ["two parts that are not a token's", "a.b", "text", null, "2 parts"],
    ["a token without its signature", `${head}.${body}`, "text", null, "cut off before its signature"],
    ["four parts", "a.b.c.d", "text", null, "4 parts"],
    ["padding in the header", `${head}==.${body}.${signature}`, "header", head.length, "Padding"],
    ["plain base64", `${head}.+A.${signature}`, "payload", payloadAt, "base64url"],
    ["a slash", `${head}.${body}.ab/`, "signature", signatureAt + 2, "base64url"],
    [
      "white space inside",
      `${head}.${body.slice(0, 4)} ${body.slice(4)}.`,
      "payload",
      payloadAt + 4,
      "White",
    ],
    ["an ellipsis", `${head}.${body}.ab\u2026`, "signature", signatureAt + 2, "ellipsis"],
    ["a character beyond the first plane", `${head}.\u{1F600}.`, "payload", payloadAt, "\u{1F600}"],
    ["a lone last character", `${head}.${body}.abcde`, "signature", signatureAt + 4, "whole byte"],
    ["stray bits after two characters", `${head}.${body}.ab`, "signature", signatureAt + 1, "bits"],
    ["stray bits after three", `${head}.${body}.abd`, "signature", signatureAt + 2, "bits"],
    ["an empty header", `.${body}.`, "header", 0, "empty"],
    ["an empty payload", `${head}..`, "payload", payloadAt, "empty"],
    ["a payload that is no JSON", `${head}.${part('{"a":1,}')}.`, "payload", null, "not JSON"],
    ["a payload that is a list", `${head}.${part("[1]")}.`, "payload", payloadAt, "not an object"],
    ["a header that is null", `${part("null")}.${body}.`, "header", 0, "not an object"],
    ["a byte order mark", `${head}.${part("\uFEFF{}")}.`, "payload", payloadAt, "byte order mark"],
    ["five parts without an encryption", `${head}.YQ.YQ.YQ.YQ`, "header", null, "names no encryption"],
    ["five parts with padding", `${head}.YQ==.YQ.YQ.YQ`, "text", head.length + 3, "Padding"],
    ["a text too large", `${head}.${"a".repeat(mostTokenCharacters)}.`, "text", null, "larger than 64 KB"],
    ["JSON too deep", `${head}.${part("[".repeat(9000))}.`, "payload", null, "deeper than 200 levels"],
  ])("%s", (_, text, where, position, why) => {
    const fault = faultOf(text)
    expect(fault).toMatchObject({ part: where, why: expect.stringContaining(why) })
    if (position !== null) expect(fault?.at).toBe(position)
  })

  test.each([
    ["a byte that begins nothing", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 2],
    ["an overlong slash", Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d]), 2],
    ["half a surrogate pair", Buffer.from([0x7b, 0xed, 0xa0, 0x80, 0x7d]), 1],
    ["a character that is cut off", Buffer.from([0x7b, 0x22, 0xe2, 0x82]), 3],
  ])("%s is not UTF-8, and the place is near the byte", (_, bytes, byte) => {
    const fault = faultOf(`${head}.${bytes.toString("base64url")}.`)
    expect(fault?.why).toContain("not UTF-8")
    const found = (((fault?.at ?? 0) - head.length - 1) * 3) / 4
    expect(Math.abs(found - byte)).toBeLessThanOrEqual(1)
  })

  test("JSON that breaks after letters of two bytes is placed at the letter that breaks it", () => {
    const fault = faultOf(`${head}.${part('{"ë":"ØØØØ" x}')}.`)
    const before = Buffer.from('{"ë":"ØØØØ" ').length
    expect((fault?.at ?? 0) - head.length - 1).toBe(Math.floor((before * 4) / 3))
  })
})

describe("for any text", () => {
  const character = fc.constantFrom(..."abcXYZ019-_.=+/ \n\u{1F600}ë{}\"'")
  const near = fc.tuple(fc.nat(compact.length), character).map(([at, one]) => {
    const letters = [...compact]
    letters[at] = one
    return letters.join("")
  })
  const bytes = fc
    .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.map((one) => Buffer.from(one).toString("base64url")).join("."))
  const ofJson = fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([one, other]) => compactOf(one, other))
  const any = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: character }), near, bytes, ofJson)

  test("it never throws, and a fault is never placed outside the text", () =>
    fc.assert(
      fc.property(any, (text) => {
        const at = faultOf(text)?.at ?? null
        return at === null || (at >= 0 && at < Math.max(1, text.length))
      }),
      { numRuns: 2000 },
    ))

  test("what jose refuses is never accepted, and what both accept reads the same", () =>
    fc.assert(
      fc.property(any, (text) => {
        const token = decodeToken(text)
        if (token.kind !== "signed") return
        expect(token.payload).toEqual(decodeJwt(text))
        expect(token.header).toEqual(decodeProtectedHeader(text))
      }),
      { numRuns: 2000 },
    ))

  test("every object that a token can carry comes back", () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), (claims) => {
        const token = decodeToken(compactOf({ alg: "RS256" }, claims))
        expect(token.kind === "signed" && JSON.stringify(token.payload)).toBe(
          JSON.stringify(JSON.parse(JSON.stringify(claims))),
        )
      }),
    ))
})
