import { beforeAll, describe, expect, test } from "vitest"
import type { CalloutPage } from "@/lib/model/callout-page"
import type { Part } from "@/lib/model/part"
import { reset, signInTo } from "../control"
import { auditRequests, startLog, writeHistory } from "./border"

describe("many readers of many ranges at once", () => {
  const pages: Part<CalloutPage>[] = []
  let times: number[] = []
  let statuses: (number | null)[] = []

  beforeAll(async () => {
    await reset()
    await writeHistory(25, 200)
    const { row } = await signInTo("Woodgrove Groceries")
    const log = await startLog()
    const ranges = ["15m", "1h", "24h", "7d", "30d"]
    const [parts] = await Promise.all([
      Promise.all([...ranges, ...ranges].map((range) => log.part({ range }))),
      log.readCallout(`${row.id}.0`),
    ])
    pages.push(...parts)
    const sent = await auditRequests()
    times = sent.map(({ at }) => Date.parse(at))
    statuses = sent.map(({ status }) => status)
  })

  test("all get their page", () => {
    expect(pages.map(({ ok }) => ok)).toEqual(Array(10).fill(true))
  })

  test("make Graph refuse none of their requests", () => {
    expect(new Set(statuses)).toEqual(new Set([200]))
  })

  test("send never more than five requests in any ten seconds", () => {
    expect(times.length).toBeGreaterThan(5)
    for (const [index, start] of times.entries()) {
      const sixth = times[index + 5]
      if (sixth !== undefined) expect(sixth - start).toBeGreaterThanOrEqual(10_000)
    }
  })
})
