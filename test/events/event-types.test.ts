import { describe, expect, test } from "vitest"
import type { EventType } from "../../lib/events/define"
import { eventType, eventTypes } from "../../lib/events/index"
import type { Statement } from "../../lib/model/error-code"
import { eventTypeIds } from "../../lib/model/exchange"

function statements(type: EventType): Statement[] {
  const actions = type.actions.flatMap(({ effect, parameters }) => [
    effect,
    ...parameters.map(({ about }) => about),
  ])
  const sources = type.variants.map(({ source }) => source)
  return [type.attachedTo, ...type.fires, ...type.neverFires, ...actions, ...sources, type.onFailure]
}

const isUnique = (values: readonly string[]) => new Set(values).size === values.length

test("there is one event type for every id, in that order", () => {
  expect(eventTypes.map(({ id }) => id)).toEqual(eventTypeIds)
  for (const id of eventTypeIds) expect(eventType(id).id).toBe(id)
})

describe.each(eventTypes)("$id", (type) => {
  test("names its request after itself", () => {
    expect(type.requestType).toBe(`microsoft.graph.authenticationEvent.${type.id}`)
    expect(type.calloutData).toMatch(/^microsoft\.graph\.on[A-Z]\w+CalloutData$/)
    expect(type.responseData.toLowerCase()).toBe(
      type.calloutData.replace("CalloutData", "ResponseData").toLowerCase(),
    )
  })

  test("has names of Graph without #", () => {
    const { extension, listener, handler } = type.graph
    expect(extension).toMatch(/^microsoft\.graph\.on\w+CustomExtension$/)
    expect(listener).toMatch(/^microsoft\.graph\.on\w+Listener$/)
    expect(handler).toMatch(/^microsoft\.graph\.on\w+CustomExtensionHandler$/)
  })

  test("has actions whose types end in their names and whose safe one exists", () => {
    for (const { name, type: full } of type.actions) expect(full.split(".").at(-1)).toBe(name)
    expect(isUnique(type.actions.map(({ name }) => name))).toBe(true)
    expect(type.actions.map(({ name }) => name)).toContain(type.safeAction)
  })

  test("gives its variants short ids of their own", () => {
    for (const { id } of type.variants) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(isUnique(type.variants.map(({ id }) => id))).toBe(true)
  })

  test("speaks in whole sentences without exclamation marks", () => {
    const texts = [type.purpose, ...statements(type).map(({ text }) => text)]
    for (const text of texts) expect(text).toMatch(/^[A-Z#][^!]+\.$/)
    for (const title of [
      type.title,
      ...type.variants.map((one) => one.title),
      ...type.examples.map((one) => one.title),
    ])
      expect(title).toMatch(/^[A-Z][^!.]+$/)
  })

  test("links to Microsoft's page", () => {
    expect(type.docs).toMatch(/^https:\/\/learn\.microsoft\.com\/en-us\/entra\/[a-z0-9/-]+$/)
  })
})

test("the types of responses are spelled as Microsoft spells them", () => {
  const spelled = eventTypes.flatMap(({ responseData, actions }) => [
    responseData,
    ...actions.map(({ type }) => `  ${type}`),
  ])
  expect(spelled).toEqual([
    "microsoft.graph.onTokenIssuanceStartResponseData",
    "  microsoft.graph.tokenIssuanceStart.provideClaimsForToken",
    "microsoft.graph.onAttributeCollectionStartResponseData",
    "  microsoft.graph.attributeCollectionStart.continueWithDefaultBehavior",
    "  microsoft.graph.attributeCollectionStart.setPrefillValues",
    "  microsoft.graph.attributeCollectionStart.showBlockPage",
    "microsoft.graph.onAttributeCollectionSubmitResponseData",
    "  microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior",
    "  microsoft.graph.attributeCollectionSubmit.modifyAttributeValues",
    "  microsoft.graph.attributeCollectionSubmit.showValidationError",
    "  microsoft.graph.attributeCollectionSubmit.showBlockPage",
    "microsoft.graph.OnOtpSendResponseData",
    "  microsoft.graph.OtpSend.continueWithDefaultBehavior",
    "microsoft.graph.onPasswordSubmitResponseData",
    "  microsoft.graph.passwordSubmit.MigratePassword",
    "  microsoft.graph.passwordSubmit.UpdatePassword",
    "  microsoft.graph.passwordSubmit.Retry",
    "  microsoft.graph.passwordSubmit.Block",
    "microsoft.graph.onVerifiedIdClaimValidationResponseData",
    "  microsoft.graph.verifiedIdClaimValidation.pass",
    "  microsoft.graph.verifiedIdClaimValidation.failed",
  ])
})

test("the safe action grants nothing", () => {
  const safe = eventTypes.map(
    ({ actions, safeAction }) => actions.find(({ name }) => name === safeAction)?.sample,
  )
  expect(safe).toEqual([
    { "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken", claims: {} },
    { "@odata.type": "microsoft.graph.attributeCollectionStart.continueWithDefaultBehavior" },
    { "@odata.type": "microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior" },
    { "@odata.type": "microsoft.graph.OtpSend.continueWithDefaultBehavior" },
    { "@odata.type": "microsoft.graph.passwordSubmit.Retry" },
    { "@odata.type": "microsoft.graph.verifiedIdClaimValidation.failed", failedClaims: [] },
  ])
})

test("Graph's names of the mail and password events differ from the events' own", () => {
  expect(eventType("emailOtpSend").graph).toMatchObject({
    extension: "microsoft.graph.onOtpSendCustomExtension",
    listener: "microsoft.graph.onEmailOtpSendListener",
    handler: "microsoft.graph.onOtpSendCustomExtensionHandler",
  })
  expect(eventType("passwordSubmit").graph).toMatchObject({
    extension: "microsoft.graph.onPasswordSubmitCustomExtension",
    listener: "microsoft.graph.onPasswordSubmitListener",
    handler: "microsoft.graph.onPasswordMigrationCustomExtensionHandler",
  })
})

test("only the account recovery event is missing from Graph's list of events", () => {
  const missing = eventTypes.filter(({ graph }) => !graph.inEventTypeEnum)
  expect(missing.map(({ id }) => id)).toEqual(["verifiedIdClaimValidation"])
})

test("tokens concern both kinds of tenants, every other event one", () => {
  const tenants = Object.fromEntries(eventTypes.map((type) => [type.id, type.tenants]))
  expect(tenants).toEqual({
    tokenIssuanceStart: ["workforce", "external"],
    attributeCollectionStart: ["external"],
    attributeCollectionSubmit: ["external"],
    emailOtpSend: ["external"],
    passwordSubmit: ["external"],
    verifiedIdClaimValidation: ["workforce"],
  })
})

test("the SAML and access-token requests are shown as inferred", () => {
  const inferred = eventTypes.flatMap(({ variants }) =>
    variants.filter(({ source }) => source.basis === "inferred"),
  )
  expect(inferred.map(({ id }) => id)).toEqual(["access-token", "saml"])
})
