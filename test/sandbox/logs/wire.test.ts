import { LogsQueryClient, LogsQueryResultStatus } from "@azure/monitor-query-logs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApp, listen, type Origin } from "../../../sandbox/http/origin"
import { createLogsApp } from "../../../sandbox/logs/app"
import { workspaceIds } from "../../../sandbox/logs/workspaces"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { type Logs, logsScope, openLogs } from "./logs"
import { signInAs } from "./sign-ins"

const port = 42_357
const scopes: string[][] = []
const week = { duration: "P7D" }

let logs: Logs
let origin: Origin
let client: LogsQueryClient
beforeAll(async () => {
  logs = await openLogs()
  const { world } = logs
  const tls = await world.authority.issue(["localhost"])
  const options = { name: "logs", host: "127.0.0.1", port, tls, log: world.log, next: world.next }
  const app = createApp(options)
  createLogsApp(app, world)
  origin = await listen(app, options)
  const credential = {
    async getToken(asked: string | string[]) {
      scopes.push([asked].flat())
      return { token: await logs.tokenOf("console"), expiresOnTimestamp: Date.now() + 3_600_000 }
    },
  }
  client = new LogsQueryClient(credential, {
    endpoint: `https://localhost:${port}/v1`,
    tlsOptions: { ca: world.authority.caPem },
    retryOptions: { maxRetries: 1 },
  })
})
afterAll(() => origin.close())

/** The first table that the unmodified client makes of an answer. */
async function tableOf(query: string) {
  const result = await client.queryWorkspace(workspaceIds.contoso, query, week)
  if (result.status !== LogsQueryResultStatus.Success) throw new Error(JSON.stringify(result))
  return result.tables[0]
}

test("Microsoft's client asks for the scope that the login origin knows", async () => {
  await tableOf("print 1")
  expect(scopes).toContainEqual([logsScope])
})

test("it reads every type of column", async () => {
  const table = await tableOf(
    `print b = true, i = int(7), l = long(9007199254740991), r = 2.5, n = real(nan), s = "a", g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642),
       d = datetime(2026-11-20T10:00:00.1234567Z), t = 26h + 1ms, x = dynamic({"a": [1, null]}), z = int(null), e = dynamic(null)`,
  )
  expect(table?.columnDescriptors.map(({ name, type }) => `${name}:${type}`)).toEqual([
    "b:bool",
    "i:int",
    "l:long",
    "r:real",
    "n:real",
    "s:string",
    "g:guid",
    "d:datetime",
    "t:timespan",
    "x:dynamic",
    "z:int",
    "e:dynamic",
  ])
  const [row = []] = table?.rows ?? []
  expect(row.slice(0, 7)).toEqual([
    true,
    7,
    9_007_199_254_740_991,
    2.5,
    "NaN",
    "a",
    "74be27de-1e4e-49d9-b579-fe0b331d3642",
  ])
  // The client's Date has no room for the ticks, which is why cursors are texts.
  expect(row[7]).toEqual(new Date("2026-11-20T10:00:00.123Z"))
  expect(row.slice(8)).toEqual(["1.02:00:00.0010000", { a: [1, null] }, null, null])
})

test("what goes over the wire is text in JSON where the service has it so", async () => {
  const { text } = await logs.ask(
    `print d = datetime(2026-11-20T10:00:00.1234567Z), w = datetime(2026-11-20), x = dynamic({"a": 1.0}), l = long(9223372036854775807), t = -90s, q = "\\u2028\\"", inf = 1.0 / 0, h = hash("World")`,
  )
  expect(text).toContain(
    `"rows":[["2026-11-20T10:00:00.1234567Z","2026-11-20T00:00:00Z","{\\"a\\":1.0}",9223372036854775807,"-00:01:30","\u2028\\"","Infinity",1846988464401551951]]`,
  )
})

test("it reads a sign-in as the table has it", async () => {
  const tenant = logs.tenant(contosoIds.tenant)
  logs.workspace().ingestionDelayMs = 0
  const row = signInAs(tenant, { at: logs.world.clock.now() - 60_000 })
  const table = await tableOf(
    "SigninLogs | project Id, TimeGenerated, ResultType, Status, AppliedEventListeners, IsInteractive, DurationMs",
  )
  expect(table?.rows).toHaveLength(1)
  const [id, time, result, status, listeners, ...rest] = table?.rows[0] ?? []
  expect([id, result, ...rest]).toEqual([row.id, "0", true, 0])
  expect((time as Date).toISOString().slice(0, 19)).toBe(row.createdDateTime.slice(0, 19))
  expect(status).toEqual(row.status)
  expect(listeners).toMatchObject([
    { eventType: "tokenIssuanceStart", handlerResult: { errorCode: 0, httpStatus: 200 } },
  ])
})

test("it sees a part of a result as such", async () => {
  logs.workspace().partialError = true
  const result = await client.queryWorkspace(workspaceIds.contoso, "print 1", week)
  logs.workspace().partialError = false
  expect(result).toMatchObject({
    status: LogsQueryResultStatus.PartialFailure,
    partialError: { code: "PartialError", details: [{ code: "EngineError" }] },
    partialTables: [{ rows: [[1]] }],
  })
})

test("it throws what the service refuses", async () => {
  await expect(client.queryWorkspace(workspaceIds.contoso, "Nope | count", week)).rejects.toMatchObject({
    statusCode: 400,
    code: "BadArgumentError",
  })
  await expect(client.queryWorkspace(workspaceIds.woodgrove, "print 1", week)).rejects.toMatchObject({
    statusCode: 403,
    code: "InsufficientAccessError",
  })
})

test("it sends statistics and the drawing on, and the wait", async () => {
  const result = await client.queryWorkspace(workspaceIds.contoso, "print 1 | render table", week, {
    includeQueryStatistics: true,
    includeVisualization: true,
    serverTimeoutInSeconds: 30,
  })
  if (result.status !== LogsQueryResultStatus.Success) throw new Error("There was an error.")
  expect(result.statistics).toHaveProperty("query.executionTime")
  expect(result.visualization).toMatchObject({ visualization: "table" })
})
