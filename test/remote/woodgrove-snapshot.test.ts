import { beforeAll, describe, expect, test } from "vitest"
import type { Snapshot } from "@/lib/model/tenant"
import { wiresFrom, wiresOf } from "@/lib/wires"
import { toMigrateProperty, woodgroveIds } from "@/sandbox/tenants/ids"
import { next, reset } from "../control"
import { startWoodgrove } from "./woodgrove"

const readFresh = async () => (await startWoodgrove()).readSnapshot()

let snapshot: Snapshot
beforeAll(async () => {
  await reset()
  snapshot = await readFresh()
})

describe("the snapshot of healthy Woodgrove", () => {
  test("is of an external tenant", () => {
    expect(snapshot.organization).toEqual({
      ok: true,
      value: { id: woodgroveIds.tenant, name: "Woodgrove", kind: "external" },
    })
  })

  test("has the user flow with a handler for each end of the attributes", () => {
    expect(snapshot.flows).toMatchObject({
      ok: true,
      value: [
        {
          id: woodgroveIds.userFlow,
          name: "Groceries sign-up and sign-in",
          priority: 500,
          allApps: false,
          handlers: [
            { eventType: "attributeCollectionStart", extensionId: woodgroveIds.attributeStartExtension },
            { eventType: "attributeCollectionSubmit", extensionId: woodgroveIds.attributeSubmitExtension },
          ],
        },
      ],
    })
  })

  test("has the mail's listener for all apps and the property that marks who is to migrate", () => {
    const listeners = snapshot.listeners.ok ? snapshot.listeners.value : []
    const of = (eventType: string) => listeners.find((one) => one.eventType === eventType)
    expect(of("emailOtpSend")).toMatchObject({ allApps: true, appIds: [], fallsBack: false })
    expect(of("passwordSubmit")).toMatchObject({ migrationPropertyId: toMigrateProperty })
  })

  test("has one way for each event that the groceries app can raise", () => {
    const wires = wiresFrom(woodgroveIds.groceriesApp, wiresOf(snapshot))
    expect(wires.map(({ eventType, binding, apiAppId }) => [eventType, binding.by, apiAppId])).toEqual([
      ["attributeCollectionStart", "flow", woodgroveIds.signUpApiApp],
      ["attributeCollectionSubmit", "flow", woodgroveIds.signUpApiApp],
      ["emailOtpSend", "listener", woodgroveIds.mailApiApp],
      ["passwordSubmit", "listener", woodgroveIds.migrationApiApp],
      ["tokenIssuanceStart", "listener", woodgroveIds.claimsApiApp],
    ])
  })

  test("keeps the listeners without a customer's API by their name", () => {
    const types = snapshot.otherListeners.ok ? snapshot.otherListeners.value.map(({ type }) => type) : []
    expect(types).toContain("onFraudProtectionLoadStartListener")
  })
})

describe("trouble with the user flows", () => {
  test("a 500 costs only them, and the other ways stay", async () => {
    await reset()
    await next("GET /beta/identity/authenticationEventsFlows", { status: 500 })
    const { readAt: _, ...parts } = await readFresh()
    expect(Object.entries(parts).flatMap(([name, { ok }]) => (ok ? [] : [name]))).toEqual(["flows"])
    expect(wiresOf({ readAt: "", ...parts }).map(({ eventType }) => eventType)).toContain("emailOtpSend")
  })

  test("a handler and conditions of odd shapes are no reason to lose the flow", async () => {
    await reset()
    const flow = {
      id: "one",
      conditions: "all",
      onAttributeCollectionStart: 5,
      onAttributeCollectionSubmit: {},
    }
    await next("GET /beta/identity/authenticationEventsFlows", { body: { value: [flow] } })
    expect((await readFresh()).flows).toMatchObject({
      ok: true,
      value: [{ id: "one", name: "one", appIds: [], handlers: [{ extensionId: null }] }],
    })
  })
})

describe("the fallback of the mail", () => {
  test("is read from the listener's handler", async () => {
    await reset()
    const listeners = snapshot.listeners.ok ? snapshot.listeners.value : []
    const id = listeners.find(({ eventType }) => eventType === "emailOtpSend")?.id
    const fallback = { "@odata.type": "#microsoft.graph.fallbackToMicrosoftProviderOnError" }
    const body = {
      value: [
        {
          "@odata.type": "#microsoft.graph.onEmailOtpSendListener",
          id,
          handler: {
            configuration: { behaviorOnError: fallback, clientConfiguration: { maximumRetries: 0 } },
          },
        },
      ],
    }
    await next("GET /beta/identity/authenticationEventListeners", { body })
    expect((await readFresh()).listeners).toMatchObject({
      value: [{ id, eventType: "emailOtpSend", fallsBack: true, maximumRetries: 0, timeoutMs: null }],
    })
  })
})
