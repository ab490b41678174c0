import type { IncomingHttpHeaders, RequestListener } from "node:http"
import { createServer, type Server } from "node:https"
import type { AddressInfo } from "node:net"
import { afterEach, beforeAll, describe, expect, test } from "vitest"
import { Names } from "../../../../sandbox/dns/names"
import { callOut, type Limits, limitsOf } from "../../../../sandbox/engine/callout/callout"
import { type Authority, createAuthority } from "../../../../sandbox/tls/authority"
import { extensionOf, healthyTenant, listenerOf } from "../healthy"

const host = "claims.contoso.example"
const names = new Names()
let authority: Authority
let server: Server | undefined

beforeAll(async () => {
  authority = await createAuthority("callout test CA")
})
afterEach(() => {
  names.zone.clear()
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

/** Starts an API that answers as told; gives its port. */
async function api(answer: RequestListener, hosts = ["*.contoso.example"]): Promise<number> {
  const started = createServer(await authority.issue(hosts), answer)
  server = started
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve))
  // Safe: a TCP server that listens has an address object.
  return (started.address() as AddressInfo).port
}

const send = (url: string, limits: Partial<Limits> = {}) =>
  callOut({
    url: new URL(url),
    token: "a.b.c",
    payload: { hello: "wörld" },
    caPem: authority.caPem,
    limits: { timeoutMs: 2000, retries: 1, ...limits },
    lookup: names.lookup,
  })

test("the API gets one POST with the JSON and no headers beside type and authorization", async () => {
  const seen: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }[] = []
  const port = await api(({ method, url, headers }, response) => {
    const request = response.req
    let body = ""
    request.setEncoding("utf8").on("data", (chunk) => {
      body += chunk
    })
    request.on("end", () => {
      seen.push({ method, url, headers, body })
      response.setHeader("content-type", "application/json").end("{}")
    })
  })
  const attempts = await send(`https://${host}:${port}/api/on?code=1`)
  expect(attempts).toEqual([{ kind: "answer", status: 200, contentType: "application/json", body: "{}" }])
  const [request] = seen
  expect(request).toMatchObject({ method: "POST", url: "/api/on?code=1", body: '{"hello":"wörld"}' })
  expect(request?.headers).toEqual({
    authorization: "Bearer a.b.c",
    "content-type": "application/json",
    "content-length": "18",
    host: `${host}:${port}`,
    connection: "close",
  })
})

test("a time-out is tried again as often as the limits say", async () => {
  let requests = 0
  const port = await api(() => {
    requests += 1
  })
  const url = `https://${host}:${port}/`
  expect(await send(url, { timeoutMs: 200, retries: 1 })).toEqual([{ kind: "timeout" }, { kind: "timeout" }])
  expect(await send(url, { timeoutMs: 200, retries: 0 })).toEqual([{ kind: "timeout" }])
  expect(requests).toBe(3)
})

test("an answer in the second attempt is the one that counts", async () => {
  let requests = 0
  const port = await api((_request, response) => {
    requests += 1
    if (requests > 1) response.setHeader("content-type", "application/json").end("{}")
  })
  const attempts = await send(`https://${host}:${port}/`, { timeoutMs: 300 })
  expect(attempts.map(({ kind }) => kind)).toEqual(["timeout", "answer"])
})

test("the limit covers the body down to its last byte", async () => {
  const port = await api((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"data":')
  })
  expect(await send(`https://${host}:${port}/`, { timeoutMs: 300, retries: 0 })).toEqual([
    { kind: "timeout" },
  ])
})

test("a 500 is not tried again", async () => {
  const port = await api((_request, response) => response.writeHead(500).end())
  expect(await send(`https://${host}:${port}/`)).toMatchObject([{ kind: "answer", status: 500 }])
})

test("a redirect is an answer, not a journey", async () => {
  const port = await api((_request, response) => response.writeHead(302, { location: "/elsewhere" }).end())
  expect(await send(`https://${host}:${port}/`)).toMatchObject([{ kind: "answer", status: 302 }])
})

test("a byte order mark is not part of the body", async () => {
  const port = await api((_request, response) => response.end("\uFEFF{}"))
  expect(await send(`https://${host}:${port}/`)).toMatchObject([{ body: "{}" }])
})

test("a body without end is cut off", async () => {
  const port = await api((_request, response) => response.writeHead(200).end("x".repeat(1_048_577)))
  expect(await send(`https://${host}:${port}/`)).toEqual([{ kind: "oversized", status: 200 }])
})

test("every attempt asks for the address anew", async () => {
  const port = await api((_request, response) => response.end("{}"))
  names.zone.tell(host, { answers: ["TIMEOUT", ["127.0.0.1"]], repeat: "last" })
  const attempts = await send(`https://${host}:${port}/`, { timeoutMs: 300 })
  expect(attempts.map(({ kind }) => kind)).toEqual(["timeout", "answer"])
})

describe("an API that cannot be reached", () => {
  test("has a name that nobody knows", async () => {
    const attempts = await send("https://login.microsoftonline.com/")
    expect(attempts).toEqual([{ kind: "unreachable", reason: "ENOTFOUND" }])
  })

  test("has a name that no name server answers for", async () => {
    names.zone.tell(host, { answers: ["TIMEOUT"], repeat: "last" })
    const attempts = await send(`https://${host}/`, { timeoutMs: 200 })
    expect(attempts).toEqual([{ kind: "timeout" }, { kind: "timeout" }])
  })

  test("refuses the connection", async () => {
    const port = await api(() => {})
    await new Promise((resolve) => server?.close(resolve))
    expect(await send(`https://${host}:${port}/`)).toEqual([{ kind: "unreachable", reason: "ECONNREFUSED" }])
  })

  test("has a certificate for another name", async () => {
    const port = await api((_request, response) => response.end("{}"), ["*.woodgrove.example"])
    const attempts = await send(`https://${host}:${port}/`)
    expect(attempts).toEqual([{ kind: "unreachable", reason: "ERR_TLS_CERT_ALTNAME_INVALID" }])
  })

  test("hangs up in the middle of the answer", async () => {
    const port = await api((_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy())
    })
    expect(await send(`https://${host}:${port}/`)).toEqual([{ kind: "unreachable", reason: "ECONNRESET" }])
  })
})

describe("limits", () => {
  const limitsAfter = (
    own: { timeoutInMilliseconds: number | null; maximumRetries: number | null } | null,
    handlers: { timeoutInMilliseconds: number | null; maximumRetries: number | null } | null = null,
  ) => {
    const tenant = healthyTenant()
    const { handler } = listenerOf(tenant)
    handler.configuration = { behaviorOnError: null, clientConfiguration: handlers }
    return limitsOf(handler, { ...extensionOf(tenant), clientConfiguration: own })
  }

  test("are the extension's", () => {
    const limits = limitsAfter({ timeoutInMilliseconds: 700, maximumRetries: 0 })
    expect(limits).toEqual({ timeoutMs: 700, retries: 0 })
  })

  test("are the handler's when it has its own", () => {
    const extension = { timeoutInMilliseconds: 700, maximumRetries: 0 }
    const limits = limitsAfter(extension, { timeoutInMilliseconds: 1500, maximumRetries: 1 })
    expect(limits).toEqual({ timeoutMs: 1500, retries: 1 })
  })

  test("are 2000 ms and one retry when nobody says", () => {
    expect(limitsAfter(null)).toEqual({ timeoutMs: 2000, retries: 1 })
    const unsaid = limitsAfter({ timeoutInMilliseconds: null, maximumRetries: null })
    expect(unsaid).toEqual({ timeoutMs: 2000, retries: 1 })
  })
})
