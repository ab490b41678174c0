import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type Exchange, eventTypeIds } from "@/lib/model/exchange"
import type { Verdict } from "@/lib/model/verdict"
import {
  answered,
  anyExchange,
  anyJson,
  anyText,
  bentExchange,
  isTree,
  type Json,
  text,
} from "./arbitrary-exchange"
import { repaired } from "./repaired"
import { correct } from "./vectors/correct"

const total = process.env.SOAK ? 100_000 : 5_000

/** How much of all the cases one property gets. */
function share(part: number) {
  return { numRuns: Math.ceil(total * part) }
}

// The codes that rules name; three of them only ever stand beside another one.
const rulings =
  "1003002 1003003 1003005 1003006 1003007 1003009 1003010 1003012 1003025 1003026 1003027".split(" ")
const besides = ["ok", ...rulings, "1003001", "1003008", "1003024"]

function expectText(found: unknown) {
  expect(typeof found).toBe("string")
  expect(found).not.toBe("")
}

function expectShape(verdict: Verdict, { body }: Exchange) {
  const { fault, alternates, warnings, confidence } = verdict
  if (verdict.verdict !== "ok") expect(rulings).toContain(verdict.verdict)
  expect(fault === null).toBe(verdict.verdict === "ok")
  for (const code of alternates) expect(besides).toContain(code)
  expect(alternates).not.toContain(verdict.verdict)
  expect(new Set(alternates).size).toBe(alternates.length)
  expect(["high", "medium", "low"]).toContain(confidence)
  expectText(verdict.found)
  for (const warning of warnings) {
    expect(warning.name).toMatch(/^[A-Z_]+$/)
    expectText(warning.text)
    expect(warning.pointer ?? "").toMatch(/^(\/([^~/]|~[01])*)*$/s)
  }
  if (!fault) return
  expect(String(fault.code)).toBe(verdict.verdict)
  expect(fault.rule).toBe(verdict.rule)
  expect(fault.rule).toMatch(/^[THBACP]\d[a-z]?$/)
  expectText(fault.found)
  if (!fault.place) return
  const { line, column, pointer } = fault.place
  const text = (body ?? "").split(/\r\n|\n|\r/)[line - 1]
  expect(pointer).toMatch(/^(\/([^~/]|~[01])*)*$/s)
  expect(text).toBeDefined()
  expect(column).toBeGreaterThanOrEqual(1)
  // A byte order mark is counted or not; both name a place that an editor can show.
  expect(column).toBeLessThanOrEqual((text ?? "").length + 1)
}

function expectMended(exchange: Exchange) {
  const repair = judge(exchange).fault?.repair
  if (!repair) return
  expect(repair.changes).not.toEqual([])
  expect(judge(repaired(exchange, repair)).verdict).toBe("ok")
}

/** The same value with the members of every object in an order that the seed decides. */
function shuffled(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((inner) => shuffled(inner, seed))
  if (!isTree(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner, seed + 1)] as const)
  const weight = (key: string) =>
    [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 9973, seed)
  return Object.fromEntries(entries.sort(([one], [two]) => weight(one) - weight(two)))
}

/** ASCII letters in upper or lower case, as the bits of the seed decide. */
function recased(text: string, seed: number): string {
  return text.replace(/[a-z]/gi, (letter, at: number) =>
    (seed >> (at % 31)) & 1 ? letter.toUpperCase() : letter.toLowerCase(),
  )
}

function withTypesRecased(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((inner) => withTypesRecased(inner, seed))
  if (!isTree(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === "@odata.type" && typeof inner === "string" ? recased(inner, seed) : withTypesRecased(inner, seed),
  ])
  return Object.fromEntries(entries)
}

const sameVerdict = (one: Exchange, two: Exchange) => expect(judge(one).verdict).toBe(judge(two).verdict)
const seed = fc.nat({ max: 2 ** 31 - 1 })
const patience = process.env.SOAK ? 600_000 : 30_000

describe("whatever came back", { timeout: patience }, () => {
  test("there is a verdict of the right shape and never a throw", () => {
    const property = fc.property(anyExchange, (exchange) => expectShape(judge(exchange), exchange))
    fc.assert(property, share(0.3))
  })

  test("an answer in time gets a verdict of the right shape", () => {
    const property = fc.property(answered(anyText), (exchange) => expectShape(judge(exchange), exchange))
    fc.assert(property, share(0.2))
  })

  test("judging again says the same, and leaves the exchange as it was", () => {
    const property = fc.property(anyExchange, (exchange) => {
      const before = structuredClone(exchange)
      const first = judge(exchange)
      expect(judge(exchange)).toEqual(first)
      expect(exchange).toEqual(before)
    })
    fc.assert(property, share(0.05))
  })
})

describe("a body made to be a burden", () => {
  const deep = "[".repeat(100_000)
  const type = '"@odata.type":"microsoft.graph.OnOtpSendResponseData"'

  test.each([
    ["lists in lists", `${deep}${"]".repeat(100_000)}`],
    ["lists that never end", deep],
    ["objects that never end", '{"a":'.repeat(100_000)],
    ["a deep member beside the type", `{"data":{${type},"deep":${deep}${"]".repeat(100_000)}}}`],
    ["quotes", '"'.repeat(100_000)],
    ["escaped quotes", `"${'\\"'.repeat(100_000)}`],
    ["comments in comments", "/*".repeat(100_000)],
    ["tags", "<p>x</p>".repeat(10_000)],
    ["an escape that swallows a comma", '{"data":{"@odata.type":"X\\,"actions":[]}}'],
    ["a key that every object has", correct.tokenIssuanceStart.replace('"DateOfBirth"', '"__proto__"')],
    ["data under a key that every object has", '{"__proto__":{"data":{}},"constructor":1,"toString":2}'],
  ])("is judged: %s", (_, body) => {
    for (const eventType of eventTypeIds) {
      const exchange = {
        eventType,
        httpStatus: 200,
        headers: { "content-type": "application/json" },
        body,
        latencyMs: 1,
      }
      expectShape(judge(exchange), exchange)
      expectMended(exchange)
    }
  })
})

describe("a repair", { timeout: patience }, () => {
  test("of any exchange is accepted", () => {
    fc.assert(fc.property(anyExchange, expectMended), share(0.1))
  })

  test("of any body is accepted", () => {
    fc.assert(fc.property(answered(anyText), expectMended), share(0.1))
  })
})

describe("what does not count", { timeout: patience }, () => {
  test("case of header names", () => {
    const property = fc.property(answered(anyText), seed, (exchange, bits) => {
      const headers = Object.fromEntries(
        Object.entries(exchange.headers).map(([name, value]) => [recased(name, bits), value]),
      )
      sameVerdict({ ...exchange, headers }, exchange)
    })
    fc.assert(property, share(0.02))
  })

  test("case of the media type", () => {
    const mediaType = fc.constantFrom(
      "application/json",
      "text/plain",
      "application/problem+json; charset=utf-8",
    )
    const property = fc.property(answered(anyText), mediaType, seed, (exchange, type, bits) => {
      const sentAs = (value: string) => ({ ...exchange, headers: { "content-type": value } })
      sameVerdict(sentAs(recased(type, bits)), sentAs(type))
    })
    fc.assert(property, share(0.03))
  })

  test("order of members within objects", () => {
    const property = fc.property(bentExchange, seed, ([value, exchange], order) => {
      const sent = (json: Json) => ({ ...exchange, body: JSON.stringify(json) })
      sameVerdict(sent(shuffled(value, order % 9973)), sent(value))
    })
    fc.assert(property, share(0.05))
  })

  test("white space between the parts of JSON", () => {
    const blank = fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r"), maxLength: 5 })
    const property = fc.property(bentExchange, blank, blank, ([value, exchange], around, within) => {
      const spread = `${around}${JSON.stringify(value, null, 2).replaceAll("\n  ", `\n${within}`)}${around}`
      sameVerdict({ ...exchange, body: spread }, { ...exchange, body: JSON.stringify(value) })
    })
    fc.assert(property, share(0.05))
  })

  test("case of types", () => {
    const property = fc.property(bentExchange, seed, ([value, exchange], bits) => {
      const sent = (json: Json) => ({ ...exchange, body: JSON.stringify(json) })
      sameVerdict(sent(withTypesRecased(value, bits)), sent(value))
    })
    fc.assert(property, share(0.05))
  })

  test("more members at the root", () => {
    const name = text.filter((key) => key !== "data")
    const property = fc.property(bentExchange, name, anyJson, ([value, exchange], key, more) => {
      const body = JSON.stringify(value)
      if (!body.startsWith("{") || body === "{}") return
      const extended = `{${JSON.stringify(key)}:${JSON.stringify(more)},${body.slice(1)}`
      sameVerdict({ ...exchange, body: extended }, { ...exchange, body })
    })
    fc.assert(property, share(0.05))
  })
})
