import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { specimens } from "../../../sandbox/control/specimens"
import { contosoIds } from "../../../sandbox/tenants/contoso"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5400)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

const casey = { tenant: "Contoso", user: "casey", app: "Woodgrove Groceries" }
const signIn = () => sandbox.call("POST", "/sign-ins", casey)
const callsToApis = () => sandbox.world.log.list("apis").length
const lastRow = () => [...sandbox.world.tenants.values()][0]?.signIns.at(-1)
const healthy = { status: 200, json: { code: 0, attempts: 1, httpStatus: 200, user: { kind: "tokens" } } }

/** What each specimen does to a sign-in; a specimen that is not here has no proof. */
const effects: Record<string, { attempts: number; httpStatus: number | null; calls: number }> = {
  "claims-api-throws": { attempts: 1, httpStatus: 500, calls: 1 },
  "claims-api-slow": { attempts: 2, httpStatus: null, calls: 2 },
  "receive-payload-missing": { attempts: 0, httpStatus: null, calls: 0 },
}

test("ids are unique and every specimen has its effect written down", () => {
  expect(specimens.map(({ id }) => id).toSorted()).toEqual(Object.keys(effects).toSorted())
})

describe.each(specimens.map(({ id, code }) => ({ id, code })))("$id", ({ id, code }) => {
  const { attempts, httpStatus, calls } = effects[id] ?? { attempts: -1, httpStatus: -1, calls: -1 }

  test(`fails sign-ins with ${code} until it is repaired`, { timeout: 20_000 }, async () => {
    expect(await signIn()).toMatchObject(healthy)
    sandbox.world.log.clear()

    const broken = await sandbox.call("POST", `/specimens/${code}`, { variant: id })
    expect(broken).toMatchObject({ status: 200, json: [{ id, code, broken: true }] })
    expect(await signIn()).toMatchObject({ json: { code, attempts, httpStatus, user: { kind: "redirect" } } })
    expect(callsToApis()).toBe(calls)
    expect(lastRow()?.status.errorCode).toBe(1100001)
    expect(lastRow()?.appliedEventListeners).toMatchObject([
      {
        eventType: "tokenIssuanceStart",
        executedListenerId: contosoIds.listener,
        handlerResult: {
          customExtensionId: contosoIds.extension,
          errorCode: code,
          httpStatus,
          numberOfAttempts: attempts,
        },
      },
    ])

    const repaired = await sandbox.call("DELETE", `/specimens/${code}`)
    expect(repaired).toMatchObject({ status: 200, json: [{ id, code, broken: false }] })
    expect(await signIn()).toMatchObject(healthy)
  })
})

test("breaking one specimen breaks no other", async () => {
  const isBroken = () => specimens.filter((one) => one.isBroken(sandbox.world)).map(({ id }) => id)
  expect(isBroken()).toEqual([])
  for (const specimen of specimens) {
    specimen.breakIt(sandbox.world)
    expect(isBroken()).toEqual([specimen.id])
    specimen.repair(sandbox.world)
    expect(isBroken()).toEqual([])
  }
})

test("repairing what another specimen has overlaid leaves the other one broken", async () => {
  await sandbox.call("POST", "/specimens/1003002")
  await sandbox.call("POST", "/specimens/1003005")
  await sandbox.call("DELETE", "/specimens/1003002")
  const list = await sandbox.call("GET", "/specimens")
  expect(list.json).toMatchObject([
    { code: 1003002, broken: false },
    { code: 1003005, broken: true },
    { code: 1003021, broken: false },
  ])
})

test("repair restores the grant and nothing twice", async () => {
  const grants = () =>
    [...sandbox.world.tenants.values()][0]?.appRoleAssignments.map(
      ({ principalId, resourceId, appRoleId }) => `${principalId} ${resourceId} ${appRoleId}`,
    )
  const before = grants()
  await sandbox.call("POST", "/specimens/1003021")
  expect(grants()).toHaveLength((before?.length ?? 0) - 1)
  await sandbox.call("DELETE", "/specimens/1003021")
  await sandbox.call("DELETE", "/specimens/1003021")
  expect(grants()?.toSorted()).toEqual(before?.toSorted())
})

test("reset repairs everything", async () => {
  for (const { code } of specimens) await sandbox.call("POST", `/specimens/${code}`)
  await sandbox.call("POST", "/reset")
  expect(specimens.filter((one) => one.isBroken(sandbox.world))).toEqual([])
})

test("an unknown code and an unknown variant are refused by name", async () => {
  expect(await sandbox.call("POST", "/specimens/1003013")).toEqual({
    status: 400,
    json: { error: "There is no specimen of 1003013; there are 1003002, 1003005, 1003021." },
  })
  expect(await sandbox.call("POST", "/specimens/1003002", { variant: "moon" })).toEqual({
    status: 400,
    json: { error: "1003002 has no variant moon; it has claims-api-throws." },
  })
})
