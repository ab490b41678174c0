import type { RequestListener } from "node:http"
import type { TLSSocket } from "node:tls"
import { afterAll, afterEach, beforeAll } from "vitest"
import type { DialAnswer, DialResult } from "@/lib/model/dial"
import type { DialRequest } from "@/lib/remote/dial"
import type { Certificates } from "./certificates"
import { type Dialer, startDialer, startNames } from "./dialer"
import { type Running, startApi, startRaw } from "./server"

/** The host that the tests' servers have. */
export const host = "api.fabrikam.example"

/** For a test file: a name server on a port and a dialer that may reach loopback, with servers for single tests. */
export function reaching(namesPort: number) {
  let names: Awaited<ReturnType<typeof startNames>>
  let dialer: Dialer
  let running: Running[] = []
  beforeAll(async () => {
    names = await startNames(namesPort)
    names.tell(host, "127.0.0.1")
    dialer = await startDialer(names.settings)
  })
  afterEach(async () => {
    await Promise.all(running.map((one) => one.close()))
    running = []
    names.zone.clear()
    names.tell(host, "127.0.0.1")
  })
  afterAll(() => names.close())
  const run = async (started: Promise<Running>) => {
    const server = await started
    running.push(server)
    return server
  }
  const callOf = (port: number) => {
    const url = `https://${host}:${port}/api`
    return { url, targetUrls: [url], operator: "casey" }
  }
  const at = (port: number, change: Partial<DialRequest> = {}) => dialer.dial({ ...callOf(port), ...change })
  return {
    at,
    callOf,
    dialer: () => dialer,
    names: () => names,
    api: (answer: RequestListener, shown?: keyof Certificates) => run(startApi(answer, shown)),
    raw: (speak: (socket: TLSSocket) => void, shown?: keyof Certificates) => run(startRaw(speak, shown)),
    /** Starts an API that answers as told, and dials it once. */
    async dial(answer: RequestListener, change: Partial<DialRequest> = {}) {
      const { port } = await run(startApi(answer))
      return at(port, change)
    },
    /** Starts a server that says these bytes, and dials it once. */
    async hear(text: string, change: Partial<DialRequest> = {}) {
      const { port } = await run(startRaw((socket) => socket.end(text)))
      return at(port, change)
    },
  }
}

/** The result when it is an answer. */
export function answer(result: DialResult): DialAnswer {
  if (result.kind !== "answer") throw new Error(result.why)
  return result
}

/** An API that always says the same. */
export const says =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
