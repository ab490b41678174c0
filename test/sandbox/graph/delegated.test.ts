import { beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { consentOnly } from "../login/delegation"
import { openConsole } from "./acting"

const console = await openConsole()
const { world, get, as, tenant } = console
beforeEach(() => world.reset())

describe("a token with which an app acts for a user", () => {
  test("reads what its scopes allow", async () => {
    expect((await as("operator", "/v1.0/applications")).status).toBe(200)
    expect((await as("reader", "/v1.0/applications")).status).toBe(200)
  })

  test("reads no more than they allow, whatever the app may for itself", async () => {
    consentOnly(world, ["User.Read"])
    const { status, body } = await as("operator", "/v1.0/applications")
    expect(status).toBe(403)
    expect(body.error.code).toBe("Authorization_RequestDenied")
  })

  test("needs no app role", async () => {
    const claims = { roles: undefined, scp: "Application.Read.All", oid: tenant().users[0]?.id }
    expect((await get("/v1.0/applications", { claims })).status).toBe(200)
  })

  test.each([
    ["of a user who is gone", "00000000-0000-4000-8000-000000000000"],
    ["of nobody", undefined],
  ])("%s is refused with 401", async (_, oid) => {
    const claims = { roles: undefined, scp: "Application.Read.All", oid }
    expect((await get("/v1.0/applications", { claims })).status).toBe(401)
  })

  test("of a user who was disabled is refused with 401", async () => {
    const [user] = tenant().users
    if (user) user.accountEnabled = false
    const claims = { roles: undefined, scp: "Application.Read.All", oid: user?.id }
    expect((await get("/v1.0/applications", { claims })).status).toBe(401)
  })
})

describe("/me", () => {
  test("is the user for whom the app calls", async () => {
    const { status, body } = await as("operator", "/v1.0/me?$select=userPrincipalName")
    expect({ status, name: body.userPrincipalName }).toEqual({ status: 200, name: "operator@contoso.com" })
  })

  test("is nobody for an app that calls for itself", async () => {
    const { status, body } = await get("/v1.0/me")
    expect(status).toBe(400)
    expect(body.error).toMatchObject({
      code: "BadRequest",
      message: "/me request is only valid with delegated authentication flow.",
    })
  })

  test("is closed without User.Read", async () => {
    consentOnly(world, ["Application.ReadWrite.All"])
    expect((await as("operator", "/v1.0/me")).status).toBe(403)
  })
})

describe("oauth2PermissionGrants", () => {
  const principalId = () =>
    tenant().servicePrincipals.find(({ appId }) => appId === contosoIds.consoleApp)?.id ?? ""
  const roles = ["DelegatedPermissionGrant.Read.All"]

  test("tell what the console may do for everybody: of Graph, and of its own API", async () => {
    const { status, body } = await get("/v1.0/oauth2PermissionGrants", { roles })
    expect(status).toBe(200)
    expect(body["@odata.context"]).toBe(`${world.urls.graph}/v1.0/$metadata#oauth2PermissionGrants`)
    const [ofGraph, ofItself] = body.value
    expect(ofGraph).toMatchObject({
      clientId: principalId(),
      consentType: "AllPrincipals",
      principalId: null,
      resourceId: contosoIds.graphServicePrincipal,
      scope: expect.stringContaining("Application.ReadWrite.All"),
    })
    expect(ofItself).toMatchObject({ resourceId: principalId(), scope: "access_as_user" })
    expect(Object.keys(ofGraph ?? {}).sort()).toEqual([
      "clientId",
      "consentType",
      "id",
      "principalId",
      "resourceId",
      "scope",
    ])
  })

  test("are filtered by client, resource and kind", async () => {
    const filter = (text: string) =>
      get(`/v1.0/oauth2PermissionGrants?$filter=${encodeURIComponent(text)}`, { roles })
    expect((await filter(`clientId eq '${principalId()}'`)).body.value).toHaveLength(2)
    expect((await filter(`resourceId eq '${principalId()}'`)).body.value).toHaveLength(1)
    expect((await filter("consentType eq 'Principal'")).body.value).toEqual([])
    expect((await filter("scope ne 'x'")).status).toBe(400)
  })

  test("stand under their client, by either key", async () => {
    const under = async (key: string) =>
      (await get(`/v1.0/servicePrincipals${key}/oauth2PermissionGrants`, { roles })).body
    const byId = await under(`/${principalId()}`)
    expect(byId.value).toHaveLength(2)
    expect(byId["@odata.context"]).toBe(
      `${world.urls.graph}/v1.0/$metadata#servicePrincipals('${principalId()}')/oauth2PermissionGrants`,
    )
    expect((await under(`(appId='${contosoIds.consoleApp}')`)).value).toEqual(byId.value)
    expect((await under(`(appId='${contosoIds.apiApp}')`)).value).toEqual([])
  })

  test("are read one by one", async () => {
    const [grant] = tenant().oauth2PermissionGrants
    const { body } = await get(`/v1.0/oauth2PermissionGrants/${grant?.id}`, { roles })
    expect(body.scope).toBe(grant?.scope)
    const { status } = await get("/v1.0/oauth2PermissionGrants/absent", { roles })
    expect(status).toBe(404)
  })

  test.each([
    ["oauth2PermissionGrants", "Directory.Read.All", 200],
    ["oauth2PermissionGrants", "DelegatedPermissionGrant.ReadWrite.All", 200],
    ["oauth2PermissionGrants", "Application.Read.All", 403],
    [
      `servicePrincipals/${contosoIds.graphServicePrincipal}/oauth2PermissionGrants`,
      "Application.Read.All",
      200,
    ],
    [`servicePrincipals/${contosoIds.graphServicePrincipal}/oauth2PermissionGrants`, "User.Read.All", 403],
  ])("%s answers %s with %i", async (path, permission, status) => {
    expect((await get(`/v1.0/${path}`, { roles: [permission] })).status).toBe(status)
  })
})

describe("what an API exposes", () => {
  test("stands in the registration and in the service principal alike", async () => {
    const key = `(appId='${contosoIds.consoleApp}')`
    const app = await get(`/v1.0/applications${key}?$select=api,identifierUris`)
    expect(app.body.identifierUris).toEqual([`api://${contosoIds.consoleApp}`])
    const { oauth2PermissionScopes } = app.body.api as { oauth2PermissionScopes: unknown }
    expect(oauth2PermissionScopes).toMatchObject([
      { value: "access_as_user", type: "User", isEnabled: true, id: expect.stringMatching(/^[\da-f-]{36}$/) },
    ])
    const principal = await get(`/v1.0/servicePrincipals${key}?$select=oauth2PermissionScopes`)
    expect(principal.body.oauth2PermissionScopes).toEqual(oauth2PermissionScopes)
  })

  test("of Graph has the ids that are the same everywhere", async () => {
    const { body } = await get(
      `/v1.0/servicePrincipals/${contosoIds.graphServicePrincipal}?$select=oauth2PermissionScopes`,
    )
    expect(body.oauth2PermissionScopes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: "User.Read", id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d" }),
        expect.objectContaining({
          value: "Application.ReadWrite.All",
          id: "bdfbf15f-ee85-4955-8675-146e8e5296b5",
          type: "Admin",
        }),
      ]),
    )
  })
})
