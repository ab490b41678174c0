import fc from "fast-check"
import { type EventTypeId, type Exchange, eventTypeIds, transports } from "@/lib/model/exchange"
import { vectors } from "./vectors"
import { answer } from "./vectors/correct"

/** Any JSON value. */
export type Json = fc.JsonValue

/** Whether a value has members. */
export function isTree(value: Json | undefined): value is Json[] | { [name: string]: Json } {
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

/** Text of letters, of any code points, and of bytes read as UTF-8. */
export const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
)
/** Any JSON value, not too deep. */
export const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: "grapheme" })

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

/** Any body of an event: nearly right most of the time, torn, or anything. */
export const anyText = (eventType: EventTypeId) =>
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
export const anyExchange: fc.Arbitrary<Exchange> = eventType.chain((id) =>
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
export function answered(bodyOf: (id: EventTypeId) => fc.Arbitrary<string>): fc.Arbitrary<Exchange> {
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

/** A nearly right JSON value, and an exchange of its event to send it in. */
export const bentExchange = eventType.chain((id) =>
  fc.tuple(
    bent(id),
    answered(() => fc.constant("")).map((exchange): Exchange => ({ ...exchange, eventType: id })),
  ),
)
