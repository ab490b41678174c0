import { UnsecuredJWT } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { healthyApis } from "../../../sandbox/apis/api"
import { issueCalloutToken } from "../../../sandbox/login/callout-token"
import { createSigningKeys } from "../../../sandbox/login/keys"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { calloutCallerAppId } from "../../../sandbox/tenants/well-known"
import { type Apis, createApis } from "./apis"

const names = [...healthyApis().keys()]

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5720)
})
beforeEach(() => apis.world.reset())

test("there are seven APIs, each with an address of its own that an extension names", () => {
  const places = [...apis.world.apis.values()].map(
    ({ host, path }) => `https://${host}:${apis.world.ports.apis}${path}`,
  )
  const extensions = [...apis.world.tenants.values()].flatMap((one) => one.customAuthenticationExtensions)
  const targets = extensions.map(({ endpointConfiguration }) => endpointConfiguration?.targetUrl)
  expect(new Set(places).size).toBe(7)
  expect(targets).toEqual(expect.arrayContaining(places))
})

describe.each(names)("%s", (name) => {
  test.each([2, 1] as const)(
    "is answered as its contract has it, with a token of version %i",
    async (version) => {
      const api = apis.api(name)
      const tenant = apis.world.tenants.get(api.tenantId)
      const resource = tenant?.applications.find(({ appId }) => appId === api.appId)
      if (!tenant || !resource) throw new Error(`${name} has no app registration.`)
      resource.api.requestedAccessTokenVersion = version
      const held = await issueCalloutToken(apis.world, tenant, resource, `api://${api.host}/${api.appId}`)
      const response = await apis.post(api, await apis.event(api), held)
      expect(response.status).toBe(200)
      expect((await apis.verdict(api, response)).code).toBe(0)
    },
  )

  test("is open to whatever Entra adds", async () => {
    const api = apis.api(name)
    const body = await apis.event(api, {
      data: { addedLater: { value: 1 } },
      context: { addedLater: [null] },
    })
    expect((await apis.post(api, { ...body, specversion: "1.0" })).status).toBe(200)
  })

  const wrongTokens: [fact: string, make: (to: ReturnType<Apis["api"]>) => Promise<string> | string][] = [
    ["is no JWT", () => "nonsense"],
    ["is unsigned", (to) => new UnsecuredJWT({ aud: to.appId, tid: to.tenantId }).encode()],
    ["is signed by a stranger", async (to) => apis.token(to, {}, await createSigningKeys())],
    ["is for another app", (to) => apis.token(to, { aud: contosoIds.consoleApp })],
    ["is for another resource", (to) => apis.token(to, { aud: `api://elsewhere.example/${to.appId}` })],
    ["comes from another issuer", (to) => apis.token(to, { iss: `https://localhost/${to.tenantId}/v2.0` })],
    ["names another tenant", (to) => apis.token(to, { tid: crypto.randomUUID() })],
    ["has expired", (to) => apis.token(to, { exp: Math.floor(apis.world.clock.now() / 1000) - 120 })],
    ["never expires", (to) => apis.token(to, { exp: undefined })],
  ]
  test.each(wrongTokens)("is 401 when the token %s", async (_fact, make) => {
    const api = apis.api(name)
    const response = await apis.post(api, await apis.event(api), await make(api))
    expect(response.status).toBe(401)
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer error="invalid_token"/)
  })

  test("is 401 without a token, and 403 for a caller that it does not know", async () => {
    const api = apis.api(name)
    const url = `https://${api.host}${api.path}`
    expect((await apis.app.request(url, { method: "POST" })).status).toBe(401)
    const foreign = await apis.token(api, { azp: contosoIds.consoleApp })
    expect((await apis.post(api, await apis.event(api), foreign)).status).toBe(403)
  })

  test("admits an extra caller beside Entra", async () => {
    const api = apis.api(name)
    api.extraCallers = [contosoIds.consoleApp]
    for (const azp of [contosoIds.consoleApp, calloutCallerAppId])
      expect((await apis.post(api, await apis.event(api), await apis.token(api, { azp }))).status).toBe(200)
  })

  test("is 415 for another type of content", async () => {
    const api = apis.api(name)
    const headers = { "content-type": "text/json", authorization: `Bearer ${await apis.token(api)}` }
    const body = JSON.stringify(await apis.event(api))
    const response = await apis.app.request(`https://${api.host}${api.path}`, {
      method: "POST",
      headers,
      body,
    })
    expect(response.status).toBe(415)
  })

  test("is 400 for a body that is no event of its own", async () => {
    const api = apis.api(name)
    const body = await apis.event(api)
    const wrong = [
      "{",
      "",
      "null",
      [],
      { ...body, type: "microsoft.graph.authenticationEvent.pageRenderStart" },
      { ...body, type: undefined },
      { ...body, source: `/tenants/${crypto.randomUUID()}/applications/${contosoIds.groceriesApp}` },
      { ...body, data: undefined },
      { ...body, data: { ...body.data, tenantId: crypto.randomUUID() } },
      { ...body, data: { ...body.data, "@odata.type": `#${body.data["@odata.type"]}` } },
      { ...body, data: { ...body.data, authenticationContext: undefined } },
    ]
    for (const one of wrong) expect((await apis.post(api, one)).status, JSON.stringify(one)).toBe(400)
  })

  test("is 405 for GET and 404 beside its path", async () => {
    const { host, path } = apis.api(name)
    const get = await apis.app.request(`https://${host}${path}`)
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"])
    expect((await apis.app.request(`https://${host}${path}/`, { method: "POST" })).status).toBe(404)
  })
})

test("an API of the external tenant does not take a token of the other host's issuer", async () => {
  const api = apis.api("woodgrove-claims")
  const iss = `${apis.world.urls.login}/${api.tenantId}/v2.0`
  expect((await apis.post(api, await apis.event(api), await apis.token(api, { iss }))).status).toBe(401)
})

test("an API of the workforce tenant does not know the keys of ciamlogin", async () => {
  const api = apis.api("claims")
  const foreign = await apis.token(api, {}, apis.world.ciamKeys)
  expect((await apis.post(api, await apis.event(api), foreign)).status).toBe(401)
})

describe("people of all kinds get claims in Woodgrove", () => {
  test.each([
    ["a member", { userPrincipalName: "8a7b@woodgrove.onmicrosoft.com", userType: "Member" }],
    ["a guest", { userPrincipalName: "john_fabrikam.com#EXT#@woodgrove.onmicrosoft.com", userType: "Guest" }],
    ["somebody who signs in at Google", { mail: "lena@alpineskihouse.com", userType: "Member" }],
  ])("%s", async (_kind, rest) => {
    const user = { id: "8a7b6c5d-4e3f-4201-9182-736455463799", displayName: "Lena", ...rest }
    const { code, action } = await apis.call(apis.api("woodgrove-claims"), { context: { user } })
    expect(code).toBe(0)
    expect(action?.parameters.claims).toMatchObject({
      CorrelationId: expect.any(String),
      LoyaltyTier: expect.any(String),
    })
  })
})
