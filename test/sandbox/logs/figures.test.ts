import { beforeAll, expect, test } from "vitest"
import { hourMs, iso, named, openPast, type Past, secondOf } from "./past"
import { differing, groups, type PlainCallout, percent } from "./plain"

let past: Past
beforeAll(async () => {
  past = await openPast()
})

test("02 counts failures by every facet", async () => {
  const count = (facet: string, keyOf: (callout: PlainCallout) => unknown) =>
    [...groups(past.failures, keyOf)].map(([value, all]) => ({ Facet: facet, Value: value, n: all.length }))
  const expected = [
    ...count("app", ({ row }) => row.appId),
    ...count("errorCode", ({ error }) => error),
    ...count("eventType", ({ eventType }) => eventType),
    ...count("extension", ({ extension }) => extension),
    ...count("httpStatus", ({ httpStatus }) => httpStatus ?? ""),
  ]
  const found = named(await past.run("02-facets.kql"))
  const told = (facets: Record<string, unknown>[]) =>
    facets.map(({ Facet, Value, n }) => `${Facet} ${Value} ${n}`).sort()
  expect(told(found)).toEqual(told(expected))
  expect(found.map(({ Facet }) => Facet)).toEqual(found.map(({ Facet }) => Facet).sort())
  for (const { Facet, Label } of found) expect(Label !== "").toBe(Facet === "app")
})

test("03 fills the gaps of the timeline with zeros", async () => {
  const { rows: found } = await past.run("03-timeline.kql")
  const codes = [...groups(past.failures, ({ error }) => error)]
  expect(found).toHaveLength(codes.length * 7 * 24)
  const counted = new Map(found.map(([time, code, n]) => [`${code} ${Date.parse(String(time))}`, n]))
  for (const [code, all] of codes)
    for (let hour = past.start; hour < past.end; hour += hourMs) {
      const within = all.filter(({ second }) => second >= hour && second < hour + hourMs)
      expect(counted.get(`${code} ${hour}`)).toBe(within.length)
    }
})

test("04 tells the outcome per extension and event", async () => {
  const found = named(await past.run("04-success-vs-failure.kql"))
  const all = groups(past.callouts, ({ extension, eventType }) => `${extension} ${eventType}`)
  expect(found).toHaveLength(all.size)
  for (const { CustomExtensionId, EventType, ...told } of found) {
    const own = all.get(`${CustomExtensionId} ${EventType}`) ?? []
    const failed = own.filter((one) => one.failed)
    expect(told).toMatchObject({
      Total: own.length,
      Failures: failed.length,
      Users: differing(own.map(({ row }) => row.userId)),
      Apps: differing(own.map(({ row }) => row.appId)),
      FailurePct: percent(failed.length, own.length),
    })
    const last = Math.max(...failed.map(({ second }) => second))
    expect(secondOf(told.LastFailure)).toBe(failed.length > 0 ? iso(last) : undefined)
  }
})

test("05 tells how often a second attempt was made, and whether it helped", async () => {
  const found = named(await past.run("05-retry-rate.kql"))
  const all = groups(
    past.callouts,
    ({ extension, second }) => `${extension} ${iso(Math.floor(second / hourMs) * hourMs)}`,
  )
  expect(found).toHaveLength(all.size)
  for (const { CustomExtensionId, TimeGenerated, ...told } of found) {
    const own = all.get(`${CustomExtensionId} ${iso(Date.parse(String(TimeGenerated)))}`) ?? []
    const retried = own.filter(({ attempts }) => (attempts ?? 0) > 1)
    const lost = retried.filter(({ failed }) => failed)
    expect(told).toEqual({
      Callouts: own.length,
      Retried: retried.length,
      RetriedAndFailed: lost.length,
      RetryPct: percent(retried.length, own.length),
      RetrySavedPct: percent(retried.length - lost.length, retried.length),
    })
  }
})

test.each([
  [
    "06-top-apps.kql",
    "AppId",
    ({ row }: PlainCallout) => row.appId,
    "Users",
    ({ row }: PlainCallout) => row.userId,
  ],
  [
    "07-top-users.kql",
    "UserId",
    ({ row }: PlainCallout) => row.userId,
    "Apps",
    ({ row }: PlainCallout) => row.appDisplayName,
  ],
] as const)("%s names whom failures met most", async (file, key, keyOf, other, otherOf) => {
  const found = named(await past.run(file))
  const all = groups(past.failures, keyOf)
  expect(found).toHaveLength(Math.min(20, all.size))
  const counts = [...all.values()].map(({ length }) => length).sort((one, two) => two - one)
  expect(found.map(({ Failures }) => Failures)).toEqual(counts.slice(0, 20))
  for (const told of found) {
    const own = all.get(String(told[key])) ?? []
    expect(told.Failures).toBe(own.length)
    const others = typeof told[other] === "string" ? JSON.parse(told[other]).length : told[other]
    expect(others).toBe(differing(own.map(otherOf)))
    expect(JSON.parse(String(told.Codes)).sort()).toEqual([...new Set(own.map(({ error }) => error))].sort())
  }
})

test("12 finds codes that are new in the last day", async () => {
  const split = past.end - 24 * hourMs
  const all = groups(past.failures, ({ extension, error }) => `${extension} ${error}`)
  const own = [...all].filter(([, same]) => same.every(({ second }) => second >= split)).map(([key]) => key)
  expect(own).toHaveLength(1)
  const found = named(await past.run("12-new-error-codes.kql"))
  expect(
    found.map(({ CustomExtensionId, CalloutError }) => `${CustomExtensionId} ${CalloutError}`).sort(),
  ).toEqual(own.sort())
})
