import { describe, expect, test } from "vitest"
import { explain } from "@/lib/codes/explain"
import { findCodes } from "@/lib/codes/find"
import { lookUp } from "@/lib/codes/look-up"
import { nativeErrors } from "@/lib/codes/native"

const correlationId = "aaaa0000-bb11-2222-33cc-444444dddddd"
const answer = (members: object) =>
  JSON.stringify({
    error: "invalid_grant",
    error_description: `AADSTS50181: wrong. Correlation ID: ${correlationId}`,
    error_codes: [50181],
    correlation_id: correlationId,
    ...members,
  })
const words = (text: string) => explain(text).native.map(({ code }) => code)

describe.each(nativeErrors)("native $code", (record) => {
  test("is complete and leads to Microsoft's page", () => {
    expect(record.title).toMatch(/^[A-Z].*[a-z]$/)
    expect(record.title.split(" ").length).toBeGreaterThanOrEqual(3)
    expect(record.title.split(" ").length).toBeLessThanOrEqual(6)
    for (const text of [record.meaning, ...record.next]) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(record.next.length).toBeGreaterThan(0)
    expect(new URL(record.docs).origin).toBe("https://learn.microsoft.com")
  })

  test("names the paths and flows that answer with it", () => {
    expect(record.endpoints.length).toBeGreaterThan(0)
    expect(record.flows.length).toBeGreaterThan(0)
    for (const path of record.endpoints)
      expect(path).toMatch(/^\/(?:oauth2\/v2\.0|(?:signup|resetpassword|register)\/v1\.0)\/[a-z_]+$/)
  })

  test("is found by its word, alone and in any case", () => {
    expect(lookUp(record.code)).toEqual({ kind: "native", record })
    expect(lookUp(record.code.toUpperCase())?.record).toBe(record)
    expect(words(record.code)).toEqual([record.code])
  })

  test("says which error a suberror stands beside", () => {
    expect(record.comesWith === null).toBe(record.kind !== "suberror")
    if (record.comesWith) expect(nativeErrors.map(({ code }) => code)).toContain(record.comesWith)
  })
})

test("the reference's whole table is there, once each", () => {
  const table =
    "invalid_request unsupported_challenge_type invalid_client nativeauthapi_disabled unauthorized_client user_not_found user_already_exists expired_token invalid_grant invalid_oob_value password_too_weak password_too_short password_too_long password_recently_used password_banned password_is_invalid attribute_validation_failed mfa_required registration_required provider_blocked_by_rep credential_required attributes_required verification_required invalid_scope unsupported_grant_type access_denied server_error redirect"
  expect(nativeErrors.map(({ code }) => code)).toEqual(table.split(" "))
})

test("what Microsoft's documentation does not have is our conclusion", () => {
  const guessed = nativeErrors.filter(({ basis }) => basis === "inferred").map(({ code }) => code)
  expect(guessed).toEqual(["provider_blocked_by_rep", "access_denied"])
})

describe("a pasted answer", () => {
  test("gives the suberror before its error, and the ids", () => {
    const explained = explain(answer({ suberror: "invalid_oob_value" }))
    expect(explained.native.map(({ code }) => code)).toEqual(["invalid_oob_value", "invalid_grant"])
    expect(explained.ids.correlationId).toBe(correlationId)
  })

  test("gives the error alone when there is no suberror", () => {
    expect(words(answer({}))).toEqual(["invalid_grant"])
  })

  test("gives the same with escaped quotes", () => {
    expect(words(JSON.stringify(answer({ suberror: "mfa_required" })))).toEqual([
      "mfa_required",
      "invalid_grant",
    ])
  })

  test("of status 200 that asks for a browser is explained", () => {
    expect(words('{"challenge_type":"redirect","redirect_reason":"x"}')).toEqual(["redirect"])
  })

  test("leaves common words out beside an extension's code", () => {
    expect(words('{"error":"invalid_request","error_description":"AADSTS1100001 1003002"}')).toEqual([])
    expect(words('{"error":"invalid_client","error_description":"AADSTS7000215: x"}')).toEqual([])
  })

  test("is found by the search as well", () => {
    const found = findCodes(answer({ suberror: "invalid_oob_value" }), null)
    expect(found.native.map(({ code }) => code)).toEqual(["invalid_oob_value", "invalid_grant"])
    expect(found.codes).toEqual([])
  })
})

describe("common words", () => {
  test.each(["the request failed with invalid_request", "redirect to the app", "error=server_error&x=1"])(
    "%j names no native error",
    (text) => expect(words(text)).toEqual([]),
  )

  test("words of the API alone count anywhere", () => {
    expect(words("we got nativeauthapi_disabled from the app")).toEqual(["nativeauthapi_disabled"])
  })

  test("a longer word that holds one is none", () => {
    expect(words("my_invalid_oob_value_x xmfa_required")).toEqual([])
  })
})

describe("numbers", () => {
  test.each([
    ["AADSTS55106", "attributes_required"],
    ["552003", "expired_token"],
    ["AADSTS901007", "unsupported_challenge_type"],
    ["AADSTS50126", "invalid_grant"],
  ])("%s leads to %s", (number, code) => {
    expect(lookUp(number)?.record.code).toBe(code)
    expect(words(number)).toEqual([code])
  })

  test("50126 is said to occur in other sign-ins, and a number of the API alone is not", () => {
    expect(explain("AADSTS50126: x").notes).toEqual([
      expect.stringContaining("also occurs in sign-ins without native authentication"),
    ])
    expect(explain("AADSTS55106: x").notes).toEqual([])
  })

  test("1003037 stays with the codes around", () => {
    expect(lookUp("AADSTS1003037")?.kind).toBe("outer")
  })
})
