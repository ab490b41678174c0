import { describe, expect, test } from "vitest"
import { decide } from "../../../../sandbox/engine/answer/decide"
import type { Attempt } from "../../../../sandbox/engine/callout/callout"

const responseType = "microsoft.graph.onTokenIssuanceStartResponseData"
const actionType = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"
const good = { "@odata.type": actionType, claims: { LoyaltyTier: "Gold", CustomRoles: ["Writer", "Editor"] } }

const answer = (body: unknown, change: { status?: number; contentType?: string | null } = {}): Attempt => ({
  kind: "answer",
  status: 200,
  contentType: "application/json",
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...change,
})
const withActions = (actions: unknown) => answer({ data: { "@odata.type": responseType, actions } })
const withClaims = (claims: unknown) => withActions([{ "@odata.type": actionType, claims }])
const decideToken = (...attempts: Attempt[]) => decide(attempts, { eventType: "tokenIssuanceStart" })
const codeOf = (...attempts: Attempt[]) => decideToken(...attempts).code

test("the documented answer succeeds and yields its claims", () => {
  expect(decideToken(withActions([good]))).toEqual({
    code: 0,
    httpStatus: 200,
    attempts: 1,
    claims: good.claims,
    action: { name: "provideClaimsForToken", parameters: { claims: good.claims } },
  })
})

test("a callout without attempts is nothing to decide", () => {
  expect(() => decideToken()).toThrow(RangeError)
})

test("a time-out that the retry makes good counts as a success of two attempts", () => {
  expect(decideToken({ kind: "timeout" }, withActions([good]))).toMatchObject({ code: 0, attempts: 2 })
})

test("time-outs to the end give 1003005 without a status", () => {
  const result = decideToken({ kind: "timeout" }, { kind: "timeout" })
  expect(result).toEqual({ code: 1003005, httpStatus: null, attempts: 2, claims: null })
})

test("a host that cannot be reached gives 1003027 without a status", () => {
  const result = decideToken({ kind: "unreachable", reason: "ECONNREFUSED" })
  expect(result).toEqual({ code: 1003027, httpStatus: null, attempts: 1, claims: null })
})

test("a body beyond the maximum gives 1003024 with the status", () => {
  expect(decideToken({ kind: "oversized", status: 200 })).toMatchObject({ code: 1003024, httpStatus: 200 })
})

describe("status and content type", () => {
  test.each([201, 202, 204, 302, 400, 401, 403, 404, 429, 500, 503])(
    "%i gives 1003002 whatever the body",
    (status) => {
      const last: Attempt = {
        kind: "answer",
        status,
        contentType: "application/json",
        body: JSON.stringify(good),
      }
      expect(decideToken(last)).toMatchObject({ code: 1003002, httpStatus: status })
    },
  )

  test.each(["text/plain", "text/html; charset=utf-8", "text/json", "application/problem+json", null])(
    "%s gives 1003006",
    (contentType) => {
      expect(codeOf(answer(good, { contentType }))).toBe(1003006)
    },
  )

  test.each(["application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])(
    "%s is accepted",
    (contentType) => {
      const body = JSON.stringify({ data: { "@odata.type": responseType, actions: [good] } })
      expect(codeOf(answer(body, { contentType }))).toBe(0)
    },
  )
})

describe("body", () => {
  test.each([
    [1003009, "an empty body", ""],
    [1003009, "only blanks", " \r\n\t "],
    [1003009, "the JSON null", "null"],
    [1003003, "no JSON", "<html>"],
    [1003003, "a trailing comma", '{"data":{},}'],
    [1003003, "an array", "[]"],
    [1003003, "JSON encoded twice", JSON.stringify(JSON.stringify({ data: {} }))],
    [1003003, "no data", "{}"],
    [1003003, "null data", '{"data":null}'],
    [1003003, "data that is a list", '{"data":[]}'],
    [1003003, "data without a type", JSON.stringify({ data: { actions: [good] } })],
    [
      1003003,
      "the response type with a #",
      JSON.stringify({ data: { "@odata.type": `#${responseType}`, actions: [good] } }),
    ],
    [
      1003003,
      "the response type of another event",
      '{"data":{"@odata.type":"microsoft.graph.onOtpSendResponseData","actions":[]}}',
    ],
    [
      1003003,
      "the contract of 2021",
      '{"type":"onTokenIssuanceStartCustomExtension","apiSchemaVersion":"10-01-2021-preview","actions":[]}',
    ],
    [
      0,
      "the response type in other case",
      JSON.stringify({ data: { "@odata.type": responseType.toLowerCase(), actions: [good] } }),
    ],
    [
      0,
      "members that nobody asked for",
      JSON.stringify({ x: 1, data: { "@odata.type": responseType, actions: [good] } }),
    ],
  ])("%i for %s", (code, _what, body) => {
    expect(codeOf(answer(body))).toBe(code)
  })
})

describe("actions", () => {
  test.each([
    [1003010, "no actions", undefined],
    [1003010, "null actions", null],
    [1003003, "actions that are no list", {}],
    [1003010, "an empty list", []],
    [1003010, "two actions", [good, good]],
    [1003003, "a null action", [null]],
    [1003003, "an action without a type", [{ claims: {} }]],
    [1003003, "an action type with a #", [{ ...good, "@odata.type": `#${actionType}` }]],
    [
      1003012,
      "another event's action",
      [{ "@odata.type": "microsoft.graph.attributeCollectionStart.showBlockPage" }],
    ],
    [
      1003012,
      "an unknown action",
      [{ ...good, "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaims" }],
    ],
    [0, "the action in other case", [{ ...good, "@odata.type": actionType.toLowerCase() }]],
  ])("%i for %s", (code, _what, actions) => {
    expect(codeOf(withActions(actions))).toBe(code)
  })
})

describe("claims", () => {
  test.each([
    [1003007, "null claims", null],
    [1003007, "missing claims", undefined],
    [0, "an empty bag", {}],
    [1003003, "a list", [{ id: "a", value: "b" }]],
    [1003003, "a text", "a"],
    [1003026, "an empty key", { "": "a" }],
    [1003026, "a key of blanks", { "  ": "a" }],
    [1003003, "a Boolean", { a: true }],
    [1003003, "a number", { a: 7 }],
    [1003003, "an object", { a: { b: "c" } }],
    [1003003, "a list with a number", { a: ["b", 7] }],
    [0, "a null value", { a: null }],
    [0, "a list with null", { a: ["b", null] }],
    [0, "empty values", { a: "", b: [] }],
    [0, "3072 bytes", { key: "x".repeat(3069) }],
    [1003025, "3073 bytes", { key: "x".repeat(3070) }],
    [1003025, "3073 bytes over a list", { key: ["x".repeat(3000), "y".repeat(70)] }],
    [1003025, "fewer characters than 3072 but more bytes", { key: "é".repeat(1600) }],
  ])("%i for %s", (code, _what, claims) => {
    expect(codeOf(withClaims(claims))).toBe(code)
  })
})
