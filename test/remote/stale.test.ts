import { setTimeout as wait } from "node:timers/promises"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { next, reset, signInTo } from "../control"
import { auditRequests, beyondFresh, idsOf, jump, startLog } from "./border"

const route = "GET /beta/auditLogs/signIns"

beforeEach(() => reset())
afterEach(() => {
  vi.useRealTimers()
})

describe("when Graph asks to slow down", () => {
  test("the rows of the earlier read stay, and the page says why they are old", async () => {
    await signInTo("Woodgrove Groceries")
    const log = await startLog()
    const before = await log.read()
    await next(route, { status: 429, headers: { "retry-after": "2" } })
    await beyondFresh()
    const page = await log.read()
    expect(idsOf(page)).toEqual(idsOf(before))
    expect(page.scanned.readAt).toBe(before.scanned.readAt)
    expect(page.troubles).toMatchObject([{ kind: "signIn", hasRows: true, unread: { kind: "throttled" } }])
    expect(log.logState()).toMatchObject({ trouble: { kind: "throttled" }, budget: { left: 0, limit: 5 } })
  })

  test("nothing is sent before Retry-After is over, and then the rows are new again", async () => {
    const log = await startLog()
    await log.read()
    await next(route, { status: 429, headers: { "retry-after": "2" } })
    await beyondFresh()
    await log.read()
    await log.read()
    expect(await auditRequests()).toHaveLength(2)
    await wait(2000)
    expect((await log.read()).troubles).toEqual([])
    expect(log.logState().trouble).toBeNull()
  })
})

describe("when the console's own budget is used up", () => {
  test("a range that was read stays on the page, and Graph gets no sixth request", async () => {
    await signInTo("Woodgrove Groceries")
    const log = await startLog()
    for (const range of ["1h", "24h", "7d", "30d", "15m"]) await log.read({ range })
    await beyondFresh()
    const page = await log.read({ range: "1h" })
    expect(page.matched).toBe(1)
    expect(page.troubles).toMatchObject([{ kind: "signIn", hasRows: true, unread: { kind: "throttled" } }])
    expect((await auditRequests()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  })

  test("logState says how long until the next request may go", async () => {
    const log = await startLog()
    for (const range of ["1h", "24h", "7d", "30d", "15m"]) await log.read({ range })
    const { left, waitMs } = log.logState().budget
    expect(left).toBe(0)
    expect(waitMs).toBeGreaterThan(5000)
    expect(waitMs).toBeLessThanOrEqual(10_500)
  })
})

describe("when a later read fails", () => {
  test.each([
    ["a 500", { status: 500 }],
    ["HTML", { headers: { "content-type": "text/html" }, body: "<h1>Sign in</h1>" }],
    ["a cut connection", { reset: true }],
  ])("%s leaves the rows of the earlier read on the page", async (_, answer) => {
    await signInTo("Woodgrove Groceries")
    const log = await startLog()
    const before = await log.read()
    await next(route, answer)
    jump(2000)
    const page = await log.read()
    expect(idsOf(page)).toEqual(idsOf(before))
    expect(page.troubles).toMatchObject([{ kind: "signIn", hasRows: true, unread: { ok: false } }])
  })
})
