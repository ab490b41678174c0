import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { rowsOf } from "../graph/rows"
import { type Sandbox, start } from "./start"

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await start(5420)
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.world.reset())

test("history fills the log and says from when to when", async () => {
  const { json } = await sandbox.call("POST", "/history", { days: 7, perDay: 20, seed: 5 })
  const signIns = sandbox.world.tenants.get(contosoIds.tenant)?.signIns
  const rows = signIns ? rowsOf(signIns) : []
  expect(rows).toHaveLength(140)
  expect(json).toMatchObject({
    tenant: "Contoso",
    rows: 140,
    oldest: rows[0]?.createdDateTime,
    newest: rows.at(-1)?.createdDateTime,
    signUps: 0,
    changes: sandbox.world.tenants.get(contosoIds.tenant)?.directoryAudits.size,
  })
  const failed = rows.filter(({ status }) => status.errorCode !== 0)
  // Safe: a member that is not there fails the assertion below.
  const { incidents } = json as { incidents: { code: number; failures: number }[] }
  expect(incidents.reduce((sum, { failures }) => sum + failures, 0)).toBe(failed.length)
})

test("history of an external tenant has sign-ups too, and replaces that of the same seed", async () => {
  const write = () => sandbox.call("POST", "/history", { tenant: "Woodgrove", days: 3, perDay: 100, seed: 5 })
  const { json } = await write()
  await write()
  const tenant = sandbox.world.tenants.get(woodgroveIds.tenant)
  expect(json).toMatchObject({ tenant: "Woodgrove", rows: 300, signUps: tenant?.signUps.size })
  expect(tenant?.signUps.size).toBeGreaterThan(10)
  expect(tenant?.signIns.size).toBe(300)
})

test.each([
  [{ days: 1101 }, "days: Too big: expected number to be <=1100."],
  [{ days: 1001, perDay: 1500 }, "A history has at most 1,500,000 rows."],
])("a history as large as %j is refused", async (body, error) => {
  expect(await sandbox.call("POST", "/history", body)).toEqual({ status: 400, json: { error } })
})

test("a body out of shape is refused with every member that is wrong", async () => {
  const { status, json } = await sandbox.call("POST", "/history", { days: 0, perDay: "many", moons: 2 })
  expect(status).toBe(400)
  expect(json).toEqual({
    error:
      'days: Too small: expected number to be >=1; perDay: Expected a whole number; Unrecognized key: "moons".',
  })
})

test("a body that is no JSON is refused", async () => {
  const response = await sandbox.fetchPath("/clock", { method: "POST", body: "{offsetMs:" })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: "The body is not JSON." })
})

test("JSON is understood under the type that curl sends", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" }
  const response = await sandbox.fetchPath("/clock", { method: "POST", headers, body: '{"offsetMs":60000}' })
  expect(await response.json()).toMatchObject({ offsetMs: 60_000 })
  expect(sandbox.world.clock.offsetMs).toBe(60_000)
})

test("requests of one origin can be read and forgotten", async () => {
  await sandbox.call("POST", "/sign-ins", { user: "casey", app: "Woodgrove Groceries" })
  const { json } = await sandbox.call("GET", "/requests?origin=apis")
  expect(json).toMatchObject([
    { origin: "apis", method: "POST", url: "/api/onTokenIssuanceStart", status: 200 },
  ])
  await sandbox.call("DELETE", "/requests")
  expect((await sandbox.call("GET", "/requests?origin=apis")).json).toEqual([])
})

describe("a queued answer", () => {
  test.each([
    ["a route without a method", { route: "/api", answer: {} }],
    ["an unknown member", { route: "GET /api", answer: { code: 500 } }],
    ["a body under a status that has none", { route: "GET /api", answer: { status: 204, body: "x" } }],
  ])("is refused for %s", async (_what, body) => {
    expect((await sandbox.call("POST", "/next", body)).status).toBe(400)
  })
})

describe("a tenant", () => {
  test("is listed with the names that sign-ins take", async () => {
    const { json } = await sandbox.call("GET", "/tenants")
    expect(json).toMatchObject([
      { id: contosoIds.tenant, name: "Contoso", type: "AAD", premium: true },
      { id: woodgroveIds.tenant, name: "Woodgrove", type: "CIAM", premium: true },
    ])
    expect(JSON.stringify(json)).toContain("casey@contoso.com")
    expect(JSON.stringify(json)).toContain("Woodgrove Groceries")
    expect(JSON.stringify(json)).not.toContain(sandbox.world.consoleSecret)
  })

  test("can lose its licence", async () => {
    await sandbox.call("PUT", "/tenants/contoso", { premium: false })
    expect(sandbox.world.tenants.get(contosoIds.tenant)?.premium).toBe(false)
  })
})

describe("grants", () => {
  const permissionsOfConsole = () => {
    const tenant = sandbox.world.tenants.get(contosoIds.tenant)
    const principal = tenant?.servicePrincipals.find(({ appId }) => appId === contosoIds.consoleApp)
    return tenant?.appRoleAssignments.filter(({ principalId }) => principalId === principal?.id)
  }

  test("are replaced by the permissions that are named", async () => {
    const permissions = ["AuditLog.Read.All", "Application.Read.All"]
    const { json } = await sandbox.call("PUT", "/grants", { app: "Calloutscope", permissions })
    expect(json).toEqual({ tenant: "Contoso", app: "Calloutscope", permissions })
    expect(permissionsOfConsole()).toMatchObject([
      { appRoleId: "b0afded3-3588-46d8-8b3d-9842eff778da", resourceId: contosoIds.graphServicePrincipal },
      { appRoleId: "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", resourceId: contosoIds.graphServicePrincipal },
    ])
    const ids = permissionsOfConsole()?.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
  })

  test("can be none at all", async () => {
    await sandbox.call("PUT", "/grants", { app: "Calloutscope", permissions: [] })
    expect(permissionsOfConsole()).toEqual([])
  })

  test("stay as they are when a permission is unknown", async () => {
    const before = permissionsOfConsole()
    const permissions = ["AuditLog.Read.All", "Everything.Write.All"]
    const { status, json } = await sandbox.call("PUT", "/grants", { app: "Calloutscope", permissions })
    expect(status).toBe(400)
    expect(json).toEqual({
      error: "The sandbox's Microsoft Graph has no application permission Everything.Write.All.",
    })
    expect(permissionsOfConsole()).toEqual(before)
  })
})

test("a route that does not exist is answered with 501", async () => {
  expect((await sandbox.call("GET", "/moons")).status).toBe(501)
})
