import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { eventTypes, graphNames } from "../../../sandbox/tenants/event-types"
import { contosoIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"
import { contosoOf } from "../login/login"

let world: World
let tenant: Tenant
beforeAll(async () => {
  world = await createWorld(portsFrom(5500))
})
beforeEach(() => {
  world.reset()
  tenant = contosoOf(world)
})

test("the token listener includes the app that access tokens are for", () => {
  const listener = tenant.authenticationEventListeners.find(({ id }) => id === contosoIds.listener)
  expect(listener?.conditions.applications.includeApplications).toContainEqual({
    appId: contosoIds.ordersApp,
  })
  expect(tenant.applications.find(({ appId }) => appId === contosoIds.ordersApp)?.identifierUris).toEqual([
    `api://${contosoIds.ordersApp}`,
  ])
})

test("account recovery is listened to for every app, by the one extension of its kind", () => {
  const listener = tenant.authenticationEventListeners.find(({ id }) => id === contosoIds.verifiedIdListener)
  expect(listener).toMatchObject({
    conditions: { applications: { includeAllApplications: true } },
    handler: { customExtension: { id: contosoIds.verifiedIdExtension } },
  })
  const kind = graphNames.verifiedIdClaimValidation.extension
  expect(tenant.customAuthenticationExtensions.filter((one) => one["@odata.type"] === kind)).toHaveLength(1)
})

test("every employee has a number of his own, and the guest has none", () => {
  const members = tenant.users.filter(({ userType }) => userType === "Member")
  const numbers = members.map(({ employeeId }) => employeeId)
  expect(numbers).not.toContain(null)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(tenant.users.find(({ userType }) => userType === "Guest")?.employeeId).toBeNull()
})

test("every employee has a security identifier of his own", () => {
  const sids = tenant.users.flatMap(({ onPremisesSecurityIdentifier: sid }) => sid ?? [])
  expect(new Set(sids).size).toBe(sids.length)
})

describe("as in a tenant of some age", () => {
  test("a secret of the API's app has expired", () => {
    const app = tenant.applications.find(({ appId }) => appId === contosoIds.apiApp)
    const now = world.clock.date().toISOString()
    expect(app?.passwordCredentials.map(({ endDateTime }) => endDateTime < now)).toEqual([true])
  })

  test("an extension is of a type in preview, and nothing listens with it", () => {
    const known: string[] = eventTypes.map((event) => graphNames[event].extension)
    const unknown = tenant.customAuthenticationExtensions.filter((one) => !known.includes(one["@odata.type"]))
    expect(unknown).toMatchObject([{ "@odata.type": "#microsoft.graph.onPasswordUpdateCustomExtension" }])
    const used = tenant.authenticationEventListeners.map(({ handler }) => handler.customExtension.id)
    expect(used).not.toContain(unknown[0]?.id)
  })

  test("a listener is of a type that no event of an API has", () => {
    const known: string[] = eventTypes.map((event) => graphNames[event].listener)
    const types = tenant.otherListeners.map((one) => one["@odata.type"])
    expect(types).toHaveLength(1)
    expect(known).not.toContain(types[0])
  })
})
