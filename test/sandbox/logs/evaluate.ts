import { encodeTable } from "../../../sandbox/logs/encode"
import { type Database, prepareQuery } from "../../../sandbox/logs/kql/execute"
import { datetimeOf } from "../../../sandbox/logs/kql/values/datetime"
import { databaseOf } from "../../../sandbox/logs/tables/workspace-tables"
import type { Tenant } from "../../../sandbox/tenants/types"
import { healthyTenant } from "../engine/healthy"

/** When the queries of these tests run. */
export const now = Date.parse("2026-11-20T12:00:00Z")

/** A result as it goes over the wire: names and types of the columns, and the rows. */
export type Table = { columns: { name: string; type: string }[]; rows: unknown[][] }

/** The tables of a tenant's workspace, in which every row arrives at once. */
export const tablesOf = (tenant: Tenant, nowMs = now): Database =>
  databaseOf(
    { workspaceId: "a-workspace", tenant, ingestionDelayMs: 0, missingTables: [] },
    { nowMs, from: undefined, to: undefined },
  )

/** Runs a query and gives its result. */
export async function evaluate(query: string, database = tablesOf(healthyTenant())): Promise<Table> {
  const relation = await prepareQuery(query, database, { now: datetimeOf(now), pause: async () => {} })
  return JSON.parse((await encodeTable(relation)).table)
}

/** The rows of a query's result. */
export const rowsOf = async (query: string, database?: Database): Promise<unknown[][]> =>
  (await evaluate(query, database)).rows

/** The one value of a query that prints one. */
export const print = async (expression: string): Promise<unknown> =>
  (await rowsOf(`print ${expression}`))[0]?.[0]
