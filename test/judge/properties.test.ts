import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type EventTypeId, type Exchange, eventTypeIds, transports } from "@/lib/model/exchange"
import type { Repair, Verdict } from "@/lib/model/verdict"
import { vectors } from "./vectors"
import { answer, correct } from "./vectors/correct"

const total = process.env.SOAK ? 100_000 : 5_000

/** How much of all the cases one property gets. */
function share(part: number) {
  return { numRuns: Math.ceil(total * part) }
}

// The codes that rules name; three of them only ever stand beside another one.
const rulings =
  "1003002 1003003 1003005 1003006 1003007 1003009 1003010 1003012 1003025 1003026 1003027".split(" ")
const besides = ["ok", ...rulings, "1003001", "1003008", "1003024"]

type Json = fc.JsonValue

function isTree(value: Json | undefined): value is Json[] | { [name: string]: Json } {
  return typeof value === "object" && value !== null
}

/** Every path below a value, the root first. */
function pathsOf(value: Json): string[][] {
  if (!isTree(value)) return [[]]
  return [
    [],
    ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path])),
  ]
}

type Change = (value: Json, key: string) => readonly (readonly [string, Json])[]

/** The value with the member at the path replaced by whatever members the change makes of it. */
function changed(value: Json, [key, ...rest]: readonly string[], change: Change): Json {
  if (key === undefined) return change(value, "")[0]?.[1] ?? null
  if (!isTree(value)) return value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (name !== key) return [[name, inner] as const]
    return rest.length === 0 ? change(inner, name) : [[name, changed(inner, rest, change)] as const]
  })
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
)
const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" })

const correctOnes = vectors.filter(
  ({ expected, body }) => expected === "ok" && body !== null && body.length < 5000,
)
const correctOf = (eventType: EventTypeId) => correctOnes.filter((vector) => vector.eventType === eventType)

const telling: readonly Json[] = [
  null,
  true,
  0,
  42.5,
  "",
  " ",
  "#",
  [],
  {},
  [null],
  [[]],
  [{}],
  "x".repeat(3073),
  "ü".repeat(1600),
  { "": "x" },
  { " ": true },
  "3c9d1f60-58a7-4f0e-9b52-7d1a0e6b4c21",
  "microsoft.graph.passwordSubmit.Block",
  "microsoft.graph.onTokenIssuanceStartResponseData",
]
const otherValue = fc.oneof(anyJson, fc.constantFrom(...telling))

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>(() => []),
  otherValue.map(
    (other): Change =>
      (_, key) => [[key, other]],
  ),
  fc.constant<Change>((value, key) => [[key, typeof value === "string" ? `#${value}` : [value]]]),
  fc.constant<Change>((value, key) => [[key, typeof value === "string" ? value.toUpperCase() : { value }]]),
  fc.constant<Change>((value, key) => [[key.toUpperCase(), value]]),
  fc.constant<Change>((value, key) => [[key, JSON.stringify(value)]]),
  fc.tuple(text, otherValue).map(
    ([name, other]): Change =>
      (value, key) => [
        [key, value],
        [name, other],
      ],
  ),
  fc.constant<Change>((value, key) => [
    [key, value],
    [`${key} `, value],
  ]),
)

const parameters: Readonly<Record<EventTypeId, readonly (readonly [action: string, parameter: string])[]>> = {
  tokenIssuanceStart: [["provideClaimsForToken", "claims"]],
  attributeCollectionStart: [["setPrefillValues", "inputs"]],
  attributeCollectionSubmit: [
    ["modifyAttributeValues", "attributes"],
    ["showValidationError", "attributeErrors"],
  ],
  emailOtpSend: [["continueWithDefaultBehavior", "more"]],
  passwordSubmit: [["Block", "message"]],
  verifiedIdClaimValidation: [["failed", "failedClaims"]],
}

/** An answer whose envelope is right and whose parameter is anything, most often an object of anything. */
function filled(eventType: EventTypeId): fc.Arbitrary<Json> {
  const key = fc.oneof(text, fc.constantFrom("", " ", "\t", "city", "year", "role", "sub", "DateOfBirth"))
  const value = fc.oneof(
    fc.dictionary(key, fc.oneof(text, fc.array(text), otherValue), { maxKeys: 4 }),
    fc.dictionary(key, fc.string({ minLength: 0, maxLength: 1600 }), { maxKeys: 4 }),
    otherValue,
  )
  return fc
    .tuple(fc.constantFrom(...parameters[eventType]), value)
    .map(([[action, parameter], put]) => JSON.parse(answer(eventType, action, { [parameter]: put })))
}

/** A correct answer of the event with up to three of its members bent. */
function broken(eventType: EventTypeId): fc.Arbitrary<Json> {
  const bends = fc.array(fc.tuple(fc.nat(), change), { maxLength: 3 })
  return fc.tuple(fc.constantFrom(...correctOf(eventType)), bends).map(([{ body }, steps]) =>
    steps.reduce<Json>(
      (value, [at, step]) => {
        const paths = pathsOf(value)
        return changed(value, paths[at % paths.length] ?? [], step)
      },
      JSON.parse((body ?? "").replace(/^\uFEFF/, "")),
    ),
  )
}

/** A JSON answer that is nearly right. */
function bent(eventType: EventTypeId): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 2, arbitrary: broken(eventType) }, { weight: 1, arbitrary: filled(eventType) })
}

/** The text of an answer with a few of its characters lost or replaced. */
function torn(eventType: EventTypeId): fc.Arbitrary<string> {
  const tear = fc.tuple(
    fc.nat(),
    fc.nat({ max: 4 }),
    fc.oneof(text, fc.constantFrom(",", "}", "]", '"', "//", "\\")),
  )
  return fc.tuple(bent(eventType), fc.array(tear, { minLength: 1, maxLength: 2 })).map(([value, tears]) =>
    tears.reduce((whole, [at, length, put]) => {
      const from = at % (whole.length + 1)
      return whole.slice(0, from) + put + whole.slice(from + length)
    }, JSON.stringify(value)),
  )
}

const anyText = (eventType: EventTypeId) =>
  fc.oneof(
    { weight: 4, arbitrary: bent(eventType).map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: torn(eventType) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
  )

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(Number.NaN, -1, Infinity, -Infinity, 2000, 2001),
)
const jsonType = fc.constantFrom("application/json", "application/json; charset=utf-8")
const anyHeaders = fc.oneof(
  { weight: 4, arbitrary: jsonType.map((type) => ({ "Content-Type": type })) },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.oneof(text, fc.constantFrom("content-type", "Content-Type", "CONTENT-TYPE")),
      fc.oneof(text, jsonType),
    ),
  },
)
const anyStatus = fc.oneof(
  { weight: 8, arbitrary: fc.constant(200) },
  { weight: 2, arbitrary: fc.integer({ min: 100, max: 599 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: anyNumber },
)

/** Mostly nothing, so that the rest of the exchange decides. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

const anyContext = fc.option(
  fc.record(
    {
      nonce: fc.oneof(text, fc.constant("3c9d1f60-58a7-4f0e-9b52-7d1a0e6b4c21")),
      attributeTypes: fc.dictionary(
        fc.oneof(text, fc.constantFrom("city", "year", "news")),
        fc.oneof(text, fc.constantFrom("string", "int64", "microsoft.graph.booleanDirectoryAttributeValue")),
      ),
      mappedClaimIds: fc.array(fc.oneof(text, fc.constantFrom("DateOfBirth", "customRoles"))),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
)
const anyConfiguration = seldom(
  fc.record(
    { timeoutInMilliseconds: fc.option(anyNumber), maximumRetries: fc.option(anyNumber) },
    { requiredKeys: [] },
  ),
)
const eventType = fc.constantFrom(...eventTypeIds)

/** Anything that fits the type of an exchange, sensible or not. */
const anyExchange: fc.Arbitrary<Exchange> = eventType.chain((id) =>
  fc.record({
    eventType: fc.constant(id),
    httpStatus: anyStatus,
    headers: anyHeaders,
    body: fc.option(anyText(id)),
    latencyMs: fc.oneof({ weight: 4, arbitrary: fc.constant(180) }, { weight: 1, arbitrary: anyNumber }),
    attemptsMs: seldom(fc.array(fc.oneof(fc.constant(180), anyNumber), { maxLength: 4 })),
    transport: seldom(fc.constantFrom(...transports)),
    clientConfiguration: anyConfiguration,
    requestContext: anyContext,
  }),
)

/** An answer that came in time with status 200 and as JSON, so that its body decides. */
function answered(bodyOf: (id: EventTypeId) => fc.Arbitrary<string>): fc.Arbitrary<Exchange> {
  return eventType.chain((id) =>
    fc.record({
      eventType: fc.constant(id),
      httpStatus: fc.constant(200),
      headers: jsonType.map((type) => ({ "Content-Type": type })),
      body: bodyOf(id),
      latencyMs: fc.constant(180),
      requestContext: anyContext,
    }),
  )
}

const bentExchange = eventType.chain((id) =>
  fc.tuple(
    bent(id),
    answered(() => fc.constant("")).map((exchange): Exchange => ({ ...exchange, eventType: id })),
  ),
)

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

function repaired(exchange: Exchange, { httpStatus, contentType, body }: Repair): Exchange {
  const kept = Object.entries(exchange.headers).filter(([name]) => name.toLowerCase() !== "content-type")
  const headers = contentType
    ? Object.fromEntries([...kept, ["content-type", contentType]])
    : exchange.headers
  return { ...exchange, httpStatus: httpStatus ?? exchange.httpStatus, headers, body }
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
