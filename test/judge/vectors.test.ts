import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { eventTypeIds } from "@/lib/model/exchange"
import type { Verdict } from "@/lib/model/verdict"
import {
  accepted,
  actions,
  claims,
  examples,
  ownVectors,
  parameters,
  status,
  type Vector,
  vectors,
} from "./vectors"

const names = ({ warnings }: Verdict) => new Set(warnings.map(({ name }) => name))

/** What the vector leaves open: where the reference itself only guesses, its alternates will do. */
function admitted({ expected, confidence, alternates = [] }: Vector): readonly string[] {
  return confidence === "low" ? [expected, ...alternates] : [expected]
}

describe("the reference's examples", () => {
  test("are all there", () => expect(examples).toHaveLength(38))

  test.each(examples)("$name", (vector) => {
    const verdict = judge(vector)
    expect(admitted(vector)).toContain(verdict.verdict)
    expect(names(verdict)).toEqual(new Set(vector.warnings))
  })
})

describe("our own vectors", () => {
  test.each(ownVectors)("$name", (vector) => {
    const verdict = judge(vector)
    expect(verdict.verdict).toBe(vector.expected)
    expect(verdict.alternates).toEqual(expect.arrayContaining([...(vector.alternates ?? [])]))
    if (vector.warnings) expect(names(verdict)).toEqual(new Set(vector.warnings))
    if (vector.confidence) expect(verdict.confidence).toBe(vector.confidence)
    if (vector.expected === "ok") expect(verdict.fault).toBeNull()
    // Rule H1a is H1 with another alternate.
    else if (vector.rule) expect(verdict.fault?.rule.replace("H1a", "H1")).toBe(vector.rule)
  })
})

describe("a host's own answer", () => {
  const named = (name: string) => {
    const vector = vectors.find((one) => one.name === name)
    return vector && judge(vector).fault?.host?.host
  }

  test.each([
    ["easy-auth-401", /App Service/],
    ["easy-auth-403", /App Service/],
    ["functions-host-down", /Functions/],
    ["library-token-invalid", /AuthenticationEvents/],
    ["library-request-invalid", /AuthenticationEvents/],
    ["library-null-claims", /AuthenticationEvents/],
    ["library-several-errors", /AuthenticationEvents/],
    ["tis-sdk-invalid-action-500", /AuthenticationEvents/],
    ["workflow-trigger-schema", /Logic App/],
    ["workflow-no-response", /Logic App/],
    ["workflow-scheme-refused", /Logic App/],
    ["workflow-doubled-at", /Logic App/],
    ["gateway-no-subscription-key", /API Management/],
    ["gateway-rate-limit", /API Management/],
    ["front-door-unavailable", /Front Door/],
    ["app-gateway-502", /Application Gateway/],
    ["nginx-404", /server|nginx/i],
    ["iis-500", /server|IIS/i],
    ["aspnet-problem-with-200", /ASP\.NET/],
  ] as const)("is recognised in %s", (name, host) => expect(named(name)).toMatch(host))

  test("is not seen in what the API's own code got wrong", () => {
    const own = [...actions, ...claims, ...parameters].filter(({ name }) => !name.includes("double-at"))
    expect(own.filter((vector) => judge(vector).fault?.host)).toEqual([])
  })
})

describe("advice on a status", () => {
  const advised = [301, 307, 308, 400, 401, 403, 404, 405, 429, 500, 502, 503, 504]

  test.each(advised)("exists for %i", (httpStatus) => {
    const found = status.filter((vector) => vector.httpStatus === httpStatus)
    expect(found).not.toEqual([])
    for (const vector of found) expect(judge(vector).fault?.advice?.text).toBeTruthy()
  })

  test("does not exist for a status of 200", () => {
    const fine = vectors.filter(({ httpStatus }) => httpStatus === 200)
    expect(fine.filter((vector) => judge(vector).fault?.advice)).toEqual([])
  })
})

describe("the whole set", () => {
  test("has names that are unique and a source each", () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length)
    expect(vectors.filter(({ source }) => source.length < 5)).toEqual([])
  })

  test("has no two own vectors that are the same exchange", () => {
    const seen = ownVectors.map(
      ({ name, source, expected, rule, confidence, alternates, warnings, ...exchange }) =>
        JSON.stringify(exchange),
    )
    expect(seen.filter((text, at) => seen.indexOf(text) !== at)).toEqual([])
  })

  test("has at least 300 own vectors", () => expect(ownVectors.length).toBeGreaterThanOrEqual(300))

  test("has at least 60 accepted answers, some of every event", () => {
    expect(accepted.length).toBeGreaterThanOrEqual(60)
    expect(accepted.filter(({ expected }) => expected !== "ok")).toEqual([])
    expect(new Set(accepted.map(({ eventType }) => eventType))).toEqual(new Set(eventTypeIds))
  })

  test.each([
    "1003002",
    "1003003",
    "1003005",
    "1003006",
    "1003007",
    "1003009",
    "1003010",
    "1003012",
    "1003025",
    "1003026",
    "1003027",
  ])("reaches %s in at least three ways", (code) => {
    expect(ownVectors.filter(({ expected }) => expected === code).length).toBeGreaterThanOrEqual(3)
  })

  test.each(["1003001", "1003008", "1003024"] as const)(
    "reaches %s as an alternate in at least three ways",
    (code) => {
      expect(ownVectors.filter(({ alternates }) => alternates?.includes(code)).length).toBeGreaterThanOrEqual(
        3,
      )
    },
  )

  test.each([
    "LATENCY_HEADROOM",
    "RETRIED",
    "CASING",
    "BOM",
    "CLAIMS_NEAR_LIMIT",
    "CLAIM_TYPE",
    "CLAIM_NULL_VALUE",
    "CLAIM_CASE",
    "CLAIM_NOT_MAPPED",
    "CLAIM_RESERVED",
    "MULTIVALUE_AS_ARRAY",
    "ATTR_TYPE_MISMATCH",
    "ATTR_NOT_IN_REQUEST",
    "NO_ATTRIBUTE_ERRORS",
    "MESSAGE_MISSING",
    "FAILED_CLAIMS_MISSING",
    "BLOCK_WITHOUT_MESSAGE",
    "LARGE_BODY",
  ])("warns %s at least twice", (name) => {
    expect(ownVectors.filter(({ warnings }) => warnings?.includes(name)).length).toBeGreaterThanOrEqual(2)
  })
})
