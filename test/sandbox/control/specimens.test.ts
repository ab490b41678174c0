import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { requireSpecimens, specimens } from "../../../sandbox/control/specimens"
import { Refusal } from "../../../sandbox/engine/refusal"
import { contosoIds } from "../../../sandbox/tenants/ids"
import type { Tenant } from "../../../sandbox/tenants/types"
import { type Sandbox, start } from "./start"

// What each specimen does to a sign-in, and that its repair undoes it, stands in test/sandbox/specimens.test.ts.

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5400)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const casey = { tenant: "Contoso", user: "casey", app: "Woodgrove Groceries" }
const signIn = () => sandbox.call("POST", "/sign-ins", casey)
const brokenIds = () => specimens.filter((one) => one.isBroken(sandbox.world)).map(({ id }) => id)
const specimenOf = (id: string) => {
  const found = specimens.find((one) => one.id === id)
  if (!found) throw new Error(`There is no specimen ${id}.`)
  return found
}

function contoso(): Tenant {
  const tenant = sandbox.world.tenants.get(contosoIds.tenant)
  if (!tenant) throw new Error("The world has lost Contoso.")
  return tenant
}

/** All that specimens may change, as text. */
function everything(): string {
  const { signIns: _log, secrets: _secrets, ...tenant } = contoso()
  const behaviours = [...sandbox.world.apis.values()].map(({ behaviour }) => behaviour)
  return JSON.stringify([tenant, behaviours, sandbox.world.platform.settings])
}

describe("several specimens at once", () => {
  /** Breaks one; a place that another specimen has taken away cannot be broken, and says so. */
  function tryToBreak(id: string): void {
    try {
      specimenOf(id).breakIt(sandbox.world)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }

  test("leave nothing behind once all that say broken are repaired, in whatever order", () => {
    const id = fc.constantFrom(...specimens.map((one) => one.id))
    const step = fc.record({ id, repairs: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (steps) => {
        sandbox.world.reset()
        const before = everything()
        for (const one of steps) {
          if (one.repairs) specimenOf(one.id).repair(sandbox.world)
          else tryToBreak(one.id)
        }
        for (let left = brokenIds(); left.length > 0; left = brokenIds())
          for (const broken of left) specimenOf(broken).repair(sandbox.world)
        // Dates of a reset are relative to its moment, so that only this run's own start can be compared with.
        return everything() === before
      }),
      { numRuns: 300 },
    )
  })

  test("of one place take each other's, and a repair puts back what stood there first", async () => {
    const address = () => contoso().customAuthenticationExtensions[0]?.endpointConfiguration?.targetUrl
    const before = address()
    await sandbox.call("POST", "/specimens/1003020", { variant: "target-url-http" })
    await sandbox.call("POST", "/specimens/1003015", { variant: "target-host-moved" })
    expect(address()).toMatch(/^https:\/\/claims-v2\./)
    expect(brokenIds()).toEqual(["target-host-moved"])
    await sandbox.call("DELETE", "/specimens/1003015")
    expect(address()).toBe(before)
  })

  test("of one API leave the later one broken when the earlier one is repaired", async () => {
    await sandbox.call("POST", "/specimens/1003002")
    await sandbox.call("POST", "/specimens/1003005")
    await sandbox.call("DELETE", "/specimens/1003002")
    expect(brokenIds()).toEqual(["claims-api-slow"])
  })

  test("cannot be of a place that one of them has taken away", async () => {
    await sandbox.call("POST", "/specimens/1003011")
    expect(await sandbox.call("POST", "/specimens/1003020")).toEqual({
      status: 400,
      json: { error: "The extension is gone; repair that first." },
    })
  })

  test("are all repaired by a reset", async () => {
    for (const { code } of specimens) await sandbox.call("POST", `/specimens/${code}`)
    await sandbox.call("POST", "/reset")
    expect(brokenIds()).toEqual([])
    expect((await signIn()).json).toMatchObject({ code: 0 })
  })
})

test("without a variant the first specimen is broken and all are repaired", async () => {
  expect((await sandbox.call("POST", "/specimens/1003002")).json).toMatchObject([
    { id: "claims-api-throws", broken: true },
    ...requireSpecimens("1003002")
      .slice(1)
      .map(() => ({ broken: false })),
  ])
  await sandbox.call("POST", "/specimens/1003002", { variant: "logic-app-policy" })
  expect(brokenIds()).toEqual(["logic-app-policy"])
  await sandbox.call("DELETE", "/specimens/1003002")
  expect(brokenIds()).toEqual([])
})

test("a behaviour that was set by hand counts as broken, and one set back as repaired", async () => {
  await sandbox.call("PUT", "/apis/claims/handler", { behaviour: "null-body" })
  expect(brokenIds()).toEqual(["answer-null"])
  await sandbox.call("PUT", "/apis/claims/handler", { behaviour: "healthy" })
  expect(brokenIds()).toEqual([])
})

test("a grant that was given by other means counts as a repair", async () => {
  await sandbox.call("POST", "/specimens/1003021")
  const app = "Authentication events API"
  const permissions = ["CustomAuthenticationExtension.Receive.Payload"]
  await sandbox.call("PUT", "/grants", { app, permissions })
  expect(brokenIds()).toEqual([])
  expect((await signIn()).json).toMatchObject({ code: 0 })
})

test("an unknown code and an unknown variant are refused by name", async () => {
  const unknown = await sandbox.call("POST", "/specimens/1003013")
  expect(unknown.status).toBe(400)
  expect(JSON.stringify(unknown.json)).toMatch(
    /There is no specimen of 1003013; there are 1003000, 1003001, .*, 1003027\./,
  )
  expect(await sandbox.call("POST", "/specimens/1003008", { variant: "moon" })).toEqual({
    status: 400,
    json: { error: "1003008 has no variant moon; it has answer-of-2021-checked." },
  })
})
