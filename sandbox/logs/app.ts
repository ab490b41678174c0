import type { Context, Hono } from "hono"
import { untilReset } from "../graph/until-reset"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { type Caller, readCaller } from "./caller"
import { type QueryRequest, readAddress, readBody, readPreferences } from "./query-request"
import { errorBody, LogsRefusal, refuse } from "./refusals"
import { runQuery } from "./run-query"
import { findWorkspace, homeTenantId, type Workspace } from "./workspaces"

/** How many queries of one principal run at once; INFERRED: that the next one is refused at once, and not queued first. */
const mostAtOnce = 5

const runningOf = untilReset(() => new Map<string, number>())

/** Runs work of a principal, unless too much of it is running. */
async function oneOfFew<Result>(
  world: World,
  { principalId }: Caller,
  work: () => Promise<Result>,
): Promise<Result> {
  const running = runningOf(world)
  const count = running.get(principalId) ?? 0
  if (count >= mostAtOnce) throw refuse.tooManyAtOnce()
  running.set(principalId, count + 1)
  try {
    return await work()
  } finally {
    running.set(principalId, (running.get(principalId) ?? 1) - 1)
  }
}

/** The workspace of a path, for a caller who may read it. INFERRED: that a token of another tenant is told the same. */
function requireWorkspace(world: World, id: string, { tenantId, appId }: Caller): Workspace {
  const workspace = findWorkspace(world, id)
  if (!workspace) throw refuse.unknownWorkspace(id)
  const isReader = tenantId === homeTenantId && appId === workspace.readerApp
  if (!isReader || !workspace.access) throw refuse.noAccess(workspace.id)
  return workspace
}

const requestOf = async (c: Context<Env>, { id }: Workspace): Promise<QueryRequest | undefined> =>
  c.req.method === "GET"
    ? readAddress(new URL(c.req.url).searchParams, id)
    : readBody(c.req.header("content-type"), await c.req.text(), id)

/**
 * Adds the query endpoint of Log Analytics, which executes the query
 * (https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format).
 */
export function createLogsApp(app: Hono<Env>, world: World): void {
  const answer = async (c: Context<Env>): Promise<Response> => {
    const caller = await readCaller(world, c.req.header("authorization"))
    const workspace = requireWorkspace(world, c.req.param("id") ?? "", caller)
    const request = await requestOf(c, workspace)
    // The service says nothing about a body that it cannot read.
    if (!request) return c.body(null, 200)
    const preferences = readPreferences(c.req.header("prefer"))
    const body = await oneOfFew(world, caller, () => runQuery(world, workspace, request, preferences))
    return c.body(body, 200, { "content-type": "application/json; charset=utf-8" })
  }
  app.on(["GET", "POST"], "/v1/workspaces/:id/query", async (c) => {
    try {
      return await answer(c)
    } catch (error) {
      if (!(error instanceof LogsRefusal)) throw error
      return new Response(JSON.stringify(errorBody(error)), {
        status: error.status,
        headers: { "content-type": "application/json; charset=utf-8", ...error.headers },
      })
    }
  })
}
