import { describe, expect, test } from "vitest"
import { calloutsOf } from "@/lib/callouts/layer"
import type { AppliedListener } from "@/lib/model/callout"
import { eventTypeIds } from "@/lib/model/exchange"
import { type Wire, wireOf, wiresFrom, wiresOf } from "@/lib/wires"
import { appliedListener, signIn, signUp } from "./builders/sign-ins"
import { apiApp, extension, listener, snapshot, userFlow } from "./builders/snapshot"

const ofFlow = ["attributeCollectionStart", "attributeCollectionSubmit"] as const
const free = eventTypeIds.filter((id) => !ofFlow.some((event) => event === id))
const flow = userFlow(ofFlow)
/** The listeners that stand for the flow's handlers, as Graph may list them. */
const standIns = ofFlow.map((event) => listener(event, { flowId: flow.id }))
const extensions = eventTypeIds.map((event) => extension(event))

const tenant = { extensions, listeners: free.map((event) => listener(event)), flows: [flow] }
const wires = wiresOf(snapshot(tenant))

const wireTo = (eventType: string, from: readonly Wire[] = wires) =>
  from.find((wire) => wire.eventType === eventType)

describe("the ways from apps to APIs", () => {
  test("are one for each event, by a listener or by the user flow", () => {
    expect(wires.map(({ eventType, binding }) => [eventType, binding.by]).toSorted()).toEqual(
      eventTypeIds.map((id) => [id, ofFlow.some((event) => event === id) ? "flow" : "listener"]).toSorted(),
    )
    expect(new Set(wires.map(({ apiAppId }) => apiAppId))).toEqual(new Set([apiApp]))
  })

  test("are the same when Graph lists the flow's handlers as listeners too", () => {
    const both = wiresOf(snapshot({ ...tenant, listeners: [...tenant.listeners, ...standIns] }))
    expect(both).toHaveLength(wires.length)
    const start = wireTo("attributeCollectionStart", both)
    expect(start?.binding).toMatchObject({ by: "flow", flow: { name: flow.name }, listener: standIns[0] })
  })

  test("are by those listeners when the flows were not read", () => {
    const unread = { ok: false, kind: "permission", why: "Graph refused the read." } as const
    const part = { ...snapshot({ ...tenant, listeners: standIns }), flows: unread }
    expect(wiresOf(part).map(({ binding }) => binding.by)).toEqual(["listener", "listener"])
  })

  test("have no extension when the directory has none of that id", () => {
    const [wire] = wiresOf(snapshot({ listeners: [listener("emailOtpSend")] }))
    expect(wire).toMatchObject({ extensionId: "emailOtpSend-extension", extension: null, apiAppId: null })
  })

  test.each([
    [`api://api.woodgrove.example/${apiApp}`, apiApp],
    [`api://${apiApp}`, apiApp],
    ["api://api.woodgrove.example", null],
    [null, null],
  ])("with the resource id %s lead to the API app %s", (resourceId, appId) => {
    const extensions = [extension("emailOtpSend", { resourceId })]
    const [wire] = wiresOf(snapshot({ extensions, listeners: [listener("emailOtpSend")] }))
    expect(wire?.apiAppId).toBe(appId)
  })

  test("have the binding's limits where it has any, else the extension's", () => {
    const listeners = [listener("emailOtpSend", { timeoutMs: 500 })]
    const [wire] = wiresOf(snapshot({ extensions, listeners }))
    expect(wire?.limits).toEqual({ timeoutMs: 500, maximumRetries: 1 })
  })

  test.each([
    ["the listener", {}, { fallsBack: true }],
    ["the extension", { fallsBack: true }, {}],
  ])("fall back to Microsoft's mail when %s says so", (_, ofExtension, ofListener) => {
    const [wire] = wiresOf(
      snapshot({
        extensions: [extension("emailOtpSend", ofExtension)],
        listeners: [listener("emailOtpSend", ofListener)],
      }),
    )
    expect([wire?.fallsBack, wireTo("emailOtpSend")?.fallsBack]).toEqual([true, false])
  })
})

describe("the ways from one app", () => {
  const other = "00000000-0000-4000-8000-000000000000"

  test("are those that name it and those for all apps, the highest rank of an event first", () => {
    const listeners = [
      listener("emailOtpSend", { id: "low", priority: 10 }),
      listener("emailOtpSend", { id: "high", priority: 900, allApps: true, appIds: [] }),
      listener("emailOtpSend", { id: "other", appIds: [other] }),
    ]
    const from = wiresFrom(signIn().app.id, wiresOf(snapshot({ listeners })))
    expect(from.map(({ binding }) => binding.listener?.id)).toEqual(["high", "low"])
  })

  test("without an id are those for all apps", () => {
    const listeners = [listener("emailOtpSend"), listener("passwordSubmit", { allApps: true })]
    expect(wiresFrom(null, wiresOf(snapshot({ listeners }))).map(({ eventType }) => eventType)).toEqual([
      "passwordSubmit",
    ])
  })
})

describe("the way of a callout", () => {
  const wayOf = (row: ReturnType<typeof signUp>, from: readonly Wire[] = wires) => {
    const [callout] = calloutsOf(row)
    return callout && wireOf(callout, from)
  }
  const start = (change: Partial<AppliedListener> = {}) =>
    signUp({
      listeners: [
        appliedListener({
          eventType: "attributeCollectionStart",
          listenerId: "attributeCollectionStart-listener",
          extensionId: "attributeCollectionStart-extension",
          ...change,
        }),
      ],
    })

  test("is by the listener that the log names", () => {
    const row = signIn({ listeners: [appliedListener({ listenerId: "emailOtpSend-listener" })] })
    expect(wayOf(row)?.eventType).toBe("emailOtpSend")
  })

  test("is by the flow when the log names the listener that stands for its handler", () => {
    const both = wiresOf(snapshot({ ...tenant, listeners: standIns }))
    expect(wayOf(start(), both)).toMatchObject({
      eventType: "attributeCollectionStart",
      binding: { by: "flow" },
    })
  })

  test("is by the flow when the log names the flow itself", () => {
    const row = start({ eventType: "attributeCollectionSubmit", listenerId: flow.id, extensionId: null })
    expect(wayOf(row)).toMatchObject({ eventType: "attributeCollectionSubmit", binding: { by: "flow" } })
  })

  test("is by the flow with the same event and extension when Graph lists no listener for it", () =>
    expect(wayOf(start())).toMatchObject({ eventType: "attributeCollectionStart", binding: { by: "flow" } }))

  test("is none when nothing of the directory fits", () => {
    expect(wayOf(start({ extensionId: "gone" }))).toBeNull()
    expect(wayOf(signIn({ status: { ...signIn().status, errorCode: 1100001 }, listeners: [] }))).toBeNull()
  })
})
