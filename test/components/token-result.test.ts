import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { UnreadableToken } from "@/components/token-faces"
import { TokenResult } from "@/components/token-result"
import { headlineOf, placeWords, readableToken } from "@/components/token-words"
import type { SignedToken } from "@/lib/model/token"
import { decodeToken } from "@/lib/tokens/decode"
import { judgeToken } from "@/lib/tokens/judge"
import { calloutTokenV2, compactOf, expectations, nowMs } from "../tokens/token"

const expected = expectations()
const judged = (token: SignedToken) => judgeToken(token, { expected, nowMs })
const headline = (payload: Record<string, unknown>) => headlineOf(judged(calloutTokenV2({ payload })).lines)

function markupOf(token: SignedToken): string {
  const props = { token, judgement: judged(token), expected, assumed: [], times: { nowMs, zone: "UTC" } }
  return renderToStaticMarkup(createElement(TokenResult, { ...props, signature: null }))
}

describe("the verdict on a token", () => {
  test("names the claims that do not fit", () =>
    expect(headline({ aud: "x", tid: "y" })).toEqual({
      state: "fail",
      text: "2 claims do not fit: tid, aud",
    }))

  test("names the claims that are worth a look when nothing is wrong", () =>
    expect(headline({ nbf: undefined })).toEqual({
      state: "warn",
      text: "Nothing is wrong; 1 claim is worth a look: nbf",
    }))

  test("is good when everything fits", () => expect(headline({}).state).toBe("pass"))
})

describe("the result", () => {
  test("shows every claim and never the token", () => {
    const token = calloutTokenV2({ payload: { family_name: "Ødegård" } })
    const markup = markupOf(token)
    for (const name of Object.keys(token.payload)) expect(markup).toContain(`>${name}</code>`)
    for (const part of token.compact.split(".")) expect(markup).not.toContain(part)
  })

  test("writes what a claim holds as text, not as markup", () =>
    expect(markupOf(calloutTokenV2({ payload: { upn: "<img src=x>" } }))).not.toContain("<img"))

  test("warns of copying a token that holds, and of one that is over in other words", () => {
    expect(markupOf(calloutTokenV2())).toContain("Whoever has this token can use it")
    expect(markupOf(calloutTokenV2({ payload: { exp: 1 } }))).toContain("This token is over")
  })
})

describe("a text that is no token", () => {
  test.each([
    ["a place in a part", { part: "payload", at: 4, why: "" }, "at character 5, in the payload"],
    ["a part alone", { part: "header", at: null, why: "" }, "in the header"],
    ["no place", { part: "text", at: null, why: "" }, null],
  ] as const)("%s is said", (_, fault, words) => {
    const said = placeWords(fault)
    if (words === null) expect(said).toBeNull()
    else expect(said).toContain(words)
  })

  test("the innermost token is the one that is read", () => {
    const inner = calloutTokenV2()
    const outer = decodeToken(compactOf({ alg: "RS256", cty: "JWT" }, inner.compact))
    expect(readableToken(outer)).toEqual(inner)
  })

  test("what is wrong with an inner token is said", () => {
    const token = decodeToken(compactOf({ alg: "RS256", cty: "JWT" }, "not a token"))
    expect(readableToken(token)).toBeNull()
    expect(renderToStaticMarkup(createElement(UnreadableToken, { token }))).toContain("one part")
  })
})
