import { describe, expect, test } from "vitest"
import { type AnsweredEvent, contracts } from "../../../../sandbox/engine/answer/contracts"
import { decide } from "../../../../sandbox/engine/answer/decide"
import type { Attempt } from "../../../../sandbox/engine/callout/callout"

const nonce = "d7c30ed9-2d8e-40c9-aee8-a205e9734308"

/** Per event: the type of its answer, an action it takes without more, and one that it does not know. */
const events: Readonly<Record<AnsweredEvent, { type: string; action: object; foreign: string }>> = {
  tokenIssuanceStart: {
    type: "microsoft.graph.onTokenIssuanceStartResponseData",
    action: { "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims: {} },
    foreign: "microsoft.graph.tokenIssuanceStart.continueWithDefaultBehavior",
  },
  attributeCollectionStart: {
    type: "microsoft.graph.onAttributeCollectionStartResponseData",
    action: { "@odata.type": "microsoft.graph.attributeCollectionStart.continueWithDefaultBehavior" },
    foreign: "microsoft.graph.attributeCollectionStart.showValidationError",
  },
  attributeCollectionSubmit: {
    type: "microsoft.graph.onAttributeCollectionSubmitResponseData",
    action: { "@odata.type": "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior" },
    foreign: "microsoft.graph.attributeCollectionSubmit.setPrefillValues",
  },
  emailOtpSend: {
    type: "microsoft.graph.OnOtpSendResponseData",
    action: { "@odata.type": "microsoft.graph.OtpSend.continueWithDefaultBehavior" },
    foreign: "microsoft.graph.emailOtpSend.continueWithDefaultBehavior",
  },
  passwordSubmit: {
    type: "microsoft.graph.onPasswordSubmitResponseData",
    action: { "@odata.type": "microsoft.graph.passwordSubmit.MigratePassword" },
    foreign: "microsoft.graph.customAuthenticationExtension.migratePassword",
  },
  verifiedIdClaimValidation: {
    type: "microsoft.graph.onVerifiedIdClaimValidationResponseData",
    action: { "@odata.type": "microsoft.graph.verifiedIdClaimValidation.pass" },
    foreign: "microsoft.graph.verifiedIdClaimValidation.fail",
  },
}
// Safe: the record has exactly the events as its keys.
const names = Object.keys(events) as AnsweredEvent[]

const answer = (body: string, status = 200, contentType: string | null = "application/json"): Attempt => ({
  kind: "answer",
  status,
  contentType,
  body,
})
const bodyOf = (event: AnsweredEvent, actions: unknown, data: object = {}) =>
  JSON.stringify({ data: { "@odata.type": events[event].type, actions, nonce, ...data } })
const good = (event: AnsweredEvent) => bodyOf(event, [events[event].action])
const resultOf = (event: AnsweredEvent, attempt: Attempt) => decide([attempt], { eventType: event, nonce })
const codeOf = (event: AnsweredEvent, body: string) => resultOf(event, answer(body)).code
const resultOfAction = (event: AnsweredEvent, name: string, parameters: object) => {
  const type = `microsoft.graph.${contracts[event].actionPrefix}.${name}`
  return resultOf(event, answer(bodyOf(event, [{ "@odata.type": type, ...parameters }])))
}

describe.each(names)("%s", (event) => {
  const { type, action, foreign } = events[event]
  const other = names[(names.indexOf(event) + 1) % names.length] ?? event

  test.each<[number, string, Attempt]>([
    [0, "the documented answer", answer(good(event))],
    [1003002, "a status of 400", answer(good(event), 400)],
    [1003005, "no answer in time", { kind: "timeout" }],
    [1003006, "another content type", answer(good(event), 200, "text/html")],
    [1003024, "a body beyond the maximum", { kind: "oversized", status: 200 }],
    [1003027, "a host that cannot be reached", { kind: "unreachable", reason: "ENOTFOUND" }],
  ])("%i for %s", (code, _what, attempt) => {
    expect(resultOf(event, attempt).code).toBe(code)
  })

  test.each([
    [1003003, "no JSON", good(event).slice(1)],
    [1003003, "no data", "{}"],
    [1003003, "the answer of another event", good(other)],
    [1003003, "the response type with a #", bodyOf(event, [action], { "@odata.type": `#${type}` })],
    [1003003, "actions that are no list", bodyOf(event, action)],
    [1003003, "an action that is no object", bodyOf(event, ["x"])],
    [1003003, "an action type with a #", bodyOf(event, [{ ...action, "@odata.type": `#${foreign}` }])],
    [1003009, "an empty body", ""],
    [1003009, "the JSON null", "null"],
    [1003010, "no actions", bodyOf(event, undefined)],
    [1003010, "two actions", bodyOf(event, [action, action])],
    [1003012, "an action that it does not know", bodyOf(event, [{ "@odata.type": foreign }])],
    [1003012, "the action of another event", bodyOf(event, [events[other].action])],
    [0, "all types in small letters", good(event).replace(/microsoft\.[^"]+/g, (one) => one.toLowerCase())],
  ])("%i for %s", (code, _what, body) => {
    expect(codeOf(event, body)).toBe(code)
  })
})

describe("what an accepted action carries", () => {
  test.each<[AnsweredEvent, string, object, object]>([
    ["tokenIssuanceStart", "provideClaimsForToken", { claims: { a: "b" } }, { claims: { a: "b" } }],
    ["attributeCollectionStart", "continueWithDefaultBehavior", { message: "no" }, {}],
    ["attributeCollectionStart", "setPrefillValues", { inputs: { a: 1 } }, { inputs: { a: 1 } }],
    ["attributeCollectionStart", "setPrefillValues", { inputs: { a: ["b"] } }, { inputs: { a: ["b"] } }],
    ["attributeCollectionStart", "showBlockPage", {}, {}],
    ["attributeCollectionStart", "showBlockPage", { title: null, message: "m" }, { message: "m" }],
    ["attributeCollectionSubmit", "continueWithDefaultBehavior", {}, {}],
    ["attributeCollectionSubmit", "modifyAttributeValues", { attributes: {} }, { attributes: {} }],
    ["attributeCollectionSubmit", "showValidationError", { message: "m" }, { message: "m" }],
    [
      "attributeCollectionSubmit",
      "showValidationError",
      { message: "m", attributeErrors: { city: "short" }, x: 1 },
      { message: "m", attributeErrors: { city: "short" } },
    ],
    [
      "attributeCollectionSubmit",
      "showBlockPage",
      { title: "t", message: "m" },
      { title: "t", message: "m" },
    ],
    ["emailOtpSend", "continueWithDefaultBehavior", {}, {}],
    ["passwordSubmit", "MigratePassword", {}, {}],
    ["passwordSubmit", "UpdatePassword", {}, {}],
    ["passwordSubmit", "Retry", { title: "t" }, {}],
    ["passwordSubmit", "Block", { title: "t", message: "m" }, { title: "t", message: "m" }],
    ["passwordSubmit", "Block", {}, {}],
    ["verifiedIdClaimValidation", "pass", {}, {}],
    ["verifiedIdClaimValidation", "failed", { failedClaims: ["a"] }, { failedClaims: ["a"] }],
    ["verifiedIdClaimValidation", "failed", {}, {}],
    ["verifiedIdClaimValidation", "failed", { failedClaims: "a" }, {}],
  ])("%s %s of %j is %j", (event, name, sent, parameters) => {
    expect(resultOfAction(event, name, sent)).toMatchObject({ code: 0, action: { name, parameters } })
  })

  test("the name is the documented one whatever the case of the answer", () => {
    const { action } = resultOfAction("attributeCollectionStart", "SETPREFILLVALUES", { inputs: {} })
    expect(action?.name).toBe("setPrefillValues")
  })

  test("only claims for a token are claims", () => {
    const sent = { message: "m", claims: { a: "b" } }
    expect(resultOfAction("attributeCollectionSubmit", "showBlockPage", sent).claims).toBeNull()
  })
})

describe("parameters that cannot be read", () => {
  test.each<[AnsweredEvent, string, object]>([
    ["attributeCollectionStart", "setPrefillValues", {}],
    ["attributeCollectionStart", "setPrefillValues", { inputs: null }],
    ["attributeCollectionStart", "setPrefillValues", { inputs: [] }],
    ["attributeCollectionStart", "setPrefillValues", { Inputs: {} }],
    ["attributeCollectionStart", "showBlockPage", { message: 7 }],
    ["attributeCollectionSubmit", "modifyAttributeValues", {}],
    ["attributeCollectionSubmit", "modifyAttributeValues", { attributes: "city" }],
    ["attributeCollectionSubmit", "showValidationError", { message: { text: "m" } }],
    ["attributeCollectionSubmit", "showValidationError", { message: "m", attributeErrors: ["city"] }],
    ["attributeCollectionSubmit", "showValidationError", { message: "m", attributeErrors: { city: 1 } }],
    ["attributeCollectionSubmit", "showBlockPage", { title: true }],
    ["passwordSubmit", "Block", { message: [] }],
  ])("%s %s of %j gives 1003003", (event, name, sent) => {
    expect(resultOfAction(event, name, sent)).toEqual({
      code: 1003003,
      httpStatus: 200,
      attempts: 1,
      claims: null,
    })
  })
})

describe("the nonce of passwordSubmit", () => {
  const { action, type } = events.passwordSubmit
  const answerWith = (sent: unknown) =>
    answer(JSON.stringify({ data: { nonce: sent, "@odata.type": type, actions: [action] } }))

  test.each([
    [0, nonce],
    [1003003, undefined],
    [1003003, null],
    [1003003, ""],
    [1003003, 7],
    [1003003, nonce.toUpperCase()],
    [1003003, ` ${nonce}`],
  ])("%i for %j", (code, sent) => {
    expect(resultOf("passwordSubmit", answerWith(sent)).code).toBe(code)
  })

  test.each([
    [0, "any"],
    [1003003, undefined],
    [1003003, ""],
  ])("%i for %j when that of the request is not known", (code, sent) => {
    expect(decide([answerWith(sent)], { eventType: "passwordSubmit" }).code).toBe(code)
  })

  test("an unknown action is refused as one even when the nonce is wrong too", () => {
    const body = bodyOf("passwordSubmit", [{ "@odata.type": "x" }], { nonce: "wrong" })
    expect(codeOf("passwordSubmit", body)).toBe(1003012)
  })

  test("no other event needs one", () => {
    for (const event of names.filter((name) => name !== "passwordSubmit"))
      expect(codeOf(event, bodyOf(event, [events[event].action], { nonce: undefined }))).toBe(0)
  })
})
