import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, reset, signInTo } from "../control"
import { auditRequests, idsOf, startLog, takeAway } from "./border"

const absent = "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00"

beforeEach(() => reset())

describe("one callout", () => {
  test("is read by its id, with its row as Graph has it, and the second time from memory", async () => {
    const { row } = await signInTo("Woodgrove Groceries")
    const { readCallout } = await startLog()
    const part = await readCallout(`${row.id}.0`)
    expect(part).toMatchObject({
      ok: true,
      value: {
        callout: { id: `${row.id}.0`, layer: "ok", signIn: { user: { principalName: "casey@contoso.com" } } },
        raw: { id: row.id, correlationId: row.correlationId, ipAddress: expect.any(String) },
      },
    })
    expect(await readCallout(`${row.id}.0`)).toEqual(part)
    expect((await auditRequests()).map(({ url }) => url)).toEqual([`/beta/auditLogs/signIns/${row.id}`])
  })

  test("is the same as its entry in the list", async () => {
    await control("POST", "/specimens/1003002")
    await signInTo("Contoso Expenses", "amari")
    const { read, readCallout } = await startLog()
    const [listed] = (await read()).callouts
    const part = await readCallout(listed?.id ?? "")
    expect(part).toMatchObject({ ok: true, value: { callout: listed } })
    expect(listed).toMatchObject({ layer: "response", error: { code: 1003002 } })
  })

  test("that the log does not have is null, not a failure", async () => {
    const { readCallout } = await startLog()
    expect(await readCallout(`${absent}.0`)).toBeNull()
  })

  test("whose sign-in has fewer listeners is null", async () => {
    const { row } = await signInTo("Woodgrove Groceries")
    const { readCallout } = await startLog()
    expect(await readCallout(`${row.id}.1`)).toBeNull()
  })

  test.each(["", "x", absent, `${absent}.x`, "../users.0", "a/b.0", `${absent}.0?$select=id`])(
    "by the id “%s” is null, and Graph is not asked",
    async (id) => {
      const { readCallout } = await startLog()
      expect(await readCallout(id)).toBeNull()
      expect(await auditRequests()).toEqual([])
    },
  )

  test("without the permission is a part that names it", async () => {
    await takeAway("AuditLog.Read.All")
    const { readCallout } = await startLog()
    expect(await readCallout(`${absent}.0`)).toMatchObject({
      ok: false,
      kind: "permission",
      permission: "AuditLog.Read.All",
    })
  })
})

describe("callouts that failed for the same reason", () => {
  test("are found in memory, newest first, without a request", async () => {
    await signInTo("Woodgrove Groceries")
    await control("POST", "/specimens/1003002")
    const same = [await signInTo("Woodgrove Groceries"), await signInTo("Contoso Expenses", "amari")]
    await control("DELETE", "/specimens/1003002")
    await control("POST", "/specimens/1003021")
    await signInTo("Woodgrove Groceries")
    const { read, similarTo } = await startLog()
    const { callouts } = await read({ code: "1003002" })
    const before = await auditRequests()
    const similar = callouts.map((callout) =>
      idsOf({ callouts: similarTo(callout)?.callouts ?? [] }).toSorted(),
    )
    const wanted = same.map(({ row }) => `${row.id}.0`).toSorted()
    expect(similar).toEqual([wanted, wanted])
    expect(await auditRequests()).toEqual(before)
  })

  test("are counted in the widest range that is held, and that range is named", async () => {
    await control("POST", "/specimens/1003021")
    await signInTo("Woodgrove Groceries")
    const { read, similarTo, knownApps } = await startLog()
    const [callout] = (await read({ range: "1h" })).callouts
    await read({ range: "7d" })
    expect(callout && similarTo(callout)).toMatchObject({ range: "7d", callouts: [{ id: callout?.id }] })
    expect([...knownApps()]).toEqual([[contosoIds.groceriesApp, "Woodgrove Groceries"]])
  })
})
