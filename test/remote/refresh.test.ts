import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { control, reset, signInTo } from "../control"
import { auditRequests, beyondFresh, idsOf, jump, startLog, writeHistory } from "./border"

const minute = 60_000

/** Signs somebody in so that the row reaches the log late: now, with a time that long ago. */
async function signInLate(ms: number) {
  await control("POST", "/clock", { offsetMs: -ms })
  const outcome = await signInTo("Woodgrove Groceries")
  await control("POST", "/clock", { offsetMs: 0 })
  return `${outcome.row.id}.0`
}

beforeEach(() => reset())
afterEach(() => {
  vi.useRealTimers()
})

describe("reading the same range again", () => {
  test("within a moment makes no request", async () => {
    const { read } = await startLog()
    const first = await read()
    expect(await read()).toEqual(first)
    expect(await auditRequests()).toHaveLength(1)
  })

  test("by several people at once makes one request", async () => {
    const { read } = await startLog()
    const pages = await Promise.all([read(), read(), read({ layer: "ok" })])
    expect(pages.map(({ scanned }) => scanned.complete)).toEqual([true, true, true])
    expect(await auditRequests()).toHaveLength(1)
  })

  test("shows a new sign-in at the top, with one request, however long the range", async () => {
    await writeHistory(6, 400)
    const { read } = await startLog()
    const before = await read({ range: "7d" })
    const { row } = await signInTo("Woodgrove Groceries")
    await beyondFresh()
    const after = await read({ range: "7d" })
    expect(after.matched).toBe(before.matched + 1)
    // Another row may have the same second.
    expect(idsOf(after).slice(0, 2)).toContain(`${row.id}.0`)
    expect(await auditRequests()).toHaveLength(4)
  })

  test("never shows a callout twice", async () => {
    const { read } = await startLog()
    await signInTo("Woodgrove Groceries")
    await read()
    await signInTo("Contoso Expenses", "amari")
    await beyondFresh()
    await read()
    await beyondFresh()
    const ids = idsOf(await read())
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(2)
  })

  test("shows a row that reached the log ten minutes late", async () => {
    const { read } = await startLog()
    await signInTo("Contoso Expenses", "amari")
    await read()
    const late = await signInLate(10 * minute)
    await beyondFresh()
    expect(idsOf(await read())[1]).toBe(late)
  })

  test("drops what fell out of a range that moves with the clock", async () => {
    const { read } = await startLog()
    const { row } = await signInTo("Woodgrove Groceries")
    expect(idsOf(await read({ range: "15m" }))).toEqual([`${row.id}.0`])
    jump(16 * minute)
    const { matched, scanned } = await read({ range: "15m" })
    expect(matched).toBe(0)
    expect(scanned).toMatchObject({ complete: true, signIns: 0 })
  })

  test("makes an incomplete range whole once its end has passed what was not read", async () => {
    await writeHistory(1, 4600)
    const { read } = await startLog()
    const before = await read()
    expect(before.scanned.complete).toBe(false)
    await reset()
    jump(Date.parse(before.scanned.backTo) - Date.parse(before.scanned.from) + minute)
    const { scanned } = await read()
    expect(scanned.complete).toBe(true)
    expect(scanned.backTo).toBe(scanned.from)
  })

  test("follows the pages when more came than one page holds", async () => {
    const { read } = await startLog()
    jump(-24 * 60 * minute)
    expect(await read({ range: "7d" })).toMatchObject({ matched: 0 })
    vi.useRealTimers()
    await writeHistory(1, 1500)
    const { scanned, troubles } = await read({ range: "7d" })
    expect({ signIns: scanned.signIns, complete: scanned.complete, troubles }).toEqual({
      signIns: 1500,
      complete: true,
      troubles: [],
    })
    expect(await auditRequests()).toHaveLength(3)
  })
})

describe("reading a range with two ends again", () => {
  const range = () => ({
    from: new Date(Date.now() - 60 * minute).toISOString(),
    to: new Date(Date.now() - 5 * minute).toISOString(),
  })

  test("makes no request for a minute", async () => {
    const { read } = await startLog()
    const view = range()
    await read(view)
    await beyondFresh()
    await read(view)
    expect(await auditRequests()).toHaveLength(1)
  })

  test("shows after a minute what reached the log late", async () => {
    const { read } = await startLog()
    const view = range()
    await read(view)
    const late = await signInLate(10 * minute)
    jump(minute + 1000)
    expect(idsOf(await read(view))).toEqual([late])
  })
})
