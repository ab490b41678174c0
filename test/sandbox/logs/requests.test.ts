import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest"
import { workspaceIds } from "../../../sandbox/logs/workspaces"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { type Logs, openLogs } from "./logs"
import { signInAs } from "./sign-ins"

const minuteMs = 60_000

let logs: Logs
beforeAll(async () => {
  logs = await openLogs()
})
beforeEach(() => logs.world.reset())

const iso = (ms: number) => new Date(ms).toISOString()

describe("the timespan of a request", () => {
  /** Sign-ins so many minutes ago; gives the minutes whose sign-in a timespan lets through. */
  async function within(timespan: string, query = "SigninLogs"): Promise<number[]> {
    const now = Math.floor(logs.world.clock.now() / 1000) * 1000
    logs.workspace().ingestionDelayMs = 0
    const ages = [5, 50, 500, 5000]
    const ids = ages.map((age) => signInAs(logs.tenant(contosoIds.tenant), { at: now - age * minuteMs }).id)
    const { rows } = await logs.table(`${query} | project Id`, { given: { timespan } })
    return rows.map(([id]) => ages[ids.indexOf(String(id))] ?? 0).sort((one, other) => one - other)
  }

  test("may be a duration before now", async () => {
    expect(await within("PT1H")).toEqual([5, 50])
    logs.world.reset()
    expect(await within("P1DT12H")).toEqual([5, 50, 500])
  })

  test("may be two times", async () => {
    const now = logs.world.clock.now()
    expect(await within(`${iso(now - 600 * minuteMs)}/${iso(now - 40 * minuteMs)}`)).toEqual([50, 500])
  })

  test("may be a time and a duration, in either order", async () => {
    const from = iso(logs.world.clock.now() - 60 * minuteMs)
    expect(await within(`${from}/PT30M`)).toEqual([50])
    logs.world.reset()
    expect(await within(`P1D/${from}`)).toEqual([500])
  })

  test("and the query's own condition both count", async () => {
    expect(await within("P1D", "SigninLogs | where TimeGenerated < ago(20m)")).toEqual([50, 500])
  })

  test.each(["yesterday", "P", "PT", "1h", "2026-11-20/2026-11-21/PT1H", "2026-11-20/soon"])(
    "that is %j is refused",
    async (timespan) => {
      const { status, body } = await logs.ask("print 1", { given: { timespan } })
      expect([status, body.error?.code]).toEqual([400, "BadArgumentError"])
    },
  )
})

describe("the request", () => {
  test("may come in the address", async () => {
    const { body } = await logs.ask("print answer = 42", { method: "GET", given: { timespan: "P1D" } })
    expect(body.tables).toMatchObject([{ name: "PrimaryResult", rows: [[42]] }])
  })

  test.each([
    ["without a body", { text: "" }],
    ["without the type of JSON", { headers: { "content-type": "text/plain" } }],
  ])("%s is answered with nothing at all", async (_, request) => {
    const { status, text } = await logs.ask("print 1", request)
    expect([status, text]).toEqual([200, ""])
  })

  test("without a query is refused", async () => {
    expect((await logs.ask("", { text: "{}" })).status).toBe(400)
    expect((await logs.ask("", { text: "{" })).status).toBe(400)
  })

  test("over several workspaces is a gap of the sandbox", async () => {
    const { status, body } = await logs.ask("print 1", { given: { workspaces: [workspaceIds.woodgrove] } })
    expect([status, JSON.stringify(body.error)]).toEqual([400, expect.stringContaining("several workspaces")])
    expect((await logs.ask("print 1", { given: { workspaces: [workspaceIds.contoso] } })).status).toBe(200)
  })
})

describe("what is preferred", () => {
  test("says whether statistics and the drawing are told", async () => {
    const query = "print x = 1 | render barchart with (title='Ones')"
    const plain = (await logs.ask(query)).body
    expect(Object.keys(plain)).toEqual(["tables"])
    const { body } = await logs.ask(query, {
      headers: { prefer: "include-statistics=true, include-render=true,wait=30" },
    })
    expect(body.render).toMatchObject({ visualization: "barchart", title: "Ones" })
    expect(body.statistics).toMatchObject({
      query: { executionTime: expect.any(Number), datasetStatistics: [{ tableRowCount: 1 }] },
    })
  })

  test("says how long to wait for the answer", async () => {
    logs.workspace().delayMs = 5000
    const { status, body } = await logs.ask("print 1", { headers: { prefer: "wait=1" } })
    expect([status, body.error?.code]).toEqual([504, "GatewayTimeout"])
  })
})

test("more than five queries of one principal at once are too many", async () => {
  logs.workspace().delayMs = 300
  const token = await logs.tokenOf("console")
  const answers = await Promise.all(Array.from({ length: 6 }, () => logs.ask("print 1", { token })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429])
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.body.error?.code).toBe("ThrottledError")
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await logs.ask("print 1", { token })).status).toBe(200)
})

test("others have their turn while a query works", async () => {
  const turns = vi.fn()
  const timer = setInterval(turns, 5)
  const now = logs.world.clock.now()
  for (let age = 1; age < 5000; age += 1)
    signInAs(logs.tenant(contosoIds.tenant), { at: now - age * minuteMs })
  logs.workspace().ingestionDelayMs = 0
  await logs.table(
    "union SigninLogs, SigninLogs, SigninLogs | extend l = parse_json(tostring(AppliedEventListeners)) | mv-expand l | count",
  )
  clearInterval(timer)
  expect(turns.mock.calls.length).toBeGreaterThan(2)
})

describe("a part of the result", () => {
  test("comes with an error beside it when the workspace is told so", async () => {
    logs.workspace().partialError = true
    const { status, body } = await logs.ask("print 1")
    expect(status).toBe(200)
    expect(body.tables).toHaveLength(1)
    expect(body.error).toMatchObject({ code: "PartialError", details: [{ code: "EngineError" }] })
  })

  test("ends at 500,000 rows", async () => {
    const { body } = await logs.ask("range x from 1 to 500001 step 1")
    expect(body.tables?.[0]?.rows).toHaveLength(500_000)
    expect(JSON.stringify(body.error)).toContain("E_QUERY_RESULT_SET_TOO_LARGE")
  })

  test("ends at 64 MB", async () => {
    const { body } = await logs.ask("range x from 1 to 70 step 1 | extend text = strrep('m', 1048576)")
    expect(body.tables?.[0]?.rows.length).toBe(63)
    expect(JSON.stringify(body.error)).toContain("67108864 bytes")
  })
})

describe("when rows arrive", () => {
  const arrived = async (workspace: string = workspaceIds.contoso) =>
    (
      await logs.table("SigninLogs | extend late = ingestion_time() - TimeGenerated | project late", {
        workspace,
      })
    ).rows

  test("a new one is not there at once, but after the delay", async () => {
    const tenant = logs.tenant(contosoIds.tenant)
    signInAs(tenant, { at: logs.world.clock.now() })
    expect(await arrived()).toEqual([])
    logs.world.clock.setOffset(logs.workspace().ingestionDelayMs)
    const [[late] = []] = await arrived()
    expect(String(late)).toMatch(/^00:0[1-2]:\d\d\.\d+$|^00:03:00$/)
  })

  test("the delay can be changed", async () => {
    logs.workspace().ingestionDelayMs = 0
    signInAs(logs.tenant(contosoIds.tenant), { at: logs.world.clock.now() - 1000 })
    expect(await arrived()).toEqual([["00:00:00"]])
  })

  test("Woodgrove's are in its own workspace alone", async () => {
    signInAs(logs.tenant(contosoIds.tenant), { at: logs.world.clock.now() - 10 * minuteMs })
    const token = await logs.tokenOf("reader")
    const ofWoodgrove = await logs.table("SigninLogs | project AADTenantId", {
      workspace: workspaceIds.woodgrove,
      token,
    })
    expect(ofWoodgrove.rows).toEqual([])
    const ofContoso = await logs.table("SigninLogs | project AADTenantId, TenantId")
    expect(ofContoso.rows).toEqual([[contosoIds.tenant, workspaceIds.contoso]])
    expect(ofContoso.rows).not.toContainEqual([woodgroveIds.tenant, expect.anything()])
  })
})

describe("a table that nothing is sent to", () => {
  beforeEach(() => {
    logs.workspace().missingTables = ["AADNonInteractiveUserSignInLogs"]
  })

  test("does not exist", async () => {
    const { status, text } = await logs.ask("AADNonInteractiveUserSignInLogs | count")
    expect([status, text]).toEqual([400, expect.stringContaining("AADNonInteractiveUserSignInLogs")])
  })

  test("is left out of a fuzzy union, which still knows the columns of the others", async () => {
    logs.workspace().ingestionDelayMs = 0
    signInAs(logs.tenant(contosoIds.tenant), { at: logs.world.clock.now() - minuteMs })
    const query =
      "union isfuzzy=true (SigninLogs | where AppId != ''), (AADNonInteractiveUserSignInLogs | where Id != '' | extend X = Status) | count"
    expect((await logs.table(query)).rows).toEqual([[1]])
  })
})
