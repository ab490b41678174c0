import { beforeEach, describe, expect, test } from "vitest"
import { inventHistory } from "../../../sandbox/engine/history/history"
import { prepareQuery } from "../../../sandbox/logs/kql/execute"
import { datetimeOf } from "../../../sandbox/logs/kql/values/datetime"
import { schema } from "../../../sandbox/logs/tables/schemas"
import type { Tenant } from "../../../sandbox/tenants/types"
import { healthyTenant } from "../engine/healthy"
import { evaluate, now, rowsOf, tablesOf } from "./evaluate"
import { signInAs } from "./sign-ins"

const hourMs = 3_600_000

let tenant: Tenant
beforeEach(() => {
  tenant = healthyTenant()
})

/** The one row of a query's result, by the names of its columns. */
async function rowOf(query: string): Promise<Record<string, unknown>> {
  const { columns, rows } = await evaluate(query, tablesOf(tenant))
  expect(rows).toHaveLength(1)
  return Object.fromEntries(columns.map(({ name }, index) => [name, rows[0]?.[index]]))
}

describe("the schemas are those of a real workspace", () => {
  test("in the number of their columns", () => {
    const counts = [...schema].map(([name, columns]) => [name, columns.length])
    expect(Object.fromEntries(counts)).toEqual({
      SigninLogs: 96,
      AADNonInteractiveUserSignInLogs: 86,
      AADServicePrincipalSignInLogs: 45,
      AuditLogs: 30,
    })
  })

  test("in the columns that are dynamic in one table and text in the other", async () => {
    const types = async (table: string) =>
      rowsOf(
        `${table} | getschema | where ColumnName in ("Status", "DeviceDetail", "LocationDetails", "MfaDetail", "ConditionalAccessPolicies") | distinct ColumnType`,
      )
    expect(await types("SigninLogs")).toEqual([["dynamic"]])
    expect(await types("AADNonInteractiveUserSignInLogs")).toEqual([["string"]])
  })
})

describe("a sign-in", () => {
  test("by a person stands in SigninLogs", async () => {
    const row = signInAs(tenant, { at: now - hourMs })
    expect(await rowsOf("AADNonInteractiveUserSignInLogs", tablesOf(tenant))).toEqual([])
    expect(await rowOf("SigninLogs")).toMatchObject({
      TenantId: "a-workspace",
      AADTenantId: tenant.id,
      Id: row.id,
      CorrelationId: row.correlationId,
      OriginalRequestId: row.originalRequestId,
      ResultType: "0",
      ResultDescription: "",
      OperationName: "Sign-in activity",
      Category: "SignInLogs",
      AppId: row.appId,
      AppDisplayName: row.appDisplayName,
      UserId: row.userId,
      UserPrincipalName: row.userPrincipalName,
      UserType: "Member",
      IsInteractive: true,
      IsRisky: null,
      DurationMs: 0,
      ProcessingTimeInMilliseconds: "250",
      AuthenticationDetails: "[]",
      Status: JSON.stringify(row.status),
      LocationDetails: JSON.stringify(row.location),
      Type: "SigninLogs",
    })
  })

  test("by an app that renews its tokens stands in the other table, its objects as text", async () => {
    const row = signInAs(tenant, { at: now - hourMs, flow: "refresh" })
    expect(await rowsOf("SigninLogs", tablesOf(tenant))).toEqual([])
    expect(
      await rowOf("AADNonInteractiveUserSignInLogs | extend code = parse_json(Status).errorCode"),
    ).toMatchObject({
      Id: row.id,
      IsInteractive: false,
      ProcessingTimeInMs: "250",
      SignInEventTypes: '["nonInteractiveUser"]',
      Status: JSON.stringify(row.status),
      code: "0",
    })
  })

  test("that failed has the number of AADSTS and its reason as text", async () => {
    const status = {
      errorCode: 1100001,
      failureReason: "Non-retryable error has occurred.",
      additionalDetails: null,
    }
    signInAs(tenant, { at: now - hourMs, status })
    expect(await rowOf("SigninLogs | where ResultType == '1100001'")).toMatchObject({
      ResultDescription: "Non-retryable error has occurred.",
    })
  })

  test("has its time to the tick, within the second that Graph tells", async () => {
    const row = signInAs(tenant, { at: now - hourMs })
    const { TimeGenerated, CreatedDateTime } = await rowOf("SigninLogs")
    expect(TimeGenerated).toBe(CreatedDateTime)
    expect(String(TimeGenerated)).toMatch(new RegExp(`^${row.createdDateTime.slice(0, 19)}\\.\\d{4,7}Z$`))
  })

  test("has its listeners without the annotations of OData", async () => {
    const row = signInAs(tenant, { at: now - hourMs, callouts: 2 })
    const { AppliedEventListeners } = await rowOf("SigninLogs")
    expect(AppliedEventListeners).not.toContain("@odata")
    expect(JSON.parse(String(AppliedEventListeners))).toMatchObject(
      row.appliedEventListeners.map(({ eventType, executedListenerId }) => ({
        eventType,
        executedListenerId,
      })),
    )
  })

  test("without listeners has an empty array, which is not empty", async () => {
    signInAs(tenant, { at: now - hourMs, callouts: 0 })
    expect(
      await rowOf(
        "SigninLogs | project e = isempty(AppliedEventListeners), n = array_length(AppliedEventListeners)",
      ),
    ).toEqual({
      e: false,
      n: 0,
    })
  })
})

test("a change of the directory stands in AuditLogs", async () => {
  tenant.directoryAudits.setPast(1, inventHistory(tenant, { days: 5, perDay: 200, seed: 2 }, now).changes)
  const [audit] = [...tenant.directoryAudits.walk({ fromMs: -Infinity, toMs: now, newestFirst: true })]
  expect(
    await rowOf("AuditLogs | top 1 by TimeGenerated | extend target = tostring(TargetResources[0].id)"),
  ).toMatchObject({
    Id: audit?.id,
    OperationName: audit?.activityDisplayName,
    ActivityDisplayName: audit?.activityDisplayName,
    Category: audit?.category,
    Result: audit?.result,
    CorrelationId: audit?.correlationId,
    TimeGenerated: audit?.activityDateTime.replace(/\.?0+Z$/, "Z"),
    LoggedByService: audit?.loggedByService,
    target: audit?.targetResources[0]?.id,
  })
})

describe("a scan makes no more rows than it must", () => {
  /** How many rows the result counts, and how many batches of the tables were looked at for it. */
  async function batchesOf(query: string): Promise<{ count: unknown; batches: number }> {
    let batches = 0
    const pause = async () => {
      batches += 1
    }
    const relation = await prepareQuery(`${query} | count`, tablesOf(tenant), { now: datetimeOf(now), pause })
    let count: unknown
    for await (const [row] of relation.read()) count = row?.[0]
    return { count, batches }
  }

  const days = 30
  const total = 30_000
  const aDay = Math.ceil((2 * total) / days / 1024)
  beforeEach(() => {
    tenant.signIns.setPast(1, inventHistory(tenant, { days, perDay: total / days, seed: 1 }, now).signIns)
  })

  test("as long as nothing bounds it, it looks at all of them", async () => {
    expect((await batchesOf("SigninLogs")).batches).toBeGreaterThanOrEqual(Math.floor(total / 1024))
  })

  test.each([
    ["a time", "SigninLogs | where TimeGenerated > ago(1d)"],
    ["two times", "SigninLogs | where TimeGenerated between (ago(2d) .. ago(1d))"],
    [
      "a time behind other operators",
      "SigninLogs | extend x = strlen(AppId) | project when = TimeGenerated, x | where x > 0 | where when >= ago(1d)",
    ],
    [
      "a time behind a union and an expansion",
      "union SigninLogs, SigninLogs | mv-expand AppliedEventListeners | where TimeGenerated > ago(12h)",
    ],
    [
      "a time in a let",
      "let start = ago(1d); let all = SigninLogs | where IsInteractive; all | where start < TimeGenerated",
    ],
  ])("bounded by %s, at that part of them", async (_, query) => {
    const { count, batches } = await batchesOf(query)
    expect(Number(count)).toBeGreaterThan(0)
    expect(batches).toBeLessThanOrEqual(2 * aDay)
  })

  test("bounded by an id, at that row alone", async () => {
    const [row] = [...tenant.signIns.walk({ fromMs: now - 240 * hourMs, toMs: now, newestFirst: false })]
    const table = row?.isInteractive ? "SigninLogs" : "AADNonInteractiveUserSignInLogs"
    expect(await batchesOf(`${table} | where Id == "${row?.id}"`)).toEqual({ count: 1, batches: 1 })
    const either = `CorrelationId == "${row?.correlationId}" or OriginalRequestId == "${row?.id}"`
    expect((await batchesOf(`${table} | where ${either}`)).batches).toBe(1)
    expect(await batchesOf(`${table} | where Id == "nothing"`)).toEqual({ count: 0, batches: 0 })
  })

  test("bounds that contradict each other leave nothing", async () => {
    expect(await batchesOf("SigninLogs | where TimeGenerated > ago(1d) and TimeGenerated < ago(2d)")).toEqual(
      {
        count: 0,
        batches: 0,
      },
    )
  })
})
