import type { World } from "../world"
import type { Caller } from "./bearer"
import type { Answer, Call, Route } from "./call"
import { segmentNotFound } from "./errors"
import { readJson } from "./json-body"
import { requireDirectoryRole, requirePermission } from "./permissions"
import { createRouter, type GraphPath, readPath } from "./router"
import { routes } from "./routes"
import { throttleOf, tooManyRequests } from "./throttle"

/** What a request says; its body is read only where a route takes one. */
export type GraphRequest = { method: string; url: string; headers: Headers; text(): Promise<string> }

/** Gives undefined for what the sandbox lacks and throws a refusal for a refusal. */
export type Answerer = (request: GraphRequest) => Promise<Answer | undefined>

/** Answers requests of both versions, each by its route. */
export function createAnswerer(
  world: World,
  readCaller: (authorization: string | null) => Promise<Caller>,
): Answerer {
  const findRoute = createRouter(routes)
  return async (request) => {
    const path = readPath(new URL(request.url).pathname)
    const found = path && findRoute(request.method, path)
    if (!path || !found) return undefined
    const caller = await readCaller(request.headers.get("authorization"))
    const { route, params } = found
    requireVersion(route, path)
    if (route.limited) countIn(world, caller)
    requirePermission(caller.roles, route.permission)
    requireDirectoryRole(caller.tenant, caller.user, route.permission)
    const body = route.method === "POST" ? readJson(request.headers, await request.text()) : undefined
    return route.answer(callOf(request, { world, params, version: path.version, caller, body }))
  }
}

/** Refuses with 400, in the spelling of the request, what v1.0 has not. */
function requireVersion({ path, betaOnly }: Route, { version, segments }: GraphPath): void {
  if (version === "beta" || betaOnly === undefined) return
  throw segmentNotFound(segments[path.split("/").indexOf(betaOnly)] ?? betaOnly)
}

function countIn(world: World, { tenant, appId }: Caller): void {
  const wait = throttleOf(world).secondsToWait(`${tenant.id} ${appId}`, Date.now())
  if (wait > 0) throw tooManyRequests(wait)
}

function callOf(
  { url, headers }: GraphRequest,
  { caller, ...rest }: Pick<Call, "world" | "params" | "version" | "body"> & { caller: Caller },
): Call {
  const { pathname, search } = new URL(url)
  return {
    ...rest,
    ...caller,
    path: pathname,
    search: search.slice(1),
    prefer: (headers.get("prefer") ?? "").split(/[,;]/).map((one) => one.trim().toLowerCase()),
    eventual: headers.get("consistencylevel")?.trim().toLowerCase() === "eventual",
  }
}
