import fc from "fast-check"
import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import type { SignInRow } from "../../../sandbox/tenants/types"
import { openGraph } from "./graph"
import { logOf, rowsOf, signInRow, signInRows } from "./rows"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

async function follow(first: string, between: () => void = () => undefined) {
  const pages: unknown[][] = []
  let next: string | undefined = first
  while (next) {
    const { status, body } = await get(next)
    expect(status).toBe(200)
    pages.push(body.value.map(({ id }) => id))
    next = body["@odata.nextLink"]
    between()
  }
  return pages
}

const row = (id: string, createdDateTime: string) => signInRow({ id, createdDateTime })
const at = (ms: number) => new Date(ms).toISOString()

test("nextLink is absolute, repeats the query as sent and ends with a hexadecimal token", async () => {
  tenant().signIns = logOf(signInRows(3, { endMs: world.clock.now() }))
  const query = "$filter=clientAppUsed%20eq%20%27Browser%27&$top=1"
  const { body } = await get(`/beta/auditLogs/signins?${query}`)
  const next = body["@odata.nextLink"] ?? ""
  expect(next.startsWith(`${world.urls.graph}/beta/auditLogs/signins?${query}&$skiptoken=`)).toBe(true)
  expect(next).toMatch(/skiptoken=[\da-f]{64}$/)
  expect(Object.keys(body)).toEqual(["@odata.context", "@odata.nextLink", "value"])
  const second = await get(next)
  expect(second.body["@odata.nextLink"]).toContain(`?${query}&$skiptoken=`)
})

test("the last full page has no nextLink", async () => {
  tenant().signIns = logOf(signInRows(4, { endMs: world.clock.now() }))
  expect(await follow("/beta/auditLogs/signIns?$top=2")).toEqual([
    ["row-0003", "row-0002"],
    ["row-0001", "row-0000"],
  ])
})

test("rows that arrive between two pages neither repeat nor hide a row", async () => {
  const endMs = world.clock.now()
  tenant().signIns = logOf(signInRows(6, { endMs }))
  let arrived = 0
  const pages = await follow("/beta/auditLogs/signIns?$top=2", () => {
    arrived += 1
    tenant().signIns.add(row(`new-${arrived}`, at(endMs + arrived)))
  })
  expect(pages.flat()).toEqual(["row-0005", "row-0004", "row-0003", "row-0002", "row-0001", "row-0000"])
})

test("rows that disappear between two pages do not stop the list", async () => {
  tenant().signIns = logOf(signInRows(6, { endMs: world.clock.now() }))
  const pages = await follow("/beta/auditLogs/signIns?$top=2", () => {
    tenant().signIns = logOf(rowsOf(tenant().signIns).filter(({ id }) => id !== "row-0004"))
  })
  expect(pages.flat()).toEqual(["row-0005", "row-0004", "row-0003", "row-0002", "row-0001", "row-0000"])
})

test("rows of one time are shown once each, however they are spelled and sorted", async () => {
  const second = at(world.clock.now() - 5000).slice(0, 19)
  tenant().signIns = logOf([
    row("b", `${second}.000Z`),
    row("d", `${second}Z`),
    row("a", `${second}.0000000Z`),
    row("c", `${second}Z`),
  ])
  const newest = await follow("/beta/auditLogs/signIns?$top=1")
  expect(newest.flat()).toEqual(["d", "c", "b", "a"])
  const oldest = await follow("/beta/auditLogs/signIns?$top=3&$orderby=createdDateTime asc")
  expect(oldest.flat()).toEqual(["a", "b", "c", "d"])
})

test("following the pages shows every row once in order, whatever the times and the page size", async () => {
  const endMs = world.clock.now()
  const logs = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(logs, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (times, top, ascending) => {
      const rows = times.map((time, index) => row(`id-${index}`, at(endMs - time)))
      const byTime = (a: SignInRow, b: SignInRow) =>
        Date.parse(a.createdDateTime) - Date.parse(b.createdDateTime)
      tenant().signIns = logOf(rows)
      const order = ascending ? "asc" : "desc"
      const pages = await follow(`/beta/auditLogs/signIns?$top=${top}&$orderby=createdDateTime ${order}`)
      const wanted = rows.toSorted((a, b) => byTime(a, b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
      expect(pages.flat()).toEqual(ascending ? wanted : wanted.reverse())
      expect(pages.slice(0, -1).every((page) => page.length === top)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

describe("a token", () => {
  const tokenOf = async (path: string) => {
    tenant().signIns = logOf(signInRows(3, { endMs: world.clock.now() }))
    const { body } = await get(path)
    return new URL(body["@odata.nextLink"] ?? "").searchParams.get("$skiptoken")
  }

  test("carries its own query, so that a changed address changes nothing", async () => {
    const token = await tokenOf("/beta/auditLogs/signIns?$top=1&$select=id")
    const { body } = await get(`/beta/auditLogs/signIns?$filter=nonsense&$skiptoken=${token}`)
    expect(body.value).toEqual([{ id: "row-0001" }])
    expect(body["@odata.nextLink"]).toContain("/beta/auditLogs/signIns?$top=1&$select=id&$skiptoken=")
  })

  test("can be asked again", async () => {
    const token = await tokenOf("/beta/auditLogs/signIns?$top=1")
    const ask = () => get(`/beta/auditLogs/signIns?$top=1&$skiptoken=${token}`)
    expect((await ask()).body.value).toEqual((await ask()).body.value)
  })

  test("that is unknown answers 400", async () => {
    const { status, body } = await get("/beta/auditLogs/signIns?$skiptoken=abcdef")
    expect(status).toBe(400)
    expect(body.error.code).toBe("BadRequest")
  })

  test("of another collection, version or tenant answers 400", async () => {
    const token = await tokenOf("/beta/auditLogs/signIns?$top=1")
    const other = { ...tenant(), id: "11111111-2222-4333-8444-555555555555" }
    world.tenants.set(other.id, other)
    const ask = (path: string, tid: string) => get(`${path}?$skiptoken=${token}`, { claims: { tid } })
    expect((await ask("/beta/auditLogs/signIns", contosoIds.tenant)).status).toBe(200)
    expect((await ask("/v1.0/auditLogs/signIns", contosoIds.tenant)).status).toBe(400)
    expect((await ask("/beta/users", contosoIds.tenant)).status).toBe(400)
    expect((await ask("/beta/auditLogs/signIns", other.id)).status).toBe(400)
  })

  test("ends with a reset of the world", async () => {
    const token = await tokenOf("/beta/auditLogs/signIns?$top=1")
    world.reset()
    expect((await get(`/beta/auditLogs/signIns?$skiptoken=${token}`)).status).toBe(400)
  })
})

describe("200,000 rows", () => {
  const template = signInRow()
  const endMs = world.clock.now()
  const rows = Array.from({ length: 200_000 }, (_, index) => ({
    ...template,
    id: `row-${index}`,
    createdDateTime: at(endMs - (199_999 - index) * 10),
  }))
  const full = logOf(rows)
  const window = `createdDateTime ge ${at(endMs - 1_000_000)} and createdDateTime le ${at(endMs - 990_000)}`

  /** The best of three, so that a busy machine does not count. */
  async function quickestMs(query: string) {
    tenant().signIns = full
    const times: number[] = []
    for (let run = 0; run < 3; run += 1) {
      const begun = performance.now()
      expect((await get(`/beta/auditLogs/signIns?${query}`)).status).toBe(200)
      times.push(performance.now() - begun)
    }
    return Math.min(...times)
  }

  test.each(["$top=1", "$top=1&$orderby=createdDateTime asc", `$top=1&$filter=${window}`])(
    "%s looks at the rows of its page only",
    async (query) => {
      expect(await quickestMs(query)).toBeLessThan(40)
    },
  )

  test.each([
    "$top=1000",
    "$filter=correlationId eq 'none'",
    "$filter=signInEventTypes/any(t: t eq 'servicePrincipal')",
  ])("%s is answered in less than a second", async (query) => {
    expect(await quickestMs(query)).toBeLessThan(1000)
  })
})
