import { expect, test } from "vitest"
import { chooseListener } from "../../../sandbox/engine/listeners"
import { contosoIds } from "../../../sandbox/tenants/contoso"
import type { AuthenticationEventListener } from "../../../sandbox/tenants/types"
import { healthyTenant, listenerOf } from "./healthy"

const choose = (appId: string, ...listeners: AuthenticationEventListener[]) =>
  chooseListener({ authenticationEventListeners: listeners }, "tokenIssuanceStart", appId)?.id

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
