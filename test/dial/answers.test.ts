import { once } from "node:events"
import type { IncomingMessage, RequestListener } from "node:http"
import { describe, expect, test } from "vitest"
import { answer, host, reaching, says } from "./reached"

const { dial, hear, api, at, dialer } = reaching(42_202)

const keptBytes = 128 * 1024

describe("a request", () => {
  async function sent(change: Parameters<typeof dial>[1]) {
    const seen: { request: IncomingMessage; body: string }[] = []
    await dial(async (request, response) => {
      let body = ""
      request.setEncoding("utf8").on("data", (chunk) => {
        body += chunk
      })
      await once(request, "end")
      seen.push({ request, body })
      response.end()
    }, change)
    const [only] = seen
    if (!only) throw new Error("Nothing was received.")
    return { ...only, headers: only.request.headers }
  }

  test("carries host, marker and token, and nothing of the operator", async () => {
    const { request, headers, body } = await sent({
      method: "POST",
      body: '{"a":"ü"}',
      token: "a.b.c",
      runId: "run-7",
      headers: { "content-type": "application/json" },
    })
    expect([request.method, request.url, body]).toEqual(["POST", "/api", '{"a":"ü"}'])
    expect(headers).toEqual({
      host: expect.stringMatching(/^api\.fabrikam\.example:\d+$/),
      connection: "close",
      "accept-encoding": "identity",
      "content-type": "application/json",
      "content-length": "10",
      authorization: "Bearer a.b.c",
      "x-calloutscope-probe": "run-7",
    })
  })

  test("has a marker of its own when it is of no run, and no token when there is none", async () => {
    const { headers } = await sent({})
    expect(headers["x-calloutscope-probe"]).toMatch(/^[\da-f-]{36}$/)
    expect(headers.authorization).toBeUndefined()
  })
})

describe("an answer", () => {
  test("is told with its status, headers, body, address, certificate and phases", async () => {
    const result = answer(await dial(says("{}", { "content-type": "application/json", "X-Twice": "1" })))
    expect(result).toMatchObject({
      status: 200,
      body: "{}",
      bodyBytes: 2,
      truncated: false,
      address: "127.0.0.1",
      headers: { "content-type": "application/json", "X-Twice": "1" },
      certificate: {
        subject: "CN=*.fabrikam.example",
        issuer: "CN=dial test CA",
        names: ["DNS:*.fabrikam.example", "IP Address:127.0.0.1", "DNS:localhost"],
        chainLength: 2,
        authorizationError: null,
      },
    })
    expect(result.why).toMatch(/^api\.fabrikam\.example answered with status 200 in \d+ ms\.$/)
    expect(Date.parse(result.certificate.validTo)).toBeGreaterThan(Date.now())
    const { dnsMs, tcpMs, tlsMs, waitMs, readMs, totalMs } = result.phases
    const sum = [dnsMs, tcpMs, tlsMs, waitMs, readMs].reduce<number>(
      (total, ms) => total + (ms ?? Number.NaN),
      0,
    )
    expect(Math.abs(sum - totalMs)).toBeLessThan(0.1)
  })

  test("is timed where the time goes", async () => {
    const result = answer(
      await dial((_request, response) => {
        setTimeout(() => {
          response.write("{")
          setTimeout(() => response.end("}"), 200)
        }, 100)
      }),
    )
    expect(result.phases.waitMs).toBeGreaterThan(95)
    expect(result.phases.waitMs).toBeLessThan(190)
    expect(result.phases.readMs).toBeGreaterThan(190)
  })

  test.each([301, 302, 303, 307, 308])("with status %s is a finding, not a journey", async (status) => {
    const elsewhere = await api(says("reached"))
    const location = `https://${host}:${elsewhere.port}/elsewhere`
    const result = answer(await dial(says("", { location }, status)))
    expect(result).toMatchObject({ status, location, body: "" })
    expect(result.why).toContain(`It sends callers on to ${location}, which is not followed.`)
    expect(elsewhere.connections()).toBe(0)
  })

  test("that leads in a circle ends with the first redirect", async () => {
    const { port, connections } = await api(says("", { location: "/api" }, 307))
    expect(answer(await at(port))).toMatchObject({ status: 307, location: "/api" })
    expect(connections()).toBe(1)
  })

  test("names no location without a redirect", async () =>
    expect(answer(await dial(says("", { location: "/made" }, 201))).location).toBeUndefined())

  test("has its Server-Timing read", async () => {
    const result = answer(await dial(says("", { "server-timing": 'db;dur=53.2;desc="a, b", cache' })))
    expect(result.serverTiming).toEqual([
      { name: "db", durationMs: 53.2, description: "a, b" },
      { name: "cache" },
    ])
  })

  test("joins headers that come again", async () => {
    const text = "HTTP/1.1 200 OK\r\nVary: a\r\nvary: b\r\n__proto__: x\r\nContent-Length: 0\r\n\r\n"
    const { headers } = answer(await hear(text))
    expect(headers.Vary).toBe("a, b")
    expect(Object.hasOwn(headers, "__proto__")).toBe(true)
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
  })

  test("keeps a byte order mark and marks bytes that are no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("\uFEFF{"), Buffer.from([0xff]), Buffer.from("}")])
    expect(answer(await dial(says(bytes)))).toMatchObject({ body: "\uFEFF{\uFFFD}", bodyBytes: 6 })
  })

  test("without a body has an empty one", async () =>
    expect(answer(await dial(says("", {}, 204)))).toMatchObject({ status: 204, body: "", bodyBytes: 0 }))

  test("does not repeat the token, wherever the server puts it", async () => {
    const token = `eyJ0.${"x".repeat(900)}.sig`
    const echo: RequestListener = ({ headers }, response) => {
      const filled = "y".repeat(keptBytes - 20)
      response.writeHead(302, { location: `/?t=${token}`, "x-echo": String(headers.authorization) })
      response.end(filled + String(headers.authorization) + token)
    }
    const result = answer(await dial(echo, { token }))
    const told = JSON.stringify(result) + dialer().logged().join()
    expect(told).not.toContain(token)
    expect(told).not.toContain("x".repeat(20))
    expect(result.headers["x-echo"]).toBe("Bearer [the token that was sent]")
    expect(result.truncated).toBe(true)
  })

  test("does not repeat the beginning of a token that comes so often that the last is cut in two", async () => {
    const token = `eyJ0.${"x".repeat(900)}.sig`
    const result = answer(await dial(says(token.repeat(200)), { token }))
    expect(result.truncated).toBe(true)
    expect(result.body).not.toContain("x")
  })

  test("does not repeat a token that is a header's name or the name of an encoding", async () => {
    const token = `eyj0.${"x".repeat(90)}.sig`
    const echo: RequestListener = (_request, response) => {
      response.writeHead(200, { [token]: "1", "content-encoding": token }).end("{}")
    }
    expect(JSON.stringify(await dial(echo, { token }))).not.toContain("xxx")
    expect(JSON.stringify(await dial(says("{}", { [token]: "1" }), { token }))).not.toContain("xxx")
  })
})

describe("headers", () => {
  test("of 16 KiB and more are too many", async () => {
    const flood = Array.from({ length: 400 }, (_, index) => `X-${index}: ${"z".repeat(60)}\r\n`).join("")
    expect(await hear(`HTTP/1.1 200 OK\r\n${flood}\r\n`)).toMatchObject({
      kind: "failure",
      transport: "oversized",
      phase: "wait",
      why: `The headers of the answer of ${host} are longer than 16 KiB.`,
    })
  })

  test("in one line of 16 KiB are, too", async () =>
    expect(await hear(`HTTP/1.1 200 OK\r\nX: ${"z".repeat(17_000)}\r\n\r\n`)).toMatchObject({
      transport: "oversized",
    }))

  test.each([
    "SSH-2.0-OpenSSH_9.6\r\n",
    "HTTP/1.1 abc\r\n\r\n",
    "\u0000\u0001\u0002",
    "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
  ])("that are no HTTP are none: %j", async (text) =>
    expect(await hear(text)).toMatchObject({
      kind: "failure",
      transport: "malformed",
      why: expect.stringMatching(/^What api\.fabrikam\.example sent is no HTTP answer \(/),
    }),
  )
})
