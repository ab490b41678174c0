import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, reset } from "../control"
import { auditRequests, idsOf, startLog, takeAway, writeHistory } from "./border"

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
    const { matched, scanned, facets, troubles } = await read({ range: "7d" })
    expect(matched).toBe(sum(facets.layers.values()))
    expect(scanned).toMatchObject({
      complete: true,
      signIns: 2400,
      signUps: null,
      unreadable: 0,
      backTo: scanned.from,
    })
    expect(troubles).toEqual([])
    expect(await auditRequests()).toHaveLength(3)
  })

  test("come newest first, a hundred a page, and paging meets each of them once", async () => {
    const pages = await walk(await startLog(), { range: "7d" })
    expect(new Set(pages.slice(0, -1).map(({ callouts }) => callouts.length))).toEqual(new Set([100]))
    const callouts = pages.flatMap((page) => page.callouts)
    expect(callouts.length).toBeGreaterThan(2000)
    expect([callouts.length, new Set(idsOf({ callouts })).size]).toEqual(Array(2).fill(pages[0]?.matched))
    const times = callouts.map(({ signIn }) => signIn.at ?? "")
    expect(times).toEqual(times.toSorted().reverse())
  })

  test("are counted by layer, code, extension and app before the filter", async () => {
    const { read } = await startLog()
    const { facets, matched } = await read({ range: "7d", layer: "ok" })
    const { layers, codes, extensions, apps, sources, events } = facets
    const all = sum(layers.values())
    expect(all).toBeGreaterThan(2000)
    for (const layer of ["ok", "pre-call", "call", "response"]) expect(layers.get(layer)).toBeGreaterThan(0)
    for (const code of [1003002, 1003005, 1003021]) expect(codes.get(code)).toBeGreaterThan(0)
    expect(extensions.get(contosoIds.extension)).toBe(events.get("tokenIssuanceStart"))
    for (const counts of [extensions, sources, events]) expect(sum(counts.values())).toBe(all)
    expect(apps.get(contosoIds.groceriesApp)?.name).toBe("Woodgrove Groceries")
    expect(sum([...apps.values()].map(({ count }) => count))).toBe(all)
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
    const { scanned } = await log.read()
    expect(await auditRequests()).toHaveLength(4)
    expect(scanned).toMatchObject({ complete: false, signIns: 4000 })
    expect(scanned.backTo > scanned.from).toBe(true)
    const times = (await walk(log, {})).flatMap(({ callouts }) =>
      callouts.map(({ signIn }) => signIn.at ?? ""),
    )
    expect(times.filter((at) => at < scanned.backTo)).toEqual([])
    expect(Date.parse(times.at(-1) ?? "") - Date.parse(scanned.backTo)).toBeLessThan(60_000)
  })
})

describe("an account recovery", () => {
  beforeEach(async () => {
    await control("POST", "/recoveries", { tenant: "Contoso", user: "casey", app: "Woodgrove Groceries" })
  })

  test("has its event's name from its extension, since the log's enum lacks it", async () => {
    const { read, readCallout } = await startLog()
    const { callouts, facets } = await read({ event: "verifiedIdClaimValidation" })
    expect(callouts).toMatchObject([
      {
        event: { type: "verifiedIdClaimValidation", from: "extension" },
        listener: { eventType: "unknownFutureValue", extensionId: contosoIds.verifiedIdExtension },
      },
    ])
    expect(facets.events.get("verifiedIdClaimValidation")).toBe(1)
    expect(await readCallout(callouts[0]?.id ?? "")).toMatchObject({
      value: { callout: { event: { from: "extension" } } },
    })
  })

  test("has an unknown event when the extensions cannot be read", async () => {
    await takeAway("CustomAuthenticationExtension.Read.All")
    const { read } = await startLog()
    const { callouts } = await read({ event: "unknown" })
    expect(callouts).toMatchObject([{ event: { type: "unknown", from: "log" }, layer: "ok" }])
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
