import { createServer } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { describe, expect, test } from "vitest"
import type { DialRequest } from "@/lib/remote/dial"
import type { Certificates } from "./certificates"
import { host, reaching } from "./reached"
import { listen } from "./server"

const { dial, hear, api, raw, at, names } = reaching(42_203)

/** Whether the issuer of a certificate is known here, so that the chain leads to it. */
const isKnown = (shown: keyof Certificates) => !["untrusted", "selfSigned"].includes(shown)

/** A dial whose end is awaited no longer than it should take. */
async function timed(port: number, change: Partial<DialRequest>) {
  const began = performance.now()
  const result = await at(port, change)
  return { result, ms: performance.now() - began }
}

describe("a certificate that is not trusted ends the call before a byte is sent:", () => {
  test.each([
    ["expired", "CERT_HAS_EXPIRED", /^The certificate of api\.fabrikam\.example ended on \d{4}-/],
    ["early", "CERT_NOT_YET_VALID", /^The certificate of api\.fabrikam\.example begins on \d{4}-/],
    ["untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", /\(CN=nobody's CA\) is not known here/],
    ["misnamed", "ERR_TLS_CERT_ALTNAME_INVALID", /is for other names: DNS:www\.adatum\.example/],
    ["selfSigned", "DEPTH_ZERO_SELF_SIGNED_CERT", /is signed by itself/],
  ] as const)("%s", async (shown, authorizationError, why) => {
    let heard = ""
    const { port } = await raw((socket) => {
      heard = "something"
      socket.end()
    }, shown)
    const result = await at(port, { token: "a-canary-token", method: "POST", body: "{}" })
    expect(result).toMatchObject({
      kind: "failure",
      transport: "tls",
      phase: "tls",
      why: expect.stringMatching(why),
      certificate: { authorizationError, chainLength: isKnown(shown) ? 2 : 1 },
    })
    await wait(30)
    expect(heard).toBe("")
  })
})

describe("trouble is told by its kind and phase:", () => {
  test("nobody listens", async () => {
    const { port, close } = await api(() => {})
    await close()
    expect(await at(port)).toMatchObject({
      kind: "failure",
      transport: "refused",
      phase: "tcp",
      why: `${host} refused the connection (ECONNREFUSED).`,
    })
  })

  test("no TLS", async () => {
    const server = await listen(createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")))
    expect(await at(server.port)).toMatchObject({ transport: "tls", phase: "tls" })
    await server.close()
  })

  test("a connection that is cut in the handshake", async () => {
    const server = await listen(createServer((socket) => socket.once("data", () => socket.destroy())))
    expect(await at(server.port)).toMatchObject({ transport: "reset", phase: "tls" })
    await server.close()
  })

  test("a connection that is cut before the answer", async () => {
    const { port } = await raw((socket) => socket.destroy())
    expect(await at(port)).toMatchObject({
      transport: "reset",
      phase: "wait",
      why: expect.stringMatching(/^api\.fabrikam\.example ended the connection before an answer came \(/),
    })
  })

  test.each([
    ["with a length", "Content-Length: 100\r\n\r\n{"],
    ["in chunks", 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":'],
    ["with a length, after which it was to be closed", "Connection: close\r\nContent-Length: 100\r\n\r\n{"],
    [
      "in chunks, after which it was to be closed",
      "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
    ["in headers", "X-Half: "],
  ])("a connection that is cut in the answer: %s", async (_, rest) =>
    expect(await hear(`HTTP/1.1 200 OK\r\n${rest}`)).toMatchObject({ kind: "failure", transport: "reset" }),
  )

  test("a connection that is torn down in the answer", async () => {
    const { port } = await api((request, response) => {
      response.write("{")
      setTimeout(() => request.socket.destroy(), 30)
    })
    expect(await at(port)).toMatchObject({ transport: "reset", phase: "read", status: 200 })
  })

  test.each([
    ["NXDOMAIN", "There is no host api.fabrikam.example (ENOTFOUND)."],
    ["SERVFAIL", "The look-up failed for api.fabrikam.example (ESERVFAIL)."],
  ] as const)("a name server that says %s", async (reply, why) => {
    names().zone.tell(host, { answers: [reply], repeat: "last" })
    expect(await at(1)).toMatchObject({ kind: "failure", transport: "dns", phase: "dns", why })
  })
})

describe("the time is over for", () => {
  const late = (phase: string) => ({ kind: "failure", transport: "timeout", phase })
  const timeoutMs = 250

  test("a name server that keeps silent", async () => {
    names().zone.tell(host, { answers: ["TIMEOUT"], repeat: "last" })
    const { result, ms } = await timed(1, { timeoutMs })
    expect(result).toMatchObject({
      ...late("dns"),
      why: `${host} was not done within 250 ms: time ran out before its name was looked up.`,
    })
    expect(ms).toBeLessThan(timeoutMs + 100)
  })

  test("a server that never shakes hands", async () => {
    const server = await listen(createServer())
    const { result, ms } = await timed(server.port, { timeoutMs })
    expect(result).toMatchObject(late("tls"))
    expect(ms).toBeLessThan(timeoutMs + 100)
    await server.close()
  })

  test("a server that says nothing", async () => {
    const { port } = await api(() => {})
    const { result, ms } = await timed(port, { timeoutMs })
    expect(result).toMatchObject(late("wait"))
    expect(ms).toBeLessThan(timeoutMs + 100)
  })

  const drip = (first: string, next: () => string) =>
    raw((socket) => {
      socket.write(first)
      const timer = setInterval(() => socket.write(next()), 20)
      socket.once("close", () => clearInterval(timer))
    })

  test("headers that come one by one", async () => {
    const { port } = await drip("HTTP/1.1 200 OK\r\n", () => "X-More: 1\r\n")
    const { result, ms } = await timed(port, { timeoutMs })
    expect(result).toMatchObject(late("wait"))
    expect(ms).toBeLessThan(timeoutMs + 100)
  })

  test("answers that only announce another one", async () => {
    const { port } = await drip("", () => "HTTP/1.1 103 Early Hints\r\n\r\n")
    const { result } = await timed(port, { timeoutMs })
    expect(result).toMatchObject(late("wait"))
  })

  test("a body that drips", async () => {
    const { port } = await drip("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{", () => " ")
    const { result, ms } = await timed(port, { timeoutMs })
    expect(result).toMatchObject({ ...late("read"), status: 200 })
    expect(ms).toBeLessThan(timeoutMs + 100)
  })

  test("every connection is closed then", async () => {
    let closed = false
    const { port } = await raw((socket) => {
      socket.once("close", () => {
        closed = true
      })
    })
    await at(port, { timeoutMs: 100 })
    await expect.poll(() => closed).toBe(true)
  })
})

describe("who cancels is heard within 100 ms", () => {
  const cancelled = (phase: string) => ({ kind: "failure", transport: "cancelled", phase })

  async function cancel(port: number) {
    const controller = new AbortController()
    let at = 0
    setTimeout(() => {
      at = performance.now()
      controller.abort()
    }, 100)
    const { result } = await timed(port, { signal: controller.signal })
    return { result, ms: performance.now() - at }
  }

  test("in the look-up", async () => {
    names().zone.tell(host, { answers: ["TIMEOUT"], repeat: "last" })
    const { result, ms } = await cancel(1)
    expect(result).toMatchObject(cancelled("dns"))
    expect(ms).toBeLessThan(100)
  })

  test("in the handshake", async () => {
    const server = await listen(createServer())
    const { result, ms } = await cancel(server.port)
    expect(result).toMatchObject(cancelled("tls"))
    expect(ms).toBeLessThan(100)
    await server.close()
  })

  test("while nothing is answered", async () => {
    const { result, ms } = await cancel((await api(() => {})).port)
    expect(result).toMatchObject(cancelled("wait"))
    expect(ms).toBeLessThan(100)
  })

  test("within the body", async () => {
    const { port } = await api((_request, response) => response.write("{"))
    const { result, ms } = await cancel(port)
    expect(result).toMatchObject({ ...cancelled("read"), status: 200 })
    expect(ms).toBeLessThan(100)
  })

  test("before it began: there is no call", async () => {
    const { port, connections } = await api(() => {})
    expect(await at(port, { signal: AbortSignal.abort() })).toMatchObject({
      kind: "refused",
      reason: "cancelled",
    })
    expect(connections()).toBe(0)
  })
})

test("an answer that was there in time is not lost to what comes after it", async () => {
  const result = await dial((_request, response) => response.end("{}"), { timeoutMs: 5000 })
  expect(result).toMatchObject({ kind: "answer", body: "{}" })
})
