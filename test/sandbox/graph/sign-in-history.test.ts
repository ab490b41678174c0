import { beforeAll, describe, expect, test } from "vitest"
import { writeHistory } from "../../../sandbox/engine/history/history"
import type { SignInRow } from "../../../sandbox/tenants/types"
import { openGraph } from "./graph"
import { rowsOf, signInRow } from "./rows"

const { world, get, tenant } = await openGraph()
const total = process.env.SOAK ? 1_000_000 : 20_000
const request = { tenant: "Contoso", days: 30, perDay: 667, seed: 7 }

let rows: SignInRow[]
beforeAll(() => {
  world.clock.setOffset(Date.parse("2026-11-20T16:00:00Z") - Date.now())
  writeHistory(world, request)
  // Live rows of the same second as invented ones, so that the two have to be merged.
  const last = tenant().signIns.newest?.createdDateTime ?? ""
  for (const id of ["00000000-live", "ffffffff-live"])
    tenant().signIns.add(signInRow({ id, createdDateTime: last, correlationId: "live" }))
  rows = rowsOf(tenant().signIns)
})

const list = (filter: string, rest = "") =>
  get(`/beta/auditLogs/signIns?$filter=${encodeURIComponent(filter)}${rest}`)

/** Follows the pages of a filter to its end. */
async function idsOf(filter: string, rest = "&$select=id"): Promise<unknown[]> {
  const first = await list(filter, rest)
  expect(first.status).toBe(200)
  const ids = first.body.value.map(({ id }) => id)
  for (let next = first.body["@odata.nextLink"]; next; ) {
    const { body } = await get(next)
    ids.push(...body.value.map(({ id }) => id))
    next = body["@odata.nextLink"]
  }
  return ids
}

const bothKinds = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"
const byTime = (one: SignInRow, other: SignInRow) =>
  Date.parse(other.createdDateTime) - Date.parse(one.createdDateTime) || (one.id < other.id ? 1 : -1)
const wanted = (test: (row: SignInRow) => boolean) =>
  rows
    .filter(test)
    .sort(byTime)
    .map(({ id }) => id)

describe("a filter over an invented past gives what a look at every row gives", () => {
  test.each([
    [
      "status/errorCode eq 1100001",
      (row: SignInRow) => row.isInteractive && row.status.errorCode === 1100001,
    ],
    [`status/errorCode eq 1100001 and ${bothKinds}`, (row: SignInRow) => row.status.errorCode === 1100001],
    [
      "startswith(userPrincipalName,'john') and status/errorCode eq 0",
      (row: SignInRow) =>
        row.isInteractive && row.userPrincipalName.startsWith("john") && row.status.errorCode === 0,
    ],
    [
      "startswith(appDisplayName,'Contoso E') and status/errorCode eq 1100001",
      (row: SignInRow) => row.appDisplayName.startsWith("Contoso E") && row.status.errorCode === 1100001,
    ],
  ])("%s", async (filter, isWanted) => {
    const ids = wanted(isWanted)
    expect(ids.length).toBeGreaterThan(10)
    expect(await idsOf(filter)).toEqual(ids)
  })

  test("by time and place", async () => {
    const from = "2026-11-10T12:00:00Z"
    const to = "2026-11-10T16:30:00Z"
    const filter = `createdDateTime ge ${from} and createdDateTime le ${to} and location/countryOrRegion eq 'NO'`
    const isNorwegian = ({ location }: SignInRow) => JSON.stringify(location).includes('"NO"')
    const ids = wanted(
      (row) =>
        row.isInteractive && isNorwegian(row) && row.createdDateTime >= from && row.createdDateTime <= to,
    )
    expect(ids.length).toBeGreaterThan(2)
    expect(await idsOf(filter)).toEqual(ids)
  })
})

test("live rows stand among invented ones of the same second", async () => {
  const last = rows.at(-1)?.createdDateTime ?? ""
  const ids = await idsOf(`createdDateTime eq ${last} and ${bothKinds}`)
  expect(ids.at(0)).toBe("ffffffff-live")
  expect(ids.at(-1)).toBe("00000000-live")
  expect(ids.length).toBeGreaterThan(2)
})

test("a row is found by its id and by its correlation id", async () => {
  const some = rows.findLast(({ isInteractive, id }) => isInteractive && !id.endsWith("live"))
  for (const filter of [`id eq '${some?.id}'`, `correlationId eq '${some?.correlationId}' and ${bothKinds}`])
    expect((await list(filter)).body.value).toEqual([expect.objectContaining({ id: some?.id })])
  expect((await get(`/beta/auditLogs/signIns/${some?.id}`)).body).toMatchObject({ id: some?.id })
})

test("a second history of the same seed takes the place of the first, and live rows stay", async () => {
  const before = tenant().signIns.size
  writeHistory(world, request)
  expect(tenant().signIns.size).toBe(before)
  expect((await list("correlationId eq 'live'")).body.value).toHaveLength(2)
})

describe(`of ${total} rows`, () => {
  beforeAll(() => {
    writeHistory(world, { ...request, perDay: Math.ceil(total / request.days) })
  })

  test.each([
    [`status/errorCode eq 1100001 and ${bothKinds}`, 2000],
    ["status/errorCode eq 99", 2000],
    ["startswith(userPrincipalName,'nobody-of-this-name')", 2000],
    ["location/city eq 'Atlantis'", 2000],
    ["correlationId eq 'none'", 200],
    ["id eq 'none'", 200],
  ])("%s takes less than %i ms", async (filter, mostMs) => {
    const since = new Date(world.clock.now() - 29.9 * 86_400_000).toISOString()
    const started = performance.now()
    expect((await list(`createdDateTime ge ${since} and ${filter}`)).status).toBe(200)
    expect(performance.now() - started).toBeLessThan(mostMs)
  })
})
