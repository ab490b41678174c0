import { createServer as createHttp, type Server } from "node:http"
import { createServer as createHttps } from "node:https"
import { setTimeout as wait } from "node:timers/promises"
import { getRequestListener, type HttpBindings } from "@hono/node-server"
import { type Context, Hono } from "hono"
import type { KeyPair } from "../tls/authority"
import type { NextAnswer, NextAnswers } from "./next-answers"
import type { RequestLog } from "./request-log"

/** The environment of every sandbox route: Node's own request and response stand in `c.env`. */
export type Env = { Bindings: HttpBindings }

/** What an origin needs beside its routes. */
export type OriginOptions = {
  name: string
  /** The interface to listen on; always loopback. */
  host: string
  port: number
  tls?: KeyPair
  log: RequestLog
  next: NextAnswers
}

/** A running origin. */
export type Origin = { name: string; close(): Promise<void> }

/** Trouble at start that the reader can mend, said in one sentence. */
export class StartError extends Error {}

async function send(c: Context<Env>, answer: NextAnswer): Promise<Response> {
  if (answer.delayMs) await wait(answer.delayMs)
  if (answer.reset) {
    c.env.incoming.socket.destroy()
    return new Response(null, { status: 499 })
  }
  const isText = typeof answer.body === "string"
  const body = answer.body === undefined ? null : isText ? String(answer.body) : JSON.stringify(answer.body)
  const type = isText ? "text/plain; charset=utf-8" : "application/json"
  return new Response(body, {
    status: answer.status ?? 200,
    headers: { "content-type": type, ...answer.headers },
  })
}

/**
 * A Hono app that logs every request, lets a queued answer go before its own, and refuses what it does not
 * know with 501, so that a gap in the sandbox can never pass for an answer of Microsoft's.
 */
export function createApp(options: Pick<OriginOptions, "name" | "log" | "next">): Hono<Env> {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    const url = new URL(c.req.url)
    const entry = {
      at: new Date().toISOString(),
      origin: options.name,
      method: c.req.method,
      url: url.pathname + url.search,
      host: url.host,
      headers: c.req.header(),
      body: await c.req.text(),
      status: null as number | null,
    }
    options.log.add(entry)
    const queued = options.next.take(c.req.method, url.pathname)
    if (queued) c.res = await send(c, queued)
    else await next()
    entry.status = c.res.status
  })
  app.notFound((c) => {
    console.error(`501 ${options.name}: ${c.req.method} ${c.req.path}`)
    return c.json(
      {
        error: {
          code: "NotImplemented",
          message: `The ${options.name} origin has no ${c.req.method} ${c.req.path}.`,
        },
      },
      501,
    )
  })
  app.onError((error, c) => {
    console.error(`500 ${options.name}: ${c.req.method} ${c.req.path}`, error)
    return c.json({ error: { code: "SandboxBug", message: String(error) } }, 500)
  })
  return app
}

/** What a server's failure to listen is told as: a StartError when its port is taken. */
export function startErrorOf(
  error: NodeJS.ErrnoException,
  { name, port }: { name: string; port: number },
): Error {
  if (error.code !== "EADDRINUSE") return error
  return new StartError(`Port ${port} is in use (needed for ${name}); set SANDBOX_PORT to another base.`)
}

/** Starts an origin; rejects with a StartError when its port is taken. */
export async function listen(app: Hono<Env>, options: OriginOptions): Promise<Origin> {
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server: Server = options.tls ? createHttps(options.tls, listener) : createHttp(listener)
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(startErrorOf(error, options)))
    server.listen(options.port, options.host, resolve)
  })
  return {
    name: options.name,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
