import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/contoso"
import { openGraph } from "./graph"

const { world, get, tenant } = await openGraph()
beforeEach(() => world.reset())

const apiUri = `api://claims.contoso.example/${contosoIds.apiApp}`
const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ displayName }) => displayName)

test("an application is found by object id and by appId, in any case", async () => {
  const [, api] = tenant().applications
  const byId = await get(`/v1.0/applications/${api?.id.toUpperCase()}`)
  const byAppId = await get(`/v1.0/applications(appId='${contosoIds.apiApp.toUpperCase()}')`)
  expect(byId.body).toEqual(byAppId.body)
  expect(byId.body).toMatchObject({
    "@odata.context": `${world.urls.graph}/v1.0/$metadata#applications/$entity`,
    appId: contosoIds.apiApp,
    identifierUris: [apiUri],
    publicClient: { redirectUris: [] },
  })
})

test("a service principal is found by object id and by appId, escaped or not", async () => {
  const byId = await get(`/v1.0/servicePrincipals/${contosoIds.apiServicePrincipal}`)
  const escaped = `/v1.0/servicePrincipals%28appId=%27${contosoIds.apiApp}%27%29`
  expect((await get(escaped)).body).toEqual(byId.body)
  expect(byId.body.appId).toBe(contosoIds.apiApp)
})

test("a user is found by id and by user principal name", async () => {
  const john = tenant().users.find(({ userType }) => userType === "Guest")
  const byName = await get(`/v1.0/users/${encodeURIComponent(john?.userPrincipalName ?? "")}`)
  expect(byName.body.id).toBe(john?.id)
  expect((await get(`/v1.0/users/${john?.id}`)).body).toEqual(byName.body)
})

test.each([
  "applications/00000000-0000-0000-0000-000000000000",
  "applications(appId='00000000-0000-0000-0000-000000000000')",
  "servicePrincipals/00000000-0000-0000-0000-000000000000/appRoleAssignments",
  "users/nobody-at-all@contoso.com",
  "organization/00000000-0000-0000-0000-000000000000",
])("%s answers 404 in the words of the directory", async (path) => {
  const { status, body } = await get(`/v1.0/${path}`)
  expect(status).toBe(404)
  expect(body.error.code).toBe("Request_ResourceNotFound")
})

test("an id that is no GUID answers 400", async () => {
  const { status, body } = await get("/v1.0/applications/not-a-guid")
  expect(status).toBe(400)
  expect(body.error.code).toBe("Request_BadRequest")
})

describe("$filter", () => {
  const ask = (collection: string, filter: string) =>
    get(`/v1.0/${collection}?$filter=${encodeURIComponent(filter)}`)

  test.each([
    ["applications", `identifierUris/any(u:u eq '${apiUri}')`, 1],
    ["applications", `identifierUris/any(u:u eq '${apiUri.toUpperCase()}')`, 1],
    ["applications", `appId eq '${contosoIds.apiApp}'`, 1],
    ["applications", "startswith(displayName,'calloutsc')", 1],
    ["applications", "displayName eq 'Calloutscope' or displayName eq 'nothing'", 1],
    ["servicePrincipals", `appId eq '${contosoIds.apiApp}'`, 1],
    ["servicePrincipals", `servicePrincipalNames/any(n:n eq '${contosoIds.apiApp}')`, 1],
    ["servicePrincipals", "displayName eq 'no such app'", 0],
    ["users", "userPrincipalName eq 'CASEY@contoso.com'", 1],
    ["users", "mail eq 'john@fabrikam.com'", 1],
    ["users", "id eq '8a7b6c5d-4e3f-4201-9182-736455463728'", 1],
    ["users", "startswith(displayName,'Casey') or startswith(mail,'amari')", 2],
    ["users", "startswith(userPrincipalName,'john_')", 1],
  ])("of %s: %s gives %i", async (collection, filter, count) => {
    const { status, body } = await ask(collection, filter)
    expect(status).toBe(200)
    expect(body.value).toHaveLength(count)
  })

  test.each([
    ["applications", "displayName ne 'x'"],
    ["applications", "contains(displayName,'x')"],
    ["applications", "createdDateTime ge 2026-01-01T00:00:00Z"],
    ["applications", "identifierUris/all(u:u eq 'x')"],
    ["applications", "identifierUris/any(u:startswith(u,'api'))"],
    ["applications", "identifierUris eq 'x'"],
    ["applications", `appId eq ${contosoIds.apiApp}`],
    ["servicePrincipals", "accountEnabled eq true"],
    ["users", "not startswith(mail,'a')"],
    ["users", "displayName eq 'Casey Jensen'"],
    ["users", "mail eq null"],
    ["users", "__proto__ eq 'x'"],
    ["users", "this is nonsense"],
  ])("of %s: %s answers 400", async (collection, filter) => {
    const { status, body } = await ask(collection, filter)
    expect(status).toBe(400)
    expect(body.error.code).toBe("Request_UnsupportedQuery")
  })

  test("the refusal names the property and the resource", async () => {
    const { body } = await ask("servicePrincipals", "appRoleAssignmentRequired eq true")
    expect(body.error.message).toBe(
      "Unsupported or invalid query filter clause specified for property 'appRoleAssignmentRequired' of resource 'ServicePrincipal'.",
    )
  })
})

describe("$select", () => {
  test("gives only what was asked for and says so in the context", async () => {
    const { body } = await get(`/v1.0/applications?$select=APPID, id&$top=1`)
    expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#applications(appId,id)`)
    expect(Object.keys(body.value[0] ?? {})).toEqual(["appId", "id"])
  })

  test("answers everything that a console asks of an application", async () => {
    const wanted =
      "id,appId,displayName,identifierUris,api,requiredResourceAccess,passwordCredentials,keyCredentials,isFallbackPublicClient,publicClient,nativeAuthenticationApisEnabled,signInAudience,isDisabled,disabledByMicrosoftStatus,web,spa,appRoles,optionalClaims"
    const { body } = await get(`/v1.0/applications(appId='${contosoIds.apiApp}')?$select=${wanted}`)
    expect(Object.keys(body).slice(1)).toEqual(wanted.split(","))
  })

  test("of a name that the type has not answers 400", async () => {
    const { status, body } = await get("/v1.0/users?$select=id,colour")
    expect(status).toBe(400)
    expect(body.error.message).toBe(
      "Could not find a property named 'colour' on type 'microsoft.graph.user'.",
    )
  })

  test("of a name that only the sandbox lacks answers 501", async () => {
    expect((await get("/v1.0/users?$select=department")).status).toBe(501)
  })
})

test("users of v1.0 show few members unless more are selected, users of beta show all", async () => {
  const [user] = (await get("/v1.0/users")).body.value
  expect(Object.keys(user ?? {})).toHaveLength(11)
  const selected = await get("/v1.0/users?$select=onPremisesSamAccountName")
  expect(selected.body.value[0]).toEqual({ onPremisesSamAccountName: expect.any(String) })
  expect((await get("/beta/users")).body.value[0]).toHaveProperty("companyName")
})

describe("credentials", () => {
  const path = `/v1.0/applications(appId='${contosoIds.consoleApp}')`
  const keys = (credentials: unknown) =>
    Array.isArray(credentials) ? credentials.map(({ key }: { key: unknown }) => key) : []

  test("show the key of a certificate only on one object that selects them", async () => {
    expect(keys((await get(path)).body.keyCredentials)).toEqual([null])
    expect(keys((await get(`${path}?$select=keyCredentials`)).body.keyCredentials)).toEqual([
      world.consoleCertificate.cert.replace(/-----[^-]+-----|\s/g, ""),
    ])
    const { body } = await get("/v1.0/applications?$select=keyCredentials")
    expect(body.value.flatMap(({ keyCredentials }) => keys(keyCredentials))).toEqual([null])
  })

  test("never show a secret", async () => {
    for (const address of [path, `${path}?$select=passwordCredentials`, "/beta/applications"]) {
      const { body } = await get(address)
      expect(JSON.stringify(body)).toContain('"secretText":null')
      expect(JSON.stringify(body)).not.toContain(world.consoleSecret)
    }
  })
})

describe("app role assignments", () => {
  const api = `/v1.0/servicePrincipals/${contosoIds.apiServicePrincipal}`

  test("are those that a service principal holds, and those that others hold of it", async () => {
    const held = await get(`${api}/appRoleAssignments`)
    expect(held.body.value).toMatchObject([{ principalId: contosoIds.apiServicePrincipal }])
    expect(held.body["@odata.context"]).toBe(
      `${world.urls.graph}/v1.0/$metadata#servicePrincipals('${contosoIds.apiServicePrincipal}')/appRoleAssignments`,
    )
    const given = await get(`/v1.0/servicePrincipals/${contosoIds.graphServicePrincipal}/appRoleAssignedTo`)
    expect(given.body.value.length).toBeGreaterThan(1)
    expect((await get(`${api}/appRoleAssignedTo`)).body.value).toEqual([])
  })

  test("are found through the alternate key too, and by resource", async () => {
    const path = `/v1.0/servicePrincipals(appId='${contosoIds.apiApp}')/appRoleAssignments`
    const filter = (id: string) => get(`${path}?$filter=resourceId eq ${id}`)
    expect((await filter(contosoIds.graphServicePrincipal)).body.value).toHaveLength(1)
    expect((await filter(contosoIds.callerServicePrincipal)).body.value).toHaveLength(0)
    expect((await filter("'quoted'")).status).toBe(400)
  })
})

describe("organization", () => {
  test("is the tenant with its domains", async () => {
    const { body } = await get("/v1.0/organization?$select=id,tenantType,countryLetterCode,verifiedDomains")
    expect(body.value).toEqual([
      {
        id: contosoIds.tenant,
        tenantType: "AAD",
        countryLetterCode: "US",
        verifiedDomains: [
          expect.objectContaining({ name: "contoso.onmicrosoft.com", isInitial: true, isDefault: false }),
          expect.objectContaining({ name: "contoso.com", isInitial: false, isDefault: true }),
        ],
      },
    ])
  })

  test("of an external tenant has the initial domain only", async () => {
    Object.assign(tenant(), { tenantType: "CIAM" })
    const { body } = await get(`/beta/organization/${contosoIds.tenant}`)
    expect(body.verifiedDomains).toMatchObject([{ isInitial: true, isDefault: true }])
  })
})

describe("paging", () => {
  test("follows $top until there is no nextLink and shows each object once", async () => {
    const seen: unknown[] = []
    let next: string | undefined = "/v1.0/users?$top=5&$select=displayName"
    while (next) {
      const { body } = await get(next)
      expect(body.value.length).toBeLessThanOrEqual(5)
      seen.push(...names(body.value))
      next = body["@odata.nextLink"]
      if (next) expect(next).toContain("/v1.0/users?$top=5&$select=displayName&$skiptoken=")
    }
    expect(seen).toEqual(names(tenant().users))
  })

  test("ends with a full page when there is nothing behind it", async () => {
    tenant().users = tenant().users.slice(0, 6)
    expect((await get("/v1.0/users?$top=6")).body).not.toHaveProperty(["@odata.nextLink"])
  })

  test("gives 100 objects when $top is not asked for", async () => {
    const [user] = tenant().users
    if (!user) throw new Error("Contoso has no users.")
    tenant().users = Array.from({ length: 101 }, (_, index) => ({ ...user, id: `user-${index}` }))
    const { body } = await get("/v1.0/users")
    expect(body.value).toHaveLength(100)
    expect((await get(body["@odata.nextLink"] ?? "")).body.value).toHaveLength(1)
  })

  test.each(["0", "1000", "-1", "ten", "1.5", ""])("refuses $top=%s", async (top) => {
    expect((await get(`/v1.0/users?$top=${top}`)).status).toBe(400)
  })
})
