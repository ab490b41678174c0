import type { Context, Hono } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"
import { createAnswerer } from "./answerer"
import { answerBatch } from "./batch"
import { createCallerReader } from "./bearer"
import type { Answer } from "./call"
import { createSender, isBatch } from "./parts"
import { complete, refusalOf } from "./reply"
import { readPath } from "./router"

/** Adds Microsoft Graph v1.0 and beta to an app; paths that the sandbox has not fall through to its notFound. */
export function createGraphApp(app: Hono<Env>, world: World): void {
  const readCaller = createCallerReader(world)
  const answer = createAnswerer(world, readCaller)

  const answerAny = async (c: Context<Env>): Promise<Answer | undefined> => {
    const { method, url, headers } = c.req.raw
    // Through Hono, which has read the body already.
    const request = { method, url, headers, text: () => c.req.text() }
    const path = request.method === "POST" ? readPath(new URL(request.url).pathname) : undefined
    if (!path || !isBatch(path)) return answer(request)
    const authorization = request.headers.get("authorization") ?? ""
    await readCaller(authorization)
    const sender = createSender(answer, world, { version: path.version, authorization })
    return answerBatch(await c.req.text(), sender)
  }

  app.use(async (c, next) => {
    const given = await answerAny(c).catch(refusalOf)
    if (!given) return next()
    const { status, headers, body } = complete(given, c.req.raw.headers, world)
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
  })
}
