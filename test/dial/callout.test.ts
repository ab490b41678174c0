import type { RequestListener } from "node:http"
import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type DialedExchange, toExchange } from "@/lib/model/dial"
import type { CalloutRequest } from "@/lib/remote/dial"
import { correct } from "../judge/vectors/correct"
import { host, reaching } from "./reached"

const { api, raw, callOf, dialer, names } = reaching(42_204)

const request = (port: number, change: Partial<CalloutRequest> = {}): CalloutRequest => ({
  ...callOf(port),
  eventType: "tokenIssuanceStart",
  payload: { type: "microsoft.graph.authenticationEvent.tokenIssuanceStart" },
  token: "canary.token.value",
  limits: { timeoutMs: null, maximumRetries: null },
  ...change,
})

/** Starts an API that answers as told, and makes a callout to it. */
async function call(answer: RequestListener, change: Partial<CalloutRequest> = {}) {
  const { port, connections } = await api(answer)
  const made = await dialer().callout(request(port, change))
  return { made, connections: connections() }
}

const kinds = ({ attempts }: DialedExchange) =>
  attempts.map((one) => (one.kind === "failure" ? one.transport : one.kind))

/** The exchange of a callout that can be judged. */
function exchangeOf(made: DialedExchange) {
  const exchange = toExchange(made)
  if (!exchange) throw new Error("The callout cannot be judged.")
  return exchange
}

const healthy: RequestListener = (_request, response) => {
  response.setHeader("content-type", "application/json").end(correct.tokenIssuanceStart)
}

describe("a callout", () => {
  test("is one POST of the payload with the token", async () => {
    const seen: string[] = []
    await call((received, response) => {
      const { "content-type": type, authorization } = received.headers
      seen.push(`${received.method} ${type} ${authorization}`)
      received.on("data", (chunk) => seen.push(String(chunk))).on("end", () => response.end())
    })
    expect(seen).toEqual([
      "POST application/json Bearer canary.token.value",
      '{"type":"microsoft.graph.authenticationEvent.tokenIssuanceStart"}',
    ])
  })

  test("that is answered well is judged ok", async () => {
    const { made } = await call(healthy)
    const exchange = exchangeOf(made)
    expect(exchange).toMatchObject({
      eventType: "tokenIssuanceStart",
      httpStatus: 200,
      body: correct.tokenIssuanceStart,
      attemptsMs: [exchange.latencyMs],
      clientConfiguration: { timeoutInMilliseconds: null, maximumRetries: null },
    })
    expect(judge(exchange).verdict).toBe("ok")
  })

  test("waits two seconds and tries a time-out once more when nothing is configured", async () => {
    const { made, connections } = await call(() => {})
    expect(kinds(made)).toEqual(["timeout", "timeout"])
    expect(connections).toBe(2)
    const { attemptsMs = [] } = exchangeOf(made)
    for (const ms of attemptsMs) expect(Math.abs(ms - 2000)).toBeLessThan(60)
    expect(judge(exchangeOf(made)).verdict).toBe("1003005")
  })

  test("keeps to its own limits", async () => {
    const { made } = await call(() => {}, { limits: { timeoutMs: 200, maximumRetries: 0 } })
    expect(kinds(made)).toEqual(["timeout"])
    expect(exchangeOf(made)).toMatchObject({ transport: "timeout", httpStatus: null, body: null })
  })

  test("never waits longer than Graph lets anybody configure", async () => {
    const { made } = await call(() => {}, { limits: { timeoutMs: 60_000, maximumRetries: 5 } })
    expect(kinds(made)).toEqual(["timeout", "timeout"])
    expect(exchangeOf(made).latencyMs).toBeLessThan(2100)
  })

  test("is answered by the second attempt", async () => {
    let requests = 0
    const { made } = await call(
      (received, response) => {
        requests += 1
        if (requests > 1) healthy(received, response)
      },
      { limits: { timeoutMs: 300, maximumRetries: 1 } },
    )
    expect(kinds(made)).toEqual(["timeout", "answer"])
    const exchange = exchangeOf(made)
    expect(exchange.attemptsMs).toHaveLength(2)
    const { verdict, warnings } = judge(exchange)
    expect([verdict, warnings.map(({ name }) => name)]).toEqual(["ok", ["RETRIED"]])
  })

  test.each([400, 401, 408, 429, 500, 503, 504])("is not tried again after status %s", async (status) => {
    const { made } = await call((_request, response) => response.writeHead(status).end())
    expect(kinds(made)).toEqual(["answer"])
    expect(judge(exchangeOf(made)).verdict).toBe("1003002")
  })

  test("is not tried again after a cut", async () => {
    const { port } = await raw((socket) => socket.destroy())
    const made = await dialer().callout(request(port))
    expect(kinds(made)).toEqual(["reset"])
    expect(judge(exchangeOf(made)).verdict).toBe("1003027")
  })

  test("looks the host up for each attempt", async () => {
    const { port } = await api(healthy)
    names().zone.tell(host, { answers: ["TIMEOUT", ["127.0.0.1"]], repeat: "last" })
    const made = await dialer().callout(request(port, { limits: { timeoutMs: 300, maximumRetries: 1 } }))
    expect(kinds(made)).toEqual(["timeout", "answer"])
  })

  test("ends within both attempts when it is cancelled", async () => {
    const { port } = await api(() => {})
    const began = performance.now()
    const made = await dialer().callout(request(port, { signal: AbortSignal.timeout(150) }))
    expect(performance.now() - began).toBeLessThan(250)
    expect(kinds(made)).toEqual(["cancelled"])
    expect(toExchange(made)).toBeNull()
  })
})

describe("an exchange", () => {
  test.each([
    ["untrusted", "tls"],
    ["expired", "tls"],
    ["misnamed", "tls"],
  ] as const)("of an %s certificate says so", async (shown, transport) => {
    const { port } = await api(healthy, shown)
    const exchange = exchangeOf(await dialer().callout(request(port)))
    expect(exchange).toMatchObject({ transport, httpStatus: null })
    expect(judge(exchange).verdict).toBe("1003027")
  })

  test("of a host without a name is one of DNS", async () => {
    names().zone.tell(host, { answers: ["NXDOMAIN"], repeat: "last" })
    expect(exchangeOf(await dialer().callout(request(1)))).toMatchObject({ transport: "dns" })
  })

  test("has neither token nor address of the call in it", async () => {
    const { made } = await call(({ headers }, response) =>
      response.setHeader("x-echo", String(headers.authorization)).end(JSON.stringify(headers)),
    )
    const exchange = JSON.stringify(exchangeOf(made))
    expect(exchange).not.toContain("canary")
    expect(JSON.stringify(made)).not.toContain("canary")
  })

  test("keeps what the judge has to know of the payload", async () => {
    const requestContext = { nonce: "n-1" }
    const { made } = await call(healthy, { requestContext })
    expect(exchangeOf(made).requestContext).toEqual(requestContext)
  })

  test("there is none of a body that was cut", async () => {
    const { made } = await call((_request, response) => response.end("x".repeat(200_000)))
    expect(made.attempts).toMatchObject([{ kind: "answer", truncated: true }])
    expect(toExchange(made)).toBeNull()
  })

  test("there is none of a call that was refused", async () => {
    const made = await dialer().callout({ ...request(1), url: "https://evil.example/" })
    expect(made.attempts).toMatchObject([{ kind: "refused", reason: "not-listed" }])
    expect(toExchange(made)).toBeNull()
  })
})

test("a dial writes one line, without token, path, query or body", async () => {
  const { port } = await api((_request, response) => response.end("canary-body"))
  const before = dialer().logged().length
  const url = `https://${host}:${port}/canary-path?code=canary-key`
  await dialer().callout({ ...request(port), url, payload: { secret: "canary-payload" }, runId: "run-7" })
  const [line, ...more] = dialer().logged().slice(before)
  expect(more).toEqual([])
  expect(JSON.parse(line ?? "")).toEqual({
    event: "dial",
    runId: "run-7",
    authority: `${host}:${port}`,
    outcomes: ["200"],
  })
})
