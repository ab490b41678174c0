import { setTimeout as wait } from "node:timers/promises"
import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, next, reset } from "../control"
import { auditRequests, grantOnly, permissions, received, setting, startBorder, takeAway } from "./border"

const organizationRoute = "GET /v1.0/organization"
const extensionsPath = "/beta/identity/customAuthenticationExtensions"
const listenersRoute = "GET /beta/identity/authenticationEventListeners"

const readFresh = async () => (await startBorder()).readSnapshot()

beforeEach(() => reset())

describe("the snapshot of healthy Contoso", () => {
  test("names the organization and its kind", async () => {
    const { organization } = await readFresh()
    expect(organization).toEqual({
      ok: true,
      value: { id: contosoIds.tenant, name: "Contoso", kind: "workforce" },
    })
  })

  test("has the claims extension with its host, time-out and retries", async () => {
    const { extensions } = await readFresh()
    const host = "claims.contoso.example"
    const port = Number(new URL(setting("GRAPH_ENDPOINT")).port) + 1
    expect(extensions.ok && extensions.value.find(({ id }) => id === contosoIds.extension)).toEqual({
      id: contosoIds.extension,
      name: "Loyalty claims",
      eventType: "tokenIssuanceStart",
      targetUrl: `https://${host}:${port}/api/onTokenIssuanceStart`,
      host,
      resourceId: `api://claims.contoso.example/${contosoIds.apiApp}`,
      timeoutMs: 2000,
      maximumRetries: 1,
      fallsBack: false,
      raw: null,
    })
  })

  test("has the listener with its three apps", async () => {
    const { listeners } = await readFresh()
    expect(listeners.ok && listeners.value.find(({ id }) => id === contosoIds.listener)).toEqual({
      id: contosoIds.listener,
      eventType: "tokenIssuanceStart",
      extensionId: contosoIds.extension,
      allApps: false,
      appIds: [contosoIds.groceriesApp, contosoIds.expensesApp, contosoIds.ordersApp],
      priority: 500,
      flowId: null,
      timeoutMs: null,
      maximumRetries: null,
      fallsBack: false,
      migrationPropertyId: null,
    })
  })

  test("keeps an extension and a listener of other types with Graph's name and the whole object", async () => {
    const { extensions, otherListeners } = await readFresh()
    const password = extensions.ok && extensions.value.find(({ eventType }) => eventType === "passwordUpdate")
    expect(password).toMatchObject({
      raw: {
        "@odata.type": "#microsoft.graph.onPasswordUpdateCustomExtension",
        displayName: "Password updates",
      },
    })
    expect(otherListeners).toMatchObject({
      ok: true,
      value: [{ type: "onSessionPolicyLoadStartListener", raw: { handler: { sessionPolicyId: "kiosk" } } }],
    })
  })

  test("has no user flow", async () => {
    expect((await readFresh()).flows).toEqual({ ok: true, value: [] })
  })

  test("is plain JSON", async () => {
    const snapshot = await readFresh()
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
  })

  test("costs nothing of the sign-in log's budget", async () => {
    await readFresh()
    expect(await auditRequests()).toEqual([])
  })

  test("serves all who ask within ten seconds with one read", async () => {
    const { readSnapshot } = await startBorder()
    const [one, two] = await Promise.all([readSnapshot(), readSnapshot()])
    expect(two).toBe(one)
    expect(await readSnapshot()).toBe(one)
    expect(await received("graph")).toHaveLength(4)
  })
})

describe("a permission that is missing", () => {
  const partsOf = {
    "Organization.Read.All": ["organization"],
    "CustomAuthenticationExtension.Read.All": ["extensions"],
    "EventListener.Read.All": ["listeners", "otherListeners", "flows"],
  } as const

  test.each(Object.entries(partsOf))(
    "%s leaves exactly the parts %s unread and is named",
    async (permission, unread) => {
      await takeAway(permission)
      const { readAt: _, ...parts } = await readFresh()
      const refused = Object.entries(parts).filter(([, { ok }]) => !ok)
      expect(refused.map(([name]) => name)).toEqual(unread)
      for (const [, part] of refused) expect(part).toMatchObject({ kind: "permission", permission })
    },
  )

  test("AuditLog.Read.All leaves every part of the tenant read and the log unread", async () => {
    await takeAway("AuditLog.Read.All")
    const { readCallouts, readFilter, readSnapshot } = await startBorder()
    const { readAt: _, ...parts } = await readSnapshot()
    expect(Object.values(parts).filter(({ ok }) => !ok)).toEqual([])
    expect(await readCallouts(readFilter({}, Date.now()).filter)).toMatchObject({
      ok: false,
      kind: "permission",
      permission: "AuditLog.Read.All",
    })
  })

  test("all of them leave every part unread, each with its own permission", async () => {
    await grantOnly()
    const { readAt: _, ...parts } = await readFresh()
    expect(Object.values(parts).map((part) => (part.ok ? "read" : part.permission))).toEqual([
      "Organization.Read.All",
      "CustomAuthenticationExtension.Read.All",
      "EventListener.Read.All",
      "EventListener.Read.All",
      "EventListener.Read.All",
    ])
  })

  test("but these four the console needs none", async () => {
    await grantOnly(...permissions)
    const { readAt: _, ...parts } = await readFresh()
    expect(Object.values(parts).filter(({ ok }) => !ok)).toEqual([])
  })

  test("a missing licence costs no part of the configuration", async () => {
    await control("PUT", "/tenants/Contoso", { premium: false })
    const { readAt: _, ...parts } = await readFresh()
    expect(Object.values(parts).filter(({ ok }) => !ok)).toEqual([])
  })
})

describe("trouble with one collection", () => {
  test("a 500 costs only its part", async () => {
    await next(listenersRoute, { status: 500 })
    const { organization, extensions, listeners } = await readFresh()
    expect([organization.ok, extensions.ok]).toEqual([true, true])
    expect(listeners).toMatchObject({ ok: false, kind: "service" })
  })

  test("a 503 that passes costs nothing: the read is tried once more", async () => {
    await next(organizationRoute, { status: 503, headers: { "retry-after": "1" } })
    const { organization } = await readFresh()
    expect(organization.ok).toBe(true)
  })

  test("a Retry-After of a minute keeps no page waiting beyond the deadline of 20 seconds", async () => {
    await next(organizationRoute, { status: 429, headers: { "retry-after": "60" } })
    const late = wait(21_000, "still waiting", { ref: false })
    const first = await Promise.race([readFresh(), late])
    expect(first).toMatchObject({ organization: { ok: false, kind: "throttled" } })
  })

  test("an object without an id makes its part malformed, since a list with gaps is no list", async () => {
    await next(`GET ${extensionsPath}`, { body: { value: [{ displayName: "Loyalty claims" }] } })
    expect((await readFresh()).extensions).toMatchObject({ ok: false, kind: "malformed" })
  })

  test("an extension that has nothing but its id is read", async () => {
    await next(`GET ${extensionsPath}`, { body: { value: [{ id: "one", endpointConfiguration: null }] } })
    const { extensions } = await readFresh()
    expect(extensions).toMatchObject({
      ok: true,
      value: [{ id: "one", name: "one", eventType: "unknown", targetUrl: null, host: null, timeoutMs: null }],
    })
  })

  test("types that nobody knows keep their own name", async () => {
    await next(`GET ${extensionsPath}`, {
      body: { value: [{ id: "one", "@odata.type": "#microsoft.graph.onSomethingNewCustomExtension" }] },
    })
    await next(listenersRoute, {
      body: { value: [{ id: "two", "@odata.type": "#microsoft.graph.novelty" }] },
    })
    const { extensions, listeners, otherListeners } = await readFresh()
    expect(extensions).toMatchObject({ value: [{ eventType: "somethingNew", raw: { id: "one" } }] })
    expect(listeners).toMatchObject({ value: [] })
    expect(otherListeners).toMatchObject({ value: [{ type: "novelty", raw: { id: "two" } }] })
  })

  test("a tenant type that nobody knows is unknown", async () => {
    await next(organizationRoute, {
      body: { value: [{ id: "one", displayName: null, tenantType: "Novel" }] },
    })
    const { organization } = await readFresh()
    expect(organization).toEqual({ ok: true, value: { id: "one", name: "one", kind: "unknown" } })
  })

  test("a next page on another host makes its part malformed, and that host is never asked", async () => {
    const nextLink = `${setting("AZURE_AUTHORITY_HOST")}${extensionsPath}?$skiptoken=1`
    await next(`GET ${extensionsPath}`, { body: { value: [], "@odata.nextLink": nextLink } })
    expect((await readFresh()).extensions).toMatchObject({ ok: false, kind: "malformed" })
    expect((await received("login")).filter(({ url }) => url.includes("customAuth"))).toEqual([])
  })

  test("pages that never end make their part unread, since a list that was cut is no list", async () => {
    const nextLink = `${setting("GRAPH_ENDPOINT")}${extensionsPath}?$skiptoken=again`
    const body = { value: [{ id: "one" }], "@odata.nextLink": nextLink }
    await next(`GET ${extensionsPath}`, { body, times: 200 })
    expect((await readFresh()).extensions.ok).toBe(false)
  })
})
