import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/contoso"
import { reset } from "../control"
import { auditRequests, idsOf, startLog, writeHistory } from "./border"

type Log = Awaited<ReturnType<typeof startLog>>

const sum = (counts: Iterable<number>) => [...counts].reduce((one, other) => one + other, 0)

/** Every page of a view, from the newest callout to the last. */
async function walk(log: Log, parameters: Record<string, string>) {
  const pages = [await log.read(parameters)]
  for (let after = pages[0]?.next; after; after = pages.at(-1)?.next)
    pages.push(await log.read({ ...parameters, after }))
  return pages
}

beforeEach(() => reset())

describe("the callouts of 2,400 sign-ins", () => {
  beforeEach(async () => {
    // Less than five days, so that no incident moves to a weekday and covers another.
    await writeHistory(4, 600)
  })

  test("are read whole, with three requests", async () => {
    const { read } = await startLog()
    const { matched, scanned, stale } = await read({ range: "7d" })
    expect(matched).toBe(2400)
    expect(scanned).toMatchObject({ complete: true, signIns: 2400, unreadable: 0, backTo: scanned.from })
    expect(stale).toBeNull()
    expect(await auditRequests()).toHaveLength(3)
  })

  test("come newest first, a hundred a page, and paging meets each of them once", async () => {
    const pages = await walk(await startLog(), { range: "7d" })
    expect(pages.map(({ callouts }) => callouts.length)).toEqual(Array(24).fill(100))
    const callouts = pages.flatMap((page) => page.callouts)
    expect(new Set(idsOf({ callouts })).size).toBe(2400)
    const times = callouts.map(({ signIn }) => signIn.at ?? "")
    expect(times).toEqual(times.toSorted().reverse())
  })

  test("are counted by layer, code, extension and app before the filter", async () => {
    const { read } = await startLog()
    const { facets, matched } = await read({ range: "7d", layer: "ok" })
    const { layers, codes, extensions, apps } = facets
    expect(sum(layers.values())).toBe(2400)
    expect(new Set(layers.keys())).toEqual(new Set(["ok", "pre-call", "call", "response"]))
    expect(new Set(codes.keys())).toEqual(new Set([1003002, 1003005, 1003021]))
    expect([...extensions]).toEqual([[contosoIds.extension, 2400]])
    expect(apps.get(contosoIds.groceriesApp)?.name).toBe("Woodgrove Groceries")
    expect(sum([...apps.values()].map(({ count }) => count))).toBe(2400)
    expect(matched).toBe(layers.get("ok"))
  })

  test("that carry one code are as many as the count beside it says", async () => {
    const log = await startLog()
    const pages = await walk(log, { range: "7d", code: "1003021" })
    const callouts = pages.flatMap((page) => page.callouts)
    expect(callouts).toHaveLength(pages[0]?.facets.codes.get(1003021) ?? 0)
    expect(new Set(callouts.map(({ listener }) => listener?.errorCode))).toEqual(new Set([1003021]))
    expect(new Set(callouts.map(({ layer }) => layer))).toEqual(new Set(["pre-call"]))
  })

  test("of one app in one layer are only those", async () => {
    const { read } = await startLog()
    const { callouts } = await read({ range: "7d", app: contosoIds.expensesApp, layer: "ok" })
    expect(callouts.length).toBeGreaterThan(0)
    for (const { layer, signIn } of callouts) {
      expect(layer).toBe("ok")
      expect(signIn.app).toEqual({ id: contosoIds.expensesApp, name: "Contoso Expenses" })
    }
  })

  test("of an extension that nobody has are none, and that is no failure", async () => {
    const { read } = await startLog()
    const page = await read({ range: "7d", extension: contosoIds.listener })
    expect(page).toMatchObject({ callouts: [], matched: 0, next: null })
  })

  test("are interactive and not, with an OpenID Connect and a SAML app among them", async () => {
    const callouts = (await walk(await startLog(), { range: "7d" })).flatMap((page) => page.callouts)
    expect(new Set(callouts.map(({ signIn }) => signIn.source))).toEqual(
      new Set(["interactive", "non-interactive"]),
    )
    expect(new Set(callouts.map(({ signIn }) => signIn.protocol))).toEqual(new Set(["oAuth2", "saml20"]))
  })

  test("between two times are only those", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const [from, to] = [daysAgo(4), daysAgo(2)]
    const pages = await walk(await startLog(), { from, to })
    const times = pages.flatMap(({ callouts }) => callouts.map(({ signIn }) => signIn.at ?? ""))
    expect(times.length).toBeGreaterThan(100)
    expect(times.length).toBeLessThan(2400)
    expect(times.filter((at) => at < from || at > to)).toEqual([])
    expect(pages[0]?.scanned).toMatchObject({ from, to, complete: true })
  })
})

describe("more sign-ins than a scan reads", () => {
  test("leave it incomplete and name the time back to which it looked", async () => {
    await writeHistory(1, 4600)
    const log = await startLog()
    const { matched, scanned } = await log.read()
    expect(await auditRequests()).toHaveLength(4)
    expect(scanned).toMatchObject({ complete: false, signIns: 4000 })
    expect(matched).toBe(4000)
    expect(scanned.backTo > scanned.from).toBe(true)
    const oldest = (await walk(log, {})).at(-1)?.callouts.at(-1)
    expect(oldest?.signIn.at).toBe(scanned.backTo)
  })
})

describe("an empty log", () => {
  test("is read whole and has no callouts", async () => {
    const { read } = await startLog()
    expect(await read()).toMatchObject({
      callouts: [],
      matched: 0,
      next: null,
      scanned: { complete: true, signIns: 0 },
    })
  })
})
