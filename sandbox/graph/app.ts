import { randomUUID } from "node:crypto"
import type { Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { createCallerReader } from "./bearer"
import type { Answer } from "./call"
import { directoryRoutes } from "./directory"
import { envelope, GraphRefusal, segmentNotFound } from "./errors"
import { identityRoutes } from "./identity"
import { requirePermission } from "./permissions"
import { segmentMissingInV1 } from "./project"
import { createRouter, readPath } from "./router"
import { signInRoutes } from "./sign-ins"
import { throttleOf, tooManyRequests } from "./throttle"

const contentType =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

/** Adds Microsoft Graph v1.0 and beta to an app; paths that the sandbox has not fall through to its notFound. */
export function createGraphApp(app: Hono<Env>, world: World): void {
  const answer = createAnswerer(world)
  app.use(async (c, next) => {
    const { req } = c
    const ids = { requestId: randomUUID(), clientRequestId: req.header("client-request-id") ?? "" }
    ids.clientRequestId ||= ids.requestId
    const given = await answer(req.raw).catch((error: unknown): Answer => {
      if (!(error instanceof GraphRefusal)) throw error
      const body = envelope(error, ids, world.clock.date())
      return { status: error.status, headers: error.headers, body }
    })
    if (!given) return next()
    return new Response(JSON.stringify(given.body), {
      status: given.status,
      headers: {
        ...given.headers,
        "content-type": contentType,
        date: world.clock.date().toUTCString(),
        "odata-version": "4.0",
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    })
  })
}

/** Answers requests of both versions: undefined for what the sandbox lacks, a thrown refusal for a refusal. */
function createAnswerer(world: World): (request: Request) => Promise<Answer | undefined> {
  const readCaller = createCallerReader(world)
  const findRoute = createRouter([...signInRoutes, ...identityRoutes, ...directoryRoutes])
  return async ({ method, url, headers }) => {
    const { pathname, search } = new URL(url)
    const path = readPath(pathname)
    if (!path) return undefined
    const found = findRoute(method, path)
    const missing = path.version === "v1.0" ? segmentMissingInV1(path.rest) : undefined
    if (!found && !missing) return undefined
    const caller = await readCaller(headers.get("authorization"))
    if (!found) throw segmentNotFound(missing ?? "")
    const { route, params } = found
    if (route.limited) {
      const wait = throttleOf(world).secondsToWait(`${caller.tenant.id} ${caller.appId}`, Date.now())
      if (wait > 0) throw tooManyRequests(wait)
    }
    requirePermission(caller.roles, route.permission)
    return route.answer({
      world,
      tenant: caller.tenant,
      version: path.version,
      path: pathname,
      params,
      search: search.slice(1),
      prefer: (headers.get("prefer") ?? "").split(/[,;]/).map((one) => one.trim().toLowerCase()),
    })
  }
}
