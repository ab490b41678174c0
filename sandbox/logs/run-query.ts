import { setImmediate as breathe, setTimeout as sleep } from "node:timers/promises"
import type { World } from "../world"
import { type Encoded, encodeTable, limits } from "./encode"
import { prepareQuery } from "./kql/execute"
import { QueryRefusal, QueryTimeout } from "./kql/refusal"
import type { Drawing } from "./kql/scope"
import { datetimeOf } from "./kql/values/datetime"
import type { Preferences, QueryRequest } from "./query-request"
import { partialError, refuse } from "./refusals"
import { databaseOf } from "./tables/workspace-tables"
import { readTimeRange } from "./time-range"
import type { Workspace } from "./workspaces"

/** How long a query works before others have their turn, in milliseconds. */
const turnMs = 15

/** Ends the query when its time is up, and lets others have their turn while it works. */
function pauser(deadline: number): () => Promise<void> {
  let turn = performance.now()
  return async () => {
    if (performance.now() > deadline) throw new QueryTimeout()
    if (performance.now() - turn < turnMs) return
    await breathe()
    turn = performance.now()
  }
}

const statisticsOf = ({ table, rows }: Encoded, startedAt: number) => ({
  query: {
    executionTime: Math.round((performance.now() - startedAt) * 10_000) / 10_000_000,
    resourceUsage: { cache: {}, cpu: {}, memory: {} },
    inputDatasetStatistics: [],
    datasetStatistics: [{ tableRowCount: rows, tableSize: Buffer.byteLength(table) }],
  },
})

/** INFERRED: the members for which the query says nothing. */
const renderOf = (drawing: Drawing | undefined) => ({
  visualization: drawing?.visualization ?? null,
  title: "",
  accumulate: false,
  isQuerySorted: false,
  kind: "default",
  annotation: "",
  by: null,
  ...drawing?.properties,
})

const tooLarge: Readonly<Record<keyof typeof limits, string>> = {
  rows: `The results of this query exceed the set limit of ${limits.rows} records, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
  bytes: `The results of this query exceed the set limit of ${limits.bytes} bytes, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).`,
}

function errorOf({ exceeded }: Encoded, workspace: Workspace) {
  if (exceeded) return partialError(tooLarge[exceeded])
  return workspace.partialError ? partialError("Part of the data could not be read.") : undefined
}

async function answered(
  world: World,
  workspace: Workspace,
  { query, timespan }: QueryRequest,
  { waitSeconds, statistics, render }: Preferences,
): Promise<string> {
  const tenant = world.tenants.get(workspace.tenantId)
  if (!tenant) throw refuse.unknownWorkspace(workspace.id)
  const startedAt = performance.now()
  const deadline = startedAt + waitSeconds * 1000
  const nowMs = world.clock.now()
  const now = datetimeOf(nowMs)
  const shown = { ...workspace, workspaceId: workspace.id, tenant }
  const database = databaseOf(shown, { nowMs, ...readTimeRange(timespan, now) })
  await sleep(Math.min(workspace.delayMs, waitSeconds * 1000))
  if (workspace.delayMs > waitSeconds * 1000) throw new QueryTimeout()
  const relation = await prepareQuery(query, database, { now, pause: pauser(deadline) })
  const encoded = await encodeTable(relation)
  const others = {
    ...(statistics ? { statistics: statisticsOf(encoded, startedAt) } : {}),
    ...(render ? { render: renderOf(relation.drawing) } : {}),
    error: errorOf(encoded, workspace),
  }
  const rest = JSON.stringify(others).slice(1, -1)
  return `{"tables":[${encoded.table}]${rest && `,${rest}`}}`
}

/** Runs a query and gives the answer's JSON. Throws a refusal as the service would refuse it. */
export async function runQuery(...given: Parameters<typeof answered>): Promise<string> {
  try {
    return await answered(...given)
  } catch (error) {
    if (error instanceof QueryRefusal) throw refuse.query(error)
    if (error instanceof QueryTimeout) throw refuse.timeout(given[3].waitSeconds)
    throw error
  }
}
