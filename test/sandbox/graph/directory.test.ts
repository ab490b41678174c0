import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds, toMigrateProperty } from "../../../sandbox/tenants/ids"
import { openGraph } from "./graph"

const { world, get, getOfWoodgrove, tenant, woodgrove } = await openGraph()
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

test("an application is found by its unique name, as it is spelled", async () => {
  const [app] = tenant().applications
  Object.assign(app ?? {}, { uniqueName: "Console-1" })
  expect((await get("/v1.0/applications(uniqueName='Console-1')")).body.id).toBe(app?.id)
  expect((await get("/v1.0/applications(uniqueName='console-1')")).status).toBe(404)
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
  "applications(uniqueName='no-such-name')",
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
    ["applications", `appId in ('${contosoIds.apiApp}','${contosoIds.consoleApp}','none')`, 2],
    ["applications", "createdDateTime le 2001-01-01T00:00:00Z", 0],
    ["applications", "tags/any(t:t eq 'none')", 0],
    ["servicePrincipals", `appId eq '${contosoIds.apiApp}'`, 1],
    ["servicePrincipals", `servicePrincipalNames/any(n:n eq '${contosoIds.apiApp}')`, 1],
    ["servicePrincipals", "displayName eq 'no such app'", 0],
    ["servicePrincipals", "accountEnabled eq false", 0],
    ["users", "userPrincipalName eq 'CASEY@contoso.com'", 1],
    ["users", "mail eq 'john@fabrikam.com'", 1],
    ["users", "id eq '8a7b6c5d-4e3f-4201-9182-736455463728'", 1],
    ["users", "displayName eq 'Casey Jensen'", 1],
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
    ["applications", "createdDateTime gt 2026-01-01T00:00:00Z"],
    ["applications", "identifierUris/all(u:u eq 'x')"],
    ["applications", "identifierUris/any(u:startswith(u,'api'))"],
    ["applications", "identifierUris eq 'x'"],
    ["applications", `appId eq ${contosoIds.apiApp}`],
    ["servicePrincipals", "servicePrincipalType eq 'Application'"],
    ["servicePrincipals", "accountEnabled eq 'true'"],
    ["users", "not startswith(mail,'a')"],
    ["users", "jobTitle eq 'Clerk'"],
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

describe("users of an external tenant", () => {
  const otto = () => {
    const user = woodgrove().users.find(({ extensions }) => extensions[toMigrateProperty] === true)
    if (!user) throw new Error("Nobody is still to migrate.")
    return user
  }

  test("show how they sign in when it is selected", async () => {
    const { body } = await getOfWoodgrove(`/v1.0/users/${otto().id}?$select=id,identities`)
    expect(body.identities).toEqual(otto().identities)
    expect((await getOfWoodgrove(`/v1.0/users/${otto().id}`)).body).not.toHaveProperty("identities")
    expect((await getOfWoodgrove(`/beta/users/${otto().id}`)).body).toHaveProperty("identities")
  })

  test("show a directory extension only when it is selected, and only those who have it", async () => {
    const { body } = await getOfWoodgrove(`/v1.0/users/${otto().id}?$select=id,${toMigrateProperty}`)
    expect(body[toMigrateProperty]).toBe(true)
    for (const version of ["v1.0", "beta"]) {
      const all = await getOfWoodgrove(`/${version}/users/${otto().id}`)
      expect(all.body).not.toHaveProperty(toMigrateProperty)
      expect(all.body).not.toHaveProperty("extensions")
    }
    otto().extensions = {}
    const [first] = woodgrove().users
    Object.assign(first?.extensions ?? {}, { [toMigrateProperty]: false })
    const without = woodgrove().users.at(-1)
    Object.assign(without ?? {}, { extensions: {} })
    const selected = await getOfWoodgrove(`/v1.0/users/${without?.id}?$select=id,${toMigrateProperty}`)
    expect(Object.keys(selected.body)).toEqual(["@odata.context", "id"])
  })

  test("refuse an extension that the tenant has not", async () => {
    const name = `extension_${"0".repeat(32)}_colour`
    expect((await getOfWoodgrove(`/v1.0/users?$select=${name}`)).status).toBe(400)
  })

  test("are found by a directory extension and by an identity", async () => {
    const ask = (filter: string) => getOfWoodgrove(`/v1.0/users?$filter=${encodeURIComponent(filter)}`)
    expect((await ask(`${toMigrateProperty} eq true`)).body.value).toContainEqual(
      expect.objectContaining({ id: otto().id }),
    )
    const [{ issuer, issuerAssignedId } = { issuer: "", issuerAssignedId: "" }] = otto().identities
    const both = `identities/any(c:c/issuerAssignedId eq '${issuerAssignedId}' and c/issuer eq '${issuer}')`
    expect((await ask(both)).body.value).toMatchObject([{ id: otto().id }])
    expect((await ask(`identities/any(c:c/issuerAssignedId eq '${issuerAssignedId}')`)).status).toBe(400)
  })
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
    const named = await get(`${path}?$filter=principalDisplayName eq 'nobody'`)
    expect(named.body.value).toEqual([])
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
