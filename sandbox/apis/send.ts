import { setTimeout as wait } from "node:timers/promises"
import type { Context } from "hono"
import type { Env } from "../http/origin"
import type { Sent } from "./sent"

/** How often an endless body sends another blank, and after how long the sandbox gives it up after all. */
const dripMs = 100
const endlessMs = 60_000

const bytes = (text: string) => new TextEncoder().encode(text)

/** The first half of a body, then the connection is cut. */
const cut = (c: Context<Env>, body: string) =>
  new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(bytes(body.slice(0, Math.ceil(body.length / 2))))
      // Long enough for the half to leave the machine's buffers.
      await wait(50)
      c.env.incoming.socket.destroy()
      controller.close()
    },
  })

/** The first half of a body, then blanks until the caller has had enough. */
function endless(body: string): ReadableStream<Uint8Array> {
  const until = performance.now() + endlessMs
  let gone = false
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes(body.slice(0, Math.ceil(body.length / 2))))
    },
    async pull(controller) {
      await wait(dripMs)
      if (gone) return
      if (performance.now() > until) controller.close()
      else controller.enqueue(bytes(" "))
    },
    cancel() {
      gone = true
    },
  })
}

/** Sends an answer with the ending that it has. */
export function send(c: Context<Env>, { status, headers, body, ending }: Sent): Response {
  if (ending === "reset") c.env.incoming.socket.destroy()
  if (body === null || ending === "whole" || ending === "reset")
    return new Response(body, { status, headers })
  if (ending === "endless") return new Response(endless(body), { status, headers })
  const length = { "content-length": String(Buffer.byteLength(body)) }
  return new Response(cut(c, body), { status, headers: { ...headers, ...length } })
}
