import { describe, expect, test } from "vitest"
import { inventHistory } from "../../../sandbox/engine/history"
import { record, recordAll } from "../../../sandbox/engine/journal"
import { Refusal } from "../../../sandbox/engine/refusal"
import type { SignInRow } from "../../../sandbox/tenants/types"
import { healthyTenant } from "./healthy"

const now = Date.parse("2026-11-20T16:00:00Z")
const dayMs = 86_400_000
const month = { days: 30, perDay: 200, seed: 7 }
const rows = inventHistory(healthyTenant(), month, now)

const resultOf = (row: SignInRow) => row.appliedEventListeners[0]?.handlerResult
const withCode = (code: number, from = rows) => from.filter((row) => resultOf(row)?.errorCode === code)
const countBy = (key: (row: SignInRow) => unknown) => {
  const counts = new Map<unknown, number>()
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1)
  return counts
}
const timeOf = ({ createdDateTime }: SignInRow) => Date.parse(createdDateTime)

test("a history has as many rows as asked, oldest first, within its days", () => {
  expect(rows).toHaveLength(6000)
  const times = rows.map(timeOf)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(times[0]).toBeGreaterThanOrEqual(now - 30 * dayMs - 1000)
  expect(times.at(-1)).toBeLessThanOrEqual(now)
})

test("the same seed at the same time gives the same rows", () => {
  expect(inventHistory(healthyTenant(), month, now)).toEqual(rows)
})

test("another seed gives other rows", () => {
  expect(inventHistory(healthyTenant(), { ...month, seed: 8 }, now)[0]?.id).not.toBe(rows[0]?.id)
})

test("40,000 rows take less than two seconds of the processor", () => {
  const started = process.cpuUsage().user
  expect(inventHistory(healthyTenant(), { days: 30, perDay: 1334, seed: 1 }, now)).toHaveLength(40_020)
  expect(process.cpuUsage().user - started).toBeLessThan(2_000_000)
})

test("weekdays are busier than weekends, afternoons than nights", () => {
  const byDay = countBy((row) => [0, 6].includes(new Date(timeOf(row)).getUTCDay()))
  expect(byDay.get(false) ?? 0).toBeGreaterThan(5 * (byDay.get(true) ?? 0))
  const byHour = countBy((row) => new Date(timeOf(row)).getUTCHours())
  expect(byHour.get(14) ?? 0).toBeGreaterThan(4 * (byHour.get(2) ?? 0))
})

test("both apps, many people, several countries and both kinds of rows appear", () => {
  expect([...countBy(({ appDisplayName }) => appDisplayName).keys()].toSorted()).toEqual([
    "Contoso Expenses",
    "Woodgrove Groceries",
  ])
  expect(countBy(({ userId }) => userId).size).toBeGreaterThanOrEqual(10)
  expect(countBy(({ location }) => JSON.stringify(location)).size).toBeGreaterThanOrEqual(4)
  const kinds = countBy(
    ({ isInteractive, authenticationProtocol }) => `${isInteractive} ${authenticationProtocol}`,
  )
  expect([...kinds.keys()].toSorted()).toEqual(["false oAuth2", "true oAuth2", "true saml20"])
})

test("addresses are of the ranges for documentation only", () => {
  const documentation = /^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d{1,3}$|^2001:db8:/
  expect(rows.filter(({ ipAddress }) => !documentation.test(`${ipAddress}`))).toEqual([])
})

test("about one success in a hundred was retried", () => {
  const successes = withCode(0)
  const retried = successes.filter((row) => resultOf(row)?.numberOfAttempts === 2)
  expect(retried.length / successes.length).toBeGreaterThan(0.005)
  expect(retried.length / successes.length).toBeLessThan(0.02)
  expect(successes.length / rows.length).toBeGreaterThan(0.9)
})

describe("incidents", () => {
  test.each([
    [1003002, 500, 1, 90],
    [1003005, null, 2, 180],
    [1003021, null, 0, 20],
  ])("%i comes in one burst with status %s and %i attempts", (code, httpStatus, attempts, minutes) => {
    const burst = withCode(code)
    expect(burst.length).toBeGreaterThanOrEqual(3)
    for (const row of burst) expect(resultOf(row)).toMatchObject({ httpStatus, numberOfAttempts: attempts })
    const [first, last] = [burst[0], burst.at(-1)].map((row) => (row ? timeOf(row) : Number.NaN))
    expect((last ?? 0) - (first ?? 0)).toBeLessThanOrEqual(minutes * 60_000)
  })

  test("are in a thin history too", () => {
    const thin = inventHistory(healthyTenant(), { days: 7, perDay: 20, seed: 1 }, now)
    for (const code of [1003002, 1003005, 1003021]) expect(withCode(code, thin).length).toBeGreaterThan(0)
  })
})

test("a tenant in which nobody listens has no history to invent", () => {
  const tenant = { ...healthyTenant(), authenticationEventListeners: [] }
  expect(() => inventHistory(tenant, month, now)).toThrow(Refusal)
})

describe("the log", () => {
  const row = (id: string, createdDateTime: string): SignInRow => {
    const [some] = rows
    if (!some) throw new Error("The history is empty.")
    return { ...some, id, createdDateTime }
  }
  const ids = ({ signIns }: { signIns: SignInRow[] }) => signIns.map(({ id }) => id)

  test("stays oldest first wherever a row falls", () => {
    const log = { signIns: [row("b", "2026-11-20T10:00:02Z"), row("d", "2026-11-20T10:00:04Z")] }
    record(log, row("a", "2026-11-20T10:00:01Z"))
    record(log, row("c", "2026-11-20T10:00:03Z"))
    record(log, row("e", "2026-11-20T10:00:04Z"))
    expect(ids(log)).toEqual(["a", "b", "c", "d", "e"])
  })

  test("holds a history once however often it is written", () => {
    const log = { signIns: [row("live", "2026-11-20T15:59:59Z")] }
    recordAll(log, rows)
    recordAll(log, rows)
    expect(log.signIns).toHaveLength(rows.length + 1)
  })
})
