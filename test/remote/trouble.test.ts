import { beforeEach, describe, expect, inject, test } from "vitest"
import { control, next, reset } from "../control"
import { auditRequests, readOnce, received, setting, takeAway } from "./border"

const json = { "content-type": "application/json" }

beforeEach(() => reset())

describe("a refusal becomes a part that says what would cure it", () => {
  test("a permission that was taken away is named", async () => {
    await takeAway("AuditLog.Read.All")
    const { part } = await readOnce()
    expect(part).toMatchObject({ ok: false, kind: "permission", permission: "AuditLog.Read.All" })
  })

  test("a missing licence is a matter of the licence, not of a permission", async () => {
    await control("PUT", "/tenants/Contoso", { premium: false })
    const { part } = await readOnce()
    expect(part).toMatchObject({ ok: false, kind: "license", why: expect.stringContaining("P1 or P2") })
    expect(part).not.toHaveProperty("permission")
  })

  test("a 401 is trouble with the credential", async () => {
    const error = { code: "InvalidAuthenticationToken", message: "Access token is empty." }
    const { part } = await readOnce({ status: 401, body: { error } })
    expect(part).toMatchObject({ ok: false, kind: "credential" })
  })

  test("a 400 tells the service's own words", async () => {
    const error = { code: "BadRequest", message: "Invalid filter clause." }
    const { part } = await readOnce({ status: 400, body: { error } })
    expect(part).toMatchObject({
      ok: false,
      kind: "service",
      why: expect.stringContaining("Invalid filter clause."),
    })
  })

  test("a 429 is told as throttling, and the next read asks nobody until the wait is over", async () => {
    const { border, part } = await readOnce({ status: 429, headers: { "retry-after": "30" } })
    expect(part).toMatchObject({ ok: false, kind: "throttled", why: expect.stringContaining("30 s") })
    const again = await border.readCallouts(border.readFilter({}, Date.now()).filter)
    expect(again).toMatchObject({ ok: false, kind: "throttled" })
    expect(await auditRequests()).toHaveLength(1)
  })

  test("a 429 without Retry-After holds the next request back for ten seconds", async () => {
    const { border, part } = await readOnce({ status: 429 })
    expect(part).toMatchObject({ ok: false, kind: "throttled" })
    const { left, waitMs } = border.logState().budget
    expect(left).toBe(0)
    expect(waitMs).toBeGreaterThan(9000)
    expect(waitMs).toBeLessThanOrEqual(10_000)
  })
})

describe("an answer that is no answer becomes a part of its kind", () => {
  test.each([500, 502, 503, 504])("a %i is trouble of the service and names the status", async (status) => {
    const { part } = await readOnce({ status })
    expect(part).toMatchObject({ ok: false, kind: "service", why: expect.stringContaining(String(status)) })
  })

  test("HTML with 502 is trouble of the service", async () => {
    const headers = { "content-type": "text/html" }
    const { part } = await readOnce({ status: 502, headers, body: "<h1>Bad Gateway</h1>" })
    expect(part).toMatchObject({ ok: false, kind: "service", why: expect.stringContaining("502") })
  })

  test("HTML with 200 is malformed", async () => {
    const headers = { "content-type": "text/html" }
    const { part } = await readOnce({ headers, body: "<h1>Sign in to the network</h1>" })
    expect(part).toMatchObject({ ok: false, kind: "malformed" })
  })

  test("JSON that breaks off is malformed", async () => {
    const { part } = await readOnce({ headers: json, body: '{"value":[{"id":"a"' })
    expect(part).toMatchObject({ ok: false, kind: "malformed", why: expect.stringContaining("cut off") })
  })

  test("an error whose JSON breaks off is trouble of the service", async () => {
    const { part } = await readOnce({ status: 500, headers: json, body: '{"error":{"code":' })
    expect(part).toMatchObject({ ok: false, kind: "service", why: expect.stringContaining("500") })
  })

  test("204 is malformed", async () => {
    const { part } = await readOnce({ status: 204 })
    expect(part).toMatchObject({ ok: false, kind: "malformed" })
  })

  test.each([
    ["a list", []],
    ["a string", '"value"'],
    ["null", "null"],
    ["an object without value", {}],
    ["an object whose value is null", { value: null }],
  ])("%s in place of a page is malformed", async (_, body) => {
    const { part } = await readOnce({ headers: json, body })
    expect(part).toMatchObject({ ok: false, kind: "malformed" })
  })

  test("a connection that is cut is unreachable", async () => {
    const { part } = await readOnce({ reset: true })
    expect(part).toMatchObject({ ok: false, kind: "unreachable" })
  })

  test("a connection that is cut in the middle of an answer is unreachable", async () => {
    const headers = { ...json, "content-length": "5000" }
    const { part } = await readOnce({ headers, body: '{"value":[{"id":"a"' })
    expect(part).toMatchObject({ ok: false, kind: "unreachable" })
  })

  test("the next read after any of them is well again", async () => {
    const { border } = await readOnce({ reset: true })
    expect(await border.readCallouts(border.readFilter({}, Date.now()).filter)).toMatchObject({ ok: true })
    expect(border.logState().trouble).toBeNull()
  })

  test.each([
    ["503", { status: 503 }],
    ["HTML", { headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" }],
    ["a cut connection", { reset: true }],
  ])(
    "%s from the sign-in endpoint is told, not thrown, and nobody is blamed for a credential",
    async (_, answer) => {
      await next("POST /*/oauth2/v2.0/token", { ...answer, times: 20 })
      const { part } = await readOnce()
      expect(part).toMatchObject({ ok: false, kind: expect.stringMatching(/service|unreachable|malformed/) })
    },
  )

  test("what is logged of it carries no token", async () => {
    const { border } = await readOnce({ reset: true })
    expect(border.logged()).toContain("AuditLog.Read.All")
    expect(border.logged()).not.toMatch(/eyJ|Bearer/)
  })
})

describe("a page that names its next page elsewhere", () => {
  const elsewhere = () => setting("AZURE_AUTHORITY_HOST")
  // The page that named it was read, so its rows stay and the trouble stands beside them.
  const brokenOffBecause = (words: string) => ({
    ok: true,
    value: {
      troubles: [{ kind: "signIn", unread: { kind: "malformed", why: expect.stringContaining(words) } }],
      scanned: { complete: false },
    },
  })

  test("on another host is refused, and that host is never asked", async () => {
    const { part } = await readOnce({
      body: { value: [], "@odata.nextLink": `${elsewhere()}/beta/auditLogs/signIns?$skiptoken=1` },
    })
    expect(part).toMatchObject(brokenOffBecause("another host"))
    expect((await received("login")).filter(({ url }) => url.includes("auditLogs"))).toEqual([])
  })

  test("over plain http is refused, and that host is never asked", async () => {
    const nextLink = `${inject("cloud").control}/beta/auditLogs/signIns?$skiptoken=1`
    const { part } = await readOnce({ body: { value: [], "@odata.nextLink": nextLink } })
    expect(part).toMatchObject(brokenOffBecause("another host"))
    expect((await received("control")).filter(({ url }) => url.includes("auditLogs"))).toEqual([])
  })

  test("by a number instead of an address is malformed", async () => {
    const { part } = await readOnce({ body: { value: [], "@odata.nextLink": 5 } })
    expect(part).toMatchObject({ ok: false, kind: "malformed" })
  })

  test("behind a redirect is not followed there", async () => {
    const location = `${elsewhere()}/beta/auditLogs/signIns`
    const { part } = await readOnce({ status: 302, headers: { location } })
    expect(part.ok).toBe(false)
    expect((await received("login")).filter(({ url }) => url.includes("auditLogs"))).toEqual([])
  })
})
