import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { openGraph } from "./graph"

const { world, get } = await openGraph()

beforeEach(() => {
  world.reset()
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() })
})
afterEach(() => {
  vi.useRealTimers()
})

const ask = (path = "/beta/auditLogs/signIns", appId = "one-app") => get(path, { appId })

async function spend(count: number) {
  for (let sent = 0; sent < count; sent += 1) expect((await ask()).status).toBe(200)
}

test("the sixth request of an app within ten seconds waits until the first is ten seconds old", async () => {
  await spend(1)
  vi.setSystemTime(Date.now() + 3500)
  await spend(4)
  const { status, headers, body } = await ask()
  expect(status).toBe(429)
  expect(headers.get("retry-after")).toBe("7")
  expect(body.error.code).toBe("TooManyRequests")
  expect(body.error.innerError["request-id"]).toBe(headers.get("request-id"))
  vi.setSystemTime(Date.now() + 6499)
  expect((await ask()).status).toBe(429)
  vi.setSystemTime(Date.now() + 1)
  await spend(1)
})

test("both versions, single rows and refused permissions draw on the same limit", async () => {
  await spend(2)
  expect((await ask("/v1.0/auditLogs/signIns")).status).toBe(200)
  expect((await ask("/beta/auditLogs/signIns/none")).status).toBe(404)
  expect((await get("/beta/auditLogs/signIns", { appId: "one-app", roles: [] })).status).toBe(403)
  expect((await ask("/v1.0/auditLogs/signIns")).status).toBe(429)
})

test("another app and other collections are not held up", async () => {
  await spend(5)
  expect((await ask("/beta/auditLogs/signIns", "another-app")).status).toBe(200)
  expect((await ask("/v1.0/applications")).status).toBe(200)
})

test("the limit runs on the machine's time, not on the sandbox's clock", async () => {
  await spend(5)
  world.clock.setOffset(60_000)
  expect((await ask()).status).toBe(429)
})

test("a reset of the world empties the limit", async () => {
  await spend(5)
  world.reset()
  await spend(1)
})
