import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { decodeToken } from "@/lib/tokens/decode"
import { readPastedToken } from "@/lib/tokens/pasted"
import { calloutTokenV2 } from "./token"

const { compact } = calloutTokenV2()
const broken = compact.replace(/(.{60})/g, "$1\r\n")

describe("the token in a pasted text", () => {
  test.each([
    ["alone", compact, 0],
    ["between blanks", `\n  ${compact}\t\n`, 0],
    ["behind Bearer", `Bearer ${compact}`, 1],
    ["in a header", `authorization:bearer ${compact}`, 1],
    ["in quotation marks", `"${compact}"`, 1],
    ["in quotation marks with a comma", `'${compact}',`, 1],
    ["broken into lines", broken, 1],
    ["behind Bearer and broken into lines", `Authorization: Bearer ${broken}`, 2],
    ["in a token answer", JSON.stringify({ token_type: "Bearer", access_token: compact }), 1],
    ["in an answer to a sign-in", JSON.stringify({ id_token: compact }), 1],
    ["in the fragment of an address", `https://jwt.ms/#id_token=${compact}&state=1`, 1],
    ["in a query", `https://app.example/cb?state=1&access_token=${compact}`, 1],
    ["in a form", `grant_type=x&assertion=${compact}`, 1],
  ])("is found %s", (_, text, assumed) => {
    const read = readPastedToken(text)
    expect(read.text).toBe(compact)
    expect(read.assumed).toHaveLength(assumed)
  })

  test.each(["", "   ", "hello there", '{"error":"invalid_client"}', "{not json", "https://jwt.ms/?a=b"])(
    "is not invented from %j",
    (text) => expect(decodeToken(readPastedToken(text).text).kind).toBe("not-a-token"),
  )

  test("is looked for in any text without trouble, however large", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => typeof readPastedToken(text).text === "string"),
    )
    const large = `token=${"a-".repeat(400_000)}`
    expect(readPastedToken(large)).toEqual({ text: large, assumed: [] })
    const began = performance.now()
    for (const text of ["a.".repeat(32_000), `?${"token".repeat(13_000)}`, `"${"a".repeat(65_000)}`])
      readPastedToken(text)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
