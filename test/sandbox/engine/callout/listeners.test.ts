import { describe, expect, test } from "vitest"
import { chooseListener } from "../../../../sandbox/engine/callout/listeners"
import { contosoIds, woodgroveIds } from "../../../../sandbox/tenants/ids"
import type { AuthenticationEventListener, AuthenticationEventsFlow } from "../../../../sandbox/tenants/types"
import { healthyTenant, healthyWoodgrove, listenerOf } from "../healthy"

const choose = (appId: string, ...listeners: AuthenticationEventListener[]) =>
  chooseListener(
    { authenticationEventListeners: listeners, authenticationEventsFlows: [] },
    "tokenIssuanceStart",
    appId,
  )?.id

function listener(
  id: string,
  change: Partial<AuthenticationEventListener> = {},
): AuthenticationEventListener {
  return { ...listenerOf(healthyTenant()), id, ...change }
}

test("a listener that names the app is chosen", () => {
  expect(choose(contosoIds.groceriesApp, listener("one"))).toBe("one")
})

test("a listener that does not name the app is left out", () => {
  expect(choose(contosoIds.consoleApp, listener("one"))).toBeUndefined()
})

test("a listener for all applications is chosen for any app", () => {
  const conditions = { applications: { includeAllApplications: true, includeApplications: [] } }
  expect(choose(contosoIds.consoleApp, listener("one", { conditions }))).toBe("one")
})

test("a listener of another event is left out", () => {
  const other = listener("one", { "@odata.type": "#microsoft.graph.onAttributeCollectionStartListener" })
  expect(choose(contosoIds.groceriesApp, other)).toBeUndefined()
})

test("the listener with the higher priority wins", () => {
  const [low, high] = [listener("low", { priority: 100 }), listener("high", { priority: 900 })]
  expect(choose(contosoIds.groceriesApp, low, high)).toBe("high")
})

test("of equal priorities the first listener wins", () => {
  expect(choose(contosoIds.groceriesApp, listener("first"), listener("second"))).toBe("first")
})

describe("the attribute events", () => {
  const flow = (): AuthenticationEventsFlow => {
    const [first] = healthyWoodgrove().authenticationEventsFlows
    if (!first) throw new Error("Woodgrove has lost its user flow.")
    return first
  }
  const chooseIn = (...flows: AuthenticationEventsFlow[]) =>
    chooseListener(
      { authenticationEventListeners: [], authenticationEventsFlows: flows },
      "attributeCollectionSubmit",
      woodgroveIds.groceriesApp,
    )

  test("are handled by the app's user flow", () => {
    expect(chooseIn(flow())).toMatchObject({
      authenticationEventsFlowId: woodgroveIds.userFlow,
      handler: { customExtension: { id: woodgroveIds.attributeSubmitExtension } },
    })
  })

  test("are nobody's when the flow is for other apps, or has no handler", () => {
    const conditions = { applications: { includeAllApplications: false, includeApplications: [] } }
    expect(chooseIn({ ...flow(), conditions })).toBeUndefined()
    expect(chooseIn({ ...flow(), onAttributeCollectionSubmit: null })).toBeUndefined()
  })

  test("of two flows the one with the higher priority handles them", () => {
    const [low, high] = [
      { ...flow(), priority: 50, onAttributeCollectionSubmit: null },
      { ...flow(), id: "high", priority: 900 },
    ]
    expect(chooseIn(low, high)).toMatchObject({ authenticationEventsFlowId: "high" })
  })

  test("are not handled by a listener of the tenant's own", () => {
    const own = listener("own", { "@odata.type": "#microsoft.graph.onAttributeCollectionSubmitListener" })
    const bindings = { authenticationEventListeners: [own], authenticationEventsFlows: [] }
    expect(chooseListener(bindings, "attributeCollectionSubmit", contosoIds.groceriesApp)).toBeUndefined()
  })
})
