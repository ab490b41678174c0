import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { deploy, healthyApis } from "../../../sandbox/apis/api"
import { type Behaviour, behaviourNames, behaviourOf, behavioursOf } from "../../../sandbox/apis/behaviours"
import { Refusal } from "../../../sandbox/engine/refusal"
import { type Apis, createApis } from "./apis"

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5721)
})
beforeEach(() => apis.world.reset())

/** What Entra makes of each behaviour that answers at once and in full. */
const codes: Partial<Record<Behaviour, number>> = {
  healthy: 0,
  "action-casing": 0,
  "message-only": 0,
  "mail-not-sent": 0,
  "retry-without-text": 0,
  "failed-claims-missing": 0,

  "500": 1003002,
  "library-400": 1003002,
  "library-401": 1003002,
  "library-500": 1003002,
  "easy-auth-401": 1003002,
  "easy-auth-403": 1003002,
  "wrong-audience": 1003002,
  "wrong-keys": 1003002,
  "caller-not-admitted": 1003002,
  "host-503": 1003002,
  "logic-apps-400": 1003002,
  "logic-apps-403": 1003002,
  "logic-apps-502": 1003002,
  "login-redirect": 1003002,
  "too-many-requests": 1003002,
  "no-content": 1003002,
  created: 1003002,
  "block-with-400": 1003002,
  "block-with-401": 1003002,
  "block-with-403": 1003002,

  "not-json": 1003003,
  "json-in-json": 1003003,
  "claims-alone": 1003003,
  "hash-in-data-type": 1003003,
  "hash-in-action-type": 1003003,
  "other-event": 1003003,
  "contract-2021": 1003003,
  "claims-list": 1003003,
  "number-claim": 1003003,
  "inputs-missing": 1003003,
  "attributes-missing": 1003003,
  "wrong-nonce": 1003003,
  "nonce-missing": 1003003,

  "plain-text": 1003006,
  "text-json": 1003006,
  "html-page": 1003006,
  "problem-with-200": 1003006,

  "null-claims": 1003007,
  "claims-missing": 1003007,

  "empty-body": 1003009,
  "blank-body": 1003009,
  "null-body": 1003009,
  "logic-apps-empty": 1003009,

  "two-actions": 1003010,
  "no-action": 1003010,
  "actions-missing": 1003010,

  "unknown-action": 1003012,
  "action-of-other-event": 1003012,
  "show-validation-error": 1003012,
  "old-action-namespace": 1003012,
  "fail-for-failed": 1003012,

  "oversized-claims": 1003025,
  "empty-key": 1003026,
  "blank-key": 1003026,
}

/** Behaviours of which the answer is late, cut off, endless, or larger than the reader ever sees. */
const otherEndings: readonly Behaviour[] = [
  "slow",
  "leisurely",
  "cold-start",
  "long-cold-start",
  "endless-body",
  "reset",
  "reset-mid-body",
  "huge-body",
]

test("every behaviour has its verdict here, or another ending", () => {
  expect([...Object.keys(codes), ...otherEndings].toSorted()).toEqual(behaviourNames.toSorted())
})

describe.each([...healthyApis().values()].map((api) => ({ api, name: api.name })))("$name", ({ api }) => {
  const cases = behavioursOf(api).filter((behaviour) => !otherEndings.includes(behaviour))

  test.each(cases)("in %s gets the code that Entra has for it", async (behaviour) => {
    const deployed = apis.api(api.name)
    deploy(deployed, behaviour)
    const { code } = await apis.call(deployed)
    expect(code).toBe(codes[behaviour])
  })

  test("in every behaviour of its program wants Entra's token first", async () => {
    const deployed = apis.api(api.name)
    for (const behaviour of cases) {
      const { inFront } = behaviourOf(behaviour)
      deploy(deployed, behaviour)
      const response = await apis.app.request(`https://${api.host}${api.path}`, { method: "POST" })
      if (!inFront) expect(response.status, behaviour).toBe(401)
    }
  })

  test("takes no behaviour of another event", () => {
    const deployed = apis.api(api.name)
    const others = behaviourNames.filter((behaviour) => !behavioursOf(api).includes(behaviour))
    expect(others.length).toBeGreaterThan(0)
    for (const behaviour of others) expect(() => deploy(deployed, behaviour), behaviour).toThrow(Refusal)
    expect(deployed.behaviour).toBe("healthy")
  })
})

test("a refused behaviour is told with whom it is for", () => {
  expect(() => deploy(apis.api("mail"), "null-claims")).toThrow(
    "null-claims is a behaviour of APIs for tokenIssuanceStart; mail is called for emailOtpSend.",
  )
  expect(() => deploy(apis.api("claims"), "wrong-keys")).toThrow(
    "wrong-keys is a behaviour of APIs in an external tenant; claims is in a workforce tenant.",
  )
})

test("an API that looks for its keys at the wrong host does not find the one that signs", async () => {
  const api = apis.api("sign-up-start")
  deploy(api, "wrong-keys")
  const response = await apis.post(api, await apis.event(api))
  expect(response.headers.get("www-authenticate")).toContain("The signature key was not found")
})

test("types in another case keep all their letters", async () => {
  const api = apis.api("mail")
  deploy(api, "action-casing")
  expect(await (await apis.post(api, await apis.event(api))).json()).toMatchObject({
    data: { actions: [{ "@odata.type": "microsoft.graph.otpSend.ContinueWithDefaultBehavior" }] },
  })
})

test("an answer for another event has that event's type and nothing else of it", async () => {
  const api = apis.api("sign-up-submit")
  deploy(api, "other-event")
  expect(await (await apis.post(api, await apis.event(api))).json()).toMatchObject({
    data: {
      "@odata.type": "microsoft.graph.onAttributeCollectionStartResponseData",
      actions: [{ "@odata.type": "microsoft.graph.attributeCollectionSubmit.modifyAttributeValues" }],
    },
  })
})
