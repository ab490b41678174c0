import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import type { EventTypeId } from "@/lib/model/exchange"
import { vectors } from "./vectors"
import { vector } from "./vectors/correct"

const submit = "microsoft.graph.onAttributeCollectionSubmitResponseData"
const block = { "@odata.type": "microsoft.graph.attributeCollectionSubmit.showBlockPage", message: "No." }
const goOn = { "@odata.type": "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior" }
const onSubmit = (...actions: readonly unknown[]) => ({ data: { "@odata.type": submit, actions } })
const hashedBlock = { ...block, "@odata.type": `#${block["@odata.type"]}` }

const identity = "microsoft.graph.verifiedIdClaimValidation"
const onIdentity = (...names: readonly string[]) => ({
  data: {
    "@odata.type": "microsoft.graph.onVerifiedIdClaimValidationResponseData",
    actions: names.map((name) => ({ "@odata.type": `${identity}.${name}`, failedClaims: [] })),
  },
})
const password = (...names: readonly string[]) => ({
  data: {
    "@odata.type": "microsoft.graph.onPasswordSubmitResponseData",
    actions: names.map((name) => ({ "@odata.type": `microsoft.graph.passwordSubmit.${name}` })),
    nonce: "n",
  },
})

function repairOf(eventType: EventTypeId, body: unknown, httpStatus = 200) {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  const { fault } = judge({ ...vector("probe", eventType, text, "1003003", "this test"), httpStatus })
  if (!fault) throw new Error("The probe has no fault.")
  return fault.repair
}

describe("a repair never lets a user on whom the answer may have wanted to stop", () => {
  const refusals: readonly (readonly [string, EventTypeId, unknown])[] = [
    ["pass beside failed", "verifiedIdClaimValidation", onIdentity("pass", "failed")],
    ["MigratePassword beside Block", "passwordSubmit", password("MigratePassword", "Block")],
    ["going on beside a block", "attributeCollectionSubmit", onSubmit(goOn, block)],
    ["going on beside a block with #", "attributeCollectionSubmit", onSubmit(goOn, hashedBlock)],
    ["an error of its own", "attributeCollectionSubmit", { error: "banned", block: true }],
    ["a block in a list as data", "attributeCollectionSubmit", { data: [block] }],
    ["a block one level down", "attributeCollectionSubmit", { result: onSubmit(block) }],
    ["a block in an envelope", "attributeCollectionSubmit", { statusCode: 200, body: onSubmit(block) }],
    [
      "an action as a word",
      "attributeCollectionSubmit",
      { data: { "@odata.type": submit, actions: "showBlockPage" } },
    ],
    [
      "actions in a string",
      "attributeCollectionSubmit",
      { data: { "@odata.type": submit, actions: JSON.stringify([block]) } },
    ],
    ["a block in a list of lists", "attributeCollectionSubmit", onSubmit([block])],
    ["a block in a string", "attributeCollectionSubmit", onSubmit(JSON.stringify(block))],
    ["a word for a block", "attributeCollectionSubmit", onSubmit("block")],
    [
      "one action under action",
      "attributeCollectionSubmit",
      { data: { "@odata.type": submit, action: block } },
    ],
    [
      "actions outside data",
      "attributeCollectionSubmit",
      { data: { "@odata.type": submit }, actions: [block] },
    ],
    ["a mail that was not sent", "emailOtpSend", { error: "mail provider down" }],
    ["an answer without a meaning", "emailOtpSend", { status: "ok" }],
    ["a name near pass", "verifiedIdClaimValidation", onIdentity("unpass")],
    ["a name a letter beside pass", "verifiedIdClaimValidation", onIdentity("mass")],
    ["a name longer than pass", "verifiedIdClaimValidation", onIdentity("passed")],
    ["a word near pass", "verifiedIdClaimValidation", { data: { ...onIdentity().data, actions: ["base"] } }],
    [
      "an answer that was cut off",
      "attributeCollectionSubmit",
      `{"data":{"@odata.type":"${submit}","actions":[`,
    ],
    ["a message that was cut off", "attributeCollectionSubmit", JSON.stringify(onSubmit(block)).slice(0, -8)],
    ["garbage", "tokenIssuanceStart", '{\u001b[2J"a":'],
  ]

  test.each(refusals)("%s", (_, eventType, body) => {
    expect(repairOf(eventType, body)).toBeNull()
  })

  test.each([
    [401, "tokenIssuanceStart", { data: { error: "token invalid" } }],
    [500, "attributeCollectionSubmit", { data: {}, error: { code: "x" } }],
    [429, "emailOtpSend", { data: { retryAfter: 3 } }],
    [403, "attributeCollectionSubmit", onSubmit(goOn)],
  ] as const)("an error page with status %i", (status, eventType, body) => {
    expect(repairOf(eventType, body, status)).toBeNull()
  })

  test("each action of a repair stood in the answer, unless the answer said nothing", () => {
    const invented = vectors.flatMap((exchange) => {
      const { fault } = judge(exchange)
      if (!fault?.repair) return []
      const type = String(JSON.parse(fault.repair.body).data.actions[0]["@odata.type"])
      const name = type.split(".").at(-1) ?? type
      const said = (exchange.body ?? "").toLowerCase()
      const isSilent = !/[a-z]/i.test(
        said.replace(/"(@odata\.type|data|actions|nonce)"|"[^"]*responsedata"|"[0-9a-f-]{36}"|null/gi, ""),
      )
      return said.includes(name.toLowerCase()) || isSilent ? [] : [`${exchange.name}: ${name}`]
    })
    // These say it under a name with a slip, by the parameters, or say nothing one level down.
    expect(invented).toEqual([
      "data-text: provideClaimsForToken",
      "legacy-version-last: provideClaimsForToken",
      "action-only-claims: provideClaimsForToken",
      "fail-for-failed: failed",
      "provide-claims-short: provideClaimsForToken",
      "prefill-singular: setPrefillValues",
      "modify-singular: modifyAttributeValues",
      "continue-british: continueWithDefaultBehavior",
    ])
  })
})

describe("a repair keeps what the answer says", () => {
  const claims = (value: unknown) => ({
    data: {
      "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
      actions: [{ "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims: value }],
    },
  })
  const repaired = (body: unknown) =>
    JSON.parse(repairOf("tokenIssuanceStart", body)?.body ?? "null")?.data.actions[0].claims

  test("values of one name in a list of claims", () => {
    const list = claims([
      { type: "role", value: "x" },
      { Type: "role", Value: "y" },
    ])
    expect(repaired(list)).toEqual({ role: ["x", "y"] })
  })

  test.each([[["a", "b"]], ["a=b"], [5]])("no claims are made up from %j", (value) => {
    expect(repairOf("tokenIssuanceStart", claims(value))).toBeNull()
  })

  test("digits that a JavaScript number cannot hold", () => {
    const text = JSON.stringify(claims({ a: "#", b: ["#"], c: "@" }))
      .replaceAll('"#"', "12345678901234567890")
      .replace('"@"', '{"id":12345678901234567890}')
    expect(repaired(text)).toEqual({
      a: "12345678901234567890",
      b: ["12345678901234567890"],
      c: '{"id":12345678901234567890}',
    })
  })

  test("strings while a list can be cut", () => {
    const roles = Array.from({ length: 40 }, (_, index) => `r${1000 + index}`)
    const kept = repaired(claims({ bio: "x".repeat(2900), roles }))
    expect(kept.bio).toHaveLength(2900)
    expect(kept.roles.length).toBeGreaterThan(10)
  })

  test("claims of several actions that only add claims", () => {
    const body = claims({ a: "1" })
    const [action] = claims({ b: "2" }).data.actions
    const both = { data: { ...body.data, actions: [...body.data.actions, action] } }
    expect(repaired(both)).toEqual({ a: "1", b: "2" })
  })

  test("every wrong claim at once, however many", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`c${index}`, true]))
    expect(Object.values(repaired(claims(many)))).toEqual(Array.from({ length: 60 }, () => "true"))
  })

  test("the layout of the text around a renamed member", () => {
    const pretty = JSON.stringify(claims({ a: "1" }), null, "\t").replaceAll("\n", "\r\n")
    const body = pretty.replace('"actions"', '"Actions"')
    expect(repairOf("tokenIssuanceStart", body)?.body).toBe(pretty)
  })
})
