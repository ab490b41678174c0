import { beforeEach, describe, expect, test } from "vitest"
import { type Change, recordChange } from "../../../sandbox/engine/log/change"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const dayMs = 86_400_000
const path = "auditLogs/directoryAudits"
const list = (query = "", version = "v1.0") => get(`/${version}/${path}${query && `?${query}`}`)
const filtered = (filter: string) => list(`$filter=${encodeURIComponent(filter)}`)
const names = (rows: readonly Record<string, unknown>[]) =>
  rows.map(({ targetResources }) =>
    Array.isArray(targetResources) ? targetResources[0]?.displayName : undefined,
  )

const operator = {
  user: { id: "operator-id", displayName: "Oki Operator", userPrincipalName: "operator@contoso.com" },
  ip: "203.0.113.5",
}

/** A change some days ago of an object of that name. */
function change(displayName: string, daysAgo: number, rest: Partial<Change> = {}) {
  return recordChange(tenant(), {
    at: world.clock.now() - daysAgo * dayMs,
    actor: operator,
    activity: "Update application",
    target: { id: `${displayName}-id`, displayName, type: "Application" },
    modified: [{ name: "Notes", from: [], to: ["x"] }],
    ...rest,
  })
}

describe.each(["v1.0", "beta"])("in %s", (version) => {
  test("changes come newest first, with the members that the version has", async () => {
    change("older", 2)
    change("newer", 1)
    const { status, body } = await list("", version)
    expect(status).toBe(200)
    expect(body["@odata.context"]).toBe(`${world.urls.graph}/${version}/$metadata#${path}`)
    expect(body["@microsoft.graph.tips"]).toContain("$select")
    expect(names(body.value)).toEqual(["newer", "older"])
    expect(Object.hasOwn(body.value[0] ?? {}, "userAgent")).toBe(version === "beta")
    expect(body.value[0]).toMatchObject({
      category: "ApplicationManagement",
      result: "success",
      resultReason: "",
      activityDisplayName: "Update application",
      loggedByService: "Core Directory",
      operationType: "Update",
      initiatedBy: { app: null, user: { id: "operator-id", userType: null, homeTenantId: null } },
      additionalDetails: [],
    })
  })

  test("one change is found by its id", async () => {
    const { id } = change("app", 1)
    const { status, body } = await get(`/${version}/${path}/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, "@odata.context": expect.stringContaining(`${path}/$entity`) })
    expect((await get(`/${version}/${path}/none`)).status).toBe(404)
  })
})

test("an app that made a change is shown by its service principal", async () => {
  change("app", 1, { actor: { app: { id: "pipeline-id", displayName: "Pipeline" } } })
  expect((await list()).body.value[0]?.initiatedBy).toEqual({
    user: null,
    app: {
      appId: null,
      displayName: "Pipeline",
      servicePrincipalId: "pipeline-id",
      servicePrincipalName: null,
    },
  })
})

test("changes are kept as long as sign-ins, in a tenant without a licence too", async () => {
  change("gone", 31)
  const { id } = change("kept", 29)
  expect(names((await list()).body.value)).toEqual(["kept"])
  tenant().premium = false
  change("week", 6)
  expect(names((await list()).body.value)).toEqual(["week"])
  expect((await get(`/v1.0/${path}/${id}`)).status).toBe(404)
})

test("pages follow each other without a gap", async () => {
  for (let day = 1; day <= 5; day += 1) change(`app-${day}`, day)
  const seen: unknown[] = []
  let next: string | undefined = `/v1.0/${path}?$top=2`
  while (next) {
    const { body } = await get(next)
    seen.push(...names(body.value))
    next = body["@odata.nextLink"]
  }
  expect(seen).toEqual(["app-1", "app-2", "app-3", "app-4", "app-5"])
})

test.each([
  ["activityDateTime", ["b", "a"]],
  ["activityDateTime asc", ["b", "a"]],
  ["activityDateTime desc", ["a", "b"]],
  ["activityDisplayName", 400],
])("$orderby=%s gives %j", async (order, wanted) => {
  change("a", 1)
  change("b", 2)
  const { status, body } = await list(`$orderby=${order}`)
  expect(status === 200 ? names(body.value) : status).toEqual(wanted)
})

test("$select gives the named members only", async () => {
  change("app", 1)
  const { body } = await list("$select=activityDisplayName,result")
  expect(body.value).toEqual([{ activityDisplayName: "Update application", result: "success" }])
  expect(body["@microsoft.graph.tips"]).toBeUndefined()
})

test.each(["$top=1001", "$top=0", "$skip=1", "$count=true", "$search=x", "$select=userAgent"])(
  "v1.0 refuses %s",
  async (query) => {
    expect((await list(query)).status).toBe(400)
  },
)

describe("$filter", () => {
  beforeEach(() => {
    change("other", 2)
    change("extension", 1, {
      activity: "Update customAuthenticationExtension",
      actor: { app: { id: "pipeline-id", displayName: "Pipeline" } },
      also: [{ id: "second-id", displayName: "second", type: "Other" }],
    })
  })

  test.each([
    "activityDisplayName eq 'Update customAuthenticationExtension'",
    "startswith(activityDisplayName,'Update custom')",
    "category eq 'PolicyManagement'",
    "loggedByService eq 'B2C'",
    "initiatedBy/app/displayName eq 'Pipeline'",
    "targetResources/any(t: t/id eq 'extension-id')",
    "targetResources/any(t:t/id eq 'second-id')",
    "targetResources/any(x: startswith(x/displayName, 'ext'))",
    "targetResources/any(x: x/displayName eq 'second') and category eq 'PolicyManagement'",
  ])("%s finds the one change", async (filter) => {
    expect(names((await filtered(filter)).body.value)).toEqual(["extension"])
  })

  test.each([
    "initiatedBy/user/id eq 'operator-id'",
    "initiatedBy/user/displayName eq 'Oki Operator'",
    "startswith(initiatedBy/user/userPrincipalName,'operator@')",
    "targetResources/any(t: t/id eq 'other-id') or targetResources/any(t: t/id eq 'third-id')",
  ])("%s finds the other", async (filter) => {
    expect(names((await filtered(filter)).body.value)).toEqual(["other"])
  })

  test("by id, correlation id and time", async () => {
    const { id, correlationId, activityDateTime } = change("now", 0)
    for (const filter of [
      `id eq '${id}'`,
      `correlationId eq '${correlationId}'`,
      `activityDateTime ge ${activityDateTime}`,
      `activityDateTime eq ${activityDateTime}`,
    ])
      expect(names((await filtered(filter)).body.value)).toEqual(["now"])
    const until = `activityDateTime le ${new Date(world.clock.now() - 1.5 * dayMs).toISOString()}`
    expect(names((await filtered(until)).body.value)).toEqual(["other"])
  })

  test.each([
    "result eq 'success'",
    "operationType eq 'Update'",
    "category ne 'PolicyManagement'",
    "contains(activityDisplayName,'x')",
    "activityDateTime gt 2026-01-01T00:00:00Z",
    "targetResources/any(t: t/type eq 'Other')",
    "targetResources/any(t: t eq 'x')",
    "initiatedBy/app/servicePrincipalId eq 'pipeline-id'",
    "additionalDetails/any(d: d/key eq 'x')",
  ])("%s answers 400", async (filter) => {
    const { status, body } = await filtered(filter)
    expect(status).toBe(400)
    expect(body.error.message).toBe("Invalid filter clause")
  })
})

test("reads share the limit of the sign-in log", async () => {
  for (let count = 0; count < 5; count += 1)
    expect((await get(`/beta/auditLogs/signIns`, { appId: "one" })).status).toBe(200)
  const { status, headers } = await get(`/v1.0/${path}`, { appId: "one" })
  expect(status).toBe(429)
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
})
