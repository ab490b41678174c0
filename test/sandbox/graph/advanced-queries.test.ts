import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const eventual = { headers: { ConsistencyLevel: "eventual" } }
const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ displayName }) => displayName)
const ask = (collection: string, filter: string, more = "", request = {}) =>
  get(`/v1.0/${collection}?$filter=${encodeURIComponent(filter)}${more}`, request)

describe("filters that need an advanced query", () => {
  test.each([
    ["applications", "displayName ne 'Calloutscope'"],
    ["applications", "not startswith(displayName,'Call')"],
    ["applications", "identifierUris/any(u:startswith(u,'api://'))"],
    ["applications", "keyCredentials/any(k:k/endDateTime ge 2020-01-01T00:00:00Z)"],
    [
      "applications",
      "requiredResourceAccess/any(r:r/resourceAppId eq '00000003-0000-0000-c000-000000000000')",
    ],
    ["servicePrincipals", "appRoleAssignmentRequired eq false"],
    ["servicePrincipals", `appOwnerOrganizationId eq ${contosoIds.tenant}`],
    ["users", "endswith(mail,'@fabrikam.com')"],
    ["users", "userType ne 'Member'"],
    ["users", "createdDateTime ge 2001-01-01T00:00:00Z"],
  ])("of %s: %s", async (collection, filter) => {
    for (const [more, request] of [
      ["", {}],
      ["&$count=true", {}],
      ["", eventual],
    ] as const) {
      const refused = await ask(collection, filter, more, request)
      expect(refused.status).toBe(400)
      expect(refused.body.error.code).toBe("Request_UnsupportedQuery")
    }
    const { status, body } = await ask(collection, filter, "&$count=true", eventual)
    expect(status).toBe(200)
    expect(body.value.length).toBeGreaterThan(0)
    expect(body["@odata.count"]).toBe(body.value.length)
  })

  test("are refused with a hint when the operator itself is advanced", async () => {
    const { body } = await ask("users", "endswith(mail,'@fabrikam.com')")
    expect(body.error.message).toContain("Operator 'endsWith' is not supported")
    expect(body.error.message).toContain("ConsistencyLevel:eventual")
  })

  test("are refused all the same for a property that no query can filter", async () => {
    expect((await ask("applications", "notes eq 'x'", "&$count=true", eventual)).status).toBe(400)
  })
})

describe("in", () => {
  test("takes up to fifteen values, any number in an advanced query", async () => {
    const values = (count: number) =>
      `appId in (${Array.from({ length: count }, (_, index) => (index ? `'none-${index}'` : `'${contosoIds.apiApp}'`))})`
    expect((await ask("servicePrincipals", values(15))).body.value).toHaveLength(1)
    expect((await ask("servicePrincipals", values(16))).status).toBe(400)
    expect((await ask("servicePrincipals", values(16), "&$count=true", eventual)).status).toBe(200)
  })
})

describe("$count", () => {
  test("gives the number over all pages, with the header only", async () => {
    const total = tenant().users.length
    const { body } = await get("/v1.0/users?$count=true&$top=2", eventual)
    expect(Object.keys(body)).toEqual(["@odata.context", "@odata.count", "@odata.nextLink", "value"])
    expect(body["@odata.count"]).toBe(total)
    const without = await get("/v1.0/users?$count=true")
    expect(without.status).toBe(200)
    expect(without.body).not.toHaveProperty(["@odata.count"])
    expect((await get("/v1.0/users?$count=maybe", eventual)).status).toBe(400)
  })
})

describe("$orderby", () => {
  test("sorts users by name in any query, together with a filter only in an advanced one", async () => {
    const { body } = await get("/v1.0/users?$orderby=displayName desc")
    const sorted = names(tenant().users)
      .map(String)
      .sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? 1 : -1))
    expect(names(body.value)).toEqual(sorted)
    expect((await ask("users", "userType eq 'Member'", "&$orderby=displayName")).status).toBe(400)
    const together = await ask("users", "userType eq 'Member'", "&$orderby=displayName&$count=true", eventual)
    expect(together.status).toBe(200)
  })

  test("sorts applications only in an advanced query", async () => {
    const { status, body } = await get("/v1.0/applications?$orderby=displayName")
    expect(status).toBe(400)
    expect(body.error.code).toBe("Request_UnsupportedQuery")
    const advanced = await get("/v1.0/applications?$orderby=displayName&$count=true", eventual)
    expect(names(advanced.body.value)[0]).toBe(names(tenant().applications).map(String).sort()[0])
  })

  test("of another member answers 400", async () => {
    expect((await get("/v1.0/users?$orderby=mail")).status).toBe(400)
  })
})

test("$search answers 400 without the header and is a gap of the sandbox with it", async () => {
  const { status, body } = await get('/v1.0/applications?$search="displayName:Call"')
  expect(status).toBe(400)
  expect(body.error.code).toBe("Request_UnsupportedQuery")
  expect((await get('/v1.0/applications?$search="displayName:Call"', eventual)).status).toBe(501)
})

test.each(["applications", "servicePrincipals", "users"])("$skip of %s answers 400", async (collection) => {
  expect((await get(`/v1.0/${collection}?$skip=1`)).status).toBe(400)
})
