import { describe, expect, test } from "vitest"
import { callerAppId } from "@/lib/codes/ids"
import type { SignedToken } from "@/lib/model/token"
import { adviceExamples, callerAdvice } from "@/lib/tokens/advice"
import { otherClaims } from "@/lib/tokens/claims"
import { apiOf } from "@/lib/tokens/expected-api"
import { judgeToken } from "@/lib/tokens/judge"
import { summaryOf } from "@/lib/tokens/summary"
import { calloutTokenV1, calloutTokenV2, expectations, ids, idToken, nowMs } from "./token"

const summary = (token: SignedToken) => {
  const expected = expectations()
  return summaryOf(token, judgeToken(token, { expected, nowMs }), expected)
}

describe("a token in words", () => {
  test("of Entra's own", () =>
    expect(summary(calloutTokenV1())).toEqual({
      is: "Entra's own token for an extension, version 1",
      audience: `the API of Claims (api://ext.contoso.com/${ids.api})`,
      caller: `Entra's app for extensions (${ids.entra})`,
      user: null,
      issuer: `https://sts.windows.net/${ids.tenant}/`,
      begins: "2026-11-20T10:00:00.000Z",
      ends: "2026-11-20T10:59:59.000Z",
    }))

  test("of the console's", () =>
    expect(summary(calloutTokenV2({ payload: { azp: ids.console } })).caller).toBe(
      `this console (${ids.console})`,
    ))

  test("of a user's", () =>
    expect(summary(idToken())).toMatchObject({
      is: "ID token: tells an app who signed in",
      audience: `this console (${ids.console})`,
      caller: null,
      user: "Zoë Ødegård (zoe@contoso.com)",
    }))

  test.each<readonly [Record<string, unknown>, string]>([
    [{ name: undefined }, "zoe@contoso.com"],
    [{ name: undefined, preferred_username: undefined }, ids.principal],
    [{ name: undefined, preferred_username: undefined, oid: undefined, sub: undefined }, "not named"],
  ])("names a user with %j as far as it can", (payload, user) =>
    expect(summary(idToken({ payload })).user).toBe(user),
  )

  test("of an empty payload", () => {
    const payload = Object.fromEntries(Object.keys(calloutTokenV2().payload).map((name) => [name, undefined]))
    expect(summary(calloutTokenV2({ payload }))).toMatchObject({ audience: "not named", ends: null })
  })
})

test("claims that nothing is judged about keep their order and have a meaning where one is documented", () => {
  const token = calloutTokenV2({ payload: { uti: "u", shoeSize: 43, auth_time: 1_763_632_800 } })
  const { lines } = judgeToken(token, { expected: expectations(), nowMs })
  const others = otherClaims(token, lines)
  expect(others.map(({ claim, value }) => [claim, value])).toEqual([
    ["uti", "u"],
    ["shoeSize", "43"],
    ["auth_time", "1763632800"],
  ])
  expect(others.map(({ means }) => means !== null)).toEqual([true, false, true])
  expect(others[2]?.time).toBe("2025-11-20T10:00:00.000Z")
})

describe("the API of an extension", () => {
  test("is named by the end of its resourceId", () =>
    expect(
      apiOf({ name: "Claims", resourceId: `api://ext.contoso.com/${ids.api.toUpperCase()}` }),
    ).toMatchObject({
      appId: ids.api,
      identifierUris: [`api://ext.contoso.com/${ids.api.toUpperCase()}`],
      requestedAccessTokenVersion: "unknown",
    }))

  test.each([null, "", "api://ext.contoso.com", "api://ext.contoso.com/mail"])(
    "is none for %j",
    (resourceId) => expect(apiOf({ name: "Claims", resourceId })).toBeNull(),
  )
})

describe("the advice", () => {
  const example = {
    apiAppId: ids.api,
    consoleAppId: ids.console,
    issuers: ["https://ciam.example/v2.0", "https://login.example/v2.0"],
    keysUrl: "https://keys.example/keys",
  }

  test("names Entra's caller first", () => expect(callerAdvice[0]?.text).toContain(callerAppId))

  test.each(adviceExamples)("$id is whole: sentences, lines without gaps, a page of Microsoft's", (one) => {
    for (const { text } of one.says) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(one.code(example)).not.toMatch(/undefined|null|\{\w+Id\}/)
    expect(one.docs).toMatch(/^https:\/\/learn\.microsoft\.com\/en-us\//)
  })

  test("adds the console's app beside Entra's where a list is kept", () => {
    const [easyAuth] = adviceExamples
    expect(easyAuth?.code(example)).toContain(`"${ids.entra}",\n`)
    expect(easyAuth?.code(example)).toContain(`"${ids.console}"`)
  })

  test("ids are unique", () =>
    expect(new Set(adviceExamples.map(({ id }) => id)).size).toBe(adviceExamples.length))
})
