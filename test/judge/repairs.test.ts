import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type EventTypeId, type Exchange, eventTypeIds } from "@/lib/model/exchange"
import type { Fault, Place } from "@/lib/model/verdict"
import { repaired } from "./repaired"
import { vectors } from "./vectors"
import { correct, vector } from "./vectors/correct"

/** The fault of an exchange that must have one. */
function faultOf(exchange: Exchange): Fault {
  const { fault } = judge(exchange)
  if (!fault) throw new Error(`${exchange.name} has no fault`)
  return fault
}

/** A quick answer with status 200 and this body. */
function answered(eventType: EventTypeId, body: string): Exchange {
  return vector("answered", eventType, body, "1003003", "this test")
}

const faulted = vectors.flatMap((exchange) => {
  const { fault } = judge(exchange)
  return fault ? [{ name: exchange.name, exchange, fault }] : []
})
const mended = faulted.flatMap(({ name, exchange, fault }) =>
  fault.repair ? [{ name, exchange, fault, repair: fault.repair }] : [],
)

describe("a repair", () => {
  test.each(mended)("of $name is accepted", ({ exchange, repair }) => {
    expect(judge(repaired(exchange, repair))).toMatchObject({ verdict: "ok", fault: null })
  })

  test.each(mended)("of $name says what was changed", ({ repair }) => {
    expect(repair.changes).not.toEqual([])
    for (const change of repair.changes) expect(change).toMatch(/^\S.*\.$/s)
  })

  test.each(mended)(
    "of $name touches status and content type only where they are wrong",
    ({ exchange, repair }) => {
      expect(repair.httpStatus).toBe(exchange.httpStatus === 200 ? undefined : 200)
      const type = Object.entries(exchange.headers).find(
        ([name]) => name.toLowerCase() === "content-type",
      )?.[1]
      const isJson = /^\s*application\/json\s*(;|$)/i.test(type ?? "")
      expect(repair.contentType).toBe(isJson ? undefined : "application/json")
    },
  )

  test.each("H1 H2 B1 B2 B3 B4 B5 A1 A2 A3 A4 A5 A6 A7 C1 C2 C3 C4 C5 P1 P2 P5".split(" "))(
    "exists for some fault of rule %s",
    (rule) => {
      expect(mended.filter(({ fault }) => fault.rule.replace("H1a", "H1") === rule)).not.toEqual([])
    },
  )

  test("does not exist where nothing was answered in time", () => {
    const unanswered = faulted.filter(({ fault }) => fault.rule.startsWith("T"))
    expect(unanswered.length).toBeGreaterThan(20)
    expect(unanswered.filter(({ fault }) => fault.repair !== null)).toEqual([])
  })

  test("leaves a perfect body alone when only the status is wrong", () => {
    const created = { ...answered("emailOtpSend", correct.emailOtpSend), httpStatus: 201 }
    expect(faultOf(created).repair).toMatchObject({ httpStatus: 200, body: correct.emailOtpSend })
  })

  test("leaves a perfect body alone when only the content type is wrong", () => {
    const labelled = {
      ...answered("emailOtpSend", correct.emailOtpSend),
      headers: { "content-type": "text/plain" },
    }
    expect(faultOf(labelled).repair).toMatchObject({
      contentType: "application/json",
      body: correct.emailOtpSend,
    })
  })

  test("adds the nonce of the request where none was given", () => {
    const sent = "11111111-2222-4333-8444-555555555555"
    const { nonce: _, ...data } = JSON.parse(correct.passwordSubmit).data
    const without = answered("passwordSubmit", JSON.stringify({ data }))
    const { repair } = faultOf({ ...without, requestContext: { nonce: sent } })
    expect(JSON.parse(repair?.body ?? "")).toMatchObject({ data: { nonce: sent } })
  })

  test("does not exchange the nonce of another request", () => {
    const sent = "11111111-2222-4333-8444-555555555555"
    const other = { ...answered("passwordSubmit", correct.passwordSubmit), requestContext: { nonce: sent } }
    expect(faultOf(other)).toMatchObject({ rule: "P5", repair: null })
  })
})

describe("a # before a type", () => {
  /** Formatting that no serializer would write, with the mark where it is asked for. */
  function untidy(eventType: EventTypeId, onData: string, onAction: string): string {
    const { data } = JSON.parse(correct[eventType])
    const { "@odata.type": type, actions, ...more } = data
    const { "@odata.type": name, ...parameters } = actions[0]
    return [
      `{ "data" :{`,
      `\t"actions": [ {  "@odata.type":   "${onAction}${name}" , "more": ${JSON.stringify(parameters)}`,
      ...Object.entries(parameters).map(
        ([member, value]) => `   , ${JSON.stringify(member)} :${JSON.stringify(value)}`,
      ),
      `} ],   "kept" : 1.50e1,`,
      ...Object.entries(more).map(([member, value]) => `${JSON.stringify(member)}:${JSON.stringify(value)},`),
      `"@odata.type" : "${onData}${type}" } , "extra":"\\u0023" }`,
      "",
    ].join("\r\n")
  }

  test.each(eventTypeIds)("of an action of %s is all that is removed", (eventType) => {
    const { rule, repair } = faultOf(answered(eventType, untidy(eventType, "", "#")))
    expect(rule).toBe("A5")
    expect(repair?.body).toBe(untidy(eventType, "", ""))
  })

  test.each(eventTypeIds)("of the data of %s is all that is removed", (eventType) => {
    const { rule, repair } = faultOf(answered(eventType, untidy(eventType, "#", "")))
    expect(rule).toBe("B5")
    expect(repair?.body).toBe(untidy(eventType, "", ""))
  })

  test("is removed in both places at once", () => {
    const { repair } = faultOf(answered("emailOtpSend", untidy("emailOtpSend", "#", "#")))
    expect(repair?.body).toBe(untidy("emailOtpSend", "", ""))
  })
})

describe("the place of a fault", () => {
  const token = (claims: string) =>
    `{
  "data": {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
    "actions": [
      {
        "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken",
        "claims": ${claims}
      }
    ]
  }
}`

  const places: readonly (readonly [string, EventTypeId, string, Place])[] = [
    [
      "null claims",
      "tokenIssuanceStart",
      token("null"),
      { pointer: "/data/actions/0/claims", line: 7, column: 19 },
    ],
    [
      "a list of claims",
      "tokenIssuanceStart",
      token('[\n          { "id": "a" }\n        ]'),
      { pointer: "/data/actions/0/claims", line: 7, column: 19 },
    ],
    [
      "a number among claims",
      "tokenIssuanceStart",
      token('{\n          "role": "Writer",\n          "age" :  42\n        }'),
      { pointer: "/data/actions/0/claims/age", line: 9, column: 20 },
    ],
    [
      "a value under a name that a pointer escapes",
      "tokenIssuanceStart",
      token('{\n          "a/b~c": true\n        }'),
      { pointer: "/data/actions/0/claims/a~1b~0c", line: 8, column: 20 },
    ],
    [
      "a value after letters of several bytes",
      "tokenIssuanceStart",
      token('{ "größe": "€", "age": 42 }'),
      { pointer: "/data/actions/0/claims/age", line: 7, column: 42 },
    ],
    [
      "a value after Windows line ends",
      "tokenIssuanceStart",
      token("null").replaceAll("\n", "\r\n"),
      { pointer: "/data/actions/0/claims", line: 7, column: 19 },
    ],
    [
      "a # on an action",
      "emailOtpSend",
      `{"data":\n{"@odata.type":"microsoft.graph.OnOtpSendResponseData",\n\t"actions":[\n{\n"@odata.type":  "#microsoft.graph.OtpSend.continueWithDefaultBehavior"}]}}`,
      { pointer: "/data/actions/0/@odata.type", line: 5, column: 17 },
    ],
    [
      "an unknown action on one line",
      "emailOtpSend",
      `{"data":{"@odata.type":"microsoft.graph.OnOtpSendResponseData","actions":[{"@odata.type":"microsoft.graph.OtpSend.block"}]}}`,
      { pointer: "/data/actions/0/@odata.type", line: 1, column: 90 },
    ],
    [
      "the data of another event",
      "attributeCollectionSubmit",
      `{\n  "data": {\n    "actions": [],\n    "@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData"\n  }\n}`,
      { pointer: "/data/@odata.type", line: 4, column: 20 },
    ],
    [
      "two actions",
      "verifiedIdClaimValidation",
      `{\n  "data": {\n    "@odata.type": "microsoft.graph.onVerifiedIdClaimValidationResponseData",\n    "actions":\n      [{}, {}]\n  }\n}`,
      { pointer: "/data/actions", line: 5, column: 7 },
    ],
    [
      "an action that is null",
      "attributeCollectionStart",
      `{\n"data": {\n"@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData",\n"actions": [\nnull\n]}}`,
      { pointer: "/data/actions/0", line: 5, column: 1 },
    ],
    [
      "inputs that are text",
      "attributeCollectionStart",
      `{"data": {\n"@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData",\n"actions": [{"@odata.type": "microsoft.graph.attributeCollectionStart.setPrefillValues",\n  "inputs": "city=Oslo"}]}}`,
      { pointer: "/data/actions/0/inputs", line: 4, column: 13 },
    ],
    [
      "a wrong nonce",
      "passwordSubmit",
      `{"data": {\n"@odata.type": "microsoft.graph.onPasswordSubmitResponseData",\n"nonce":"x",\n"actions": [{"@odata.type": "microsoft.graph.passwordSubmit.Retry"}]}}`,
      { pointer: "/data/nonce", line: 3, column: 9 },
    ],
    ["data that is null", "passwordSubmit", '{\n\t"data":null}', { pointer: "/data", line: 2, column: 9 }],
    ["a root that is a list", "passwordSubmit", "\n  []", { pointer: "", line: 2, column: 3 }],
  ]

  test.each(places)("is exact for %s", (_, eventType, body, place) => {
    expect(faultOf(answered(eventType, body)).place).toEqual(place)
  })

  test("is on the line where the JSON breaks", () => {
    const broken = token('{\n          "a": "b"\n          "c": "d"\n        }')
    expect(faultOf(answered("tokenIssuanceStart", broken)).place?.line).toBe(9)
  })

  test("does not exist where nothing came", () => {
    const silent = {
      ...answered("tokenIssuanceStart", ""),
      httpStatus: null,
      body: null,
      transport: "dns",
    } as const
    expect(faultOf(silent).place).toBeNull()
  })
})
