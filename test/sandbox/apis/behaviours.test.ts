import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { deploy } from "../../../sandbox/apis/api"
import { createApisApp } from "../../../sandbox/apis/app"
import type { Behaviour } from "../../../sandbox/apis/behaviours"
import { createApp } from "../../../sandbox/http/origin"
import { issueCalloutToken } from "../../../sandbox/login/callout-token"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

const address = "https://claims.contoso.example:5214/api/onTokenIssuanceStart"

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await createWorld(portsFrom(5210))
  app = createApp({ name: "apis", log: world.log, next: world.next })
  createApisApp(app, world)
})
beforeEach(() => world.reset())

const event = {
  type: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
  source: `/tenants/${contosoIds.tenant}/applications/${contosoIds.groceriesApp}`,
  data: {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartCalloutData",
    tenantId: contosoIds.tenant,
    authenticationContext: {
      correlationId: "20af61be-2d64-4d70-a5b3-2f2c1d3e4f50",
      user: { id: "8a7b6c5d-4e3f-4201-9182-736455463728" },
    },
  },
}

/** Calls the claims API in a behaviour, with Entra's token or without any. */
async function call(behaviour: Behaviour, withToken = true): Promise<Response> {
  const tenant = world.tenants.get(contosoIds.tenant)
  const resource = tenant?.applications.find(({ appId }) => appId === contosoIds.apiApp)
  const api = world.apis.get("claims")
  if (!tenant || !resource || !api) throw new Error("Contoso lacks the claims API.")
  deploy(api, behaviour)
  const token = await issueCalloutToken(world, tenant, resource, `api://${api.host}/${contosoIds.apiApp}`)
  const headers = {
    "content-type": "application/json",
    ...(withToken ? { authorization: `Bearer ${token}` } : {}),
  }
  return app.request(address, { method: "POST", headers, body: JSON.stringify(event) })
}

const responseType = "microsoft.graph.onTokenIssuanceStartResponseData"

describe("in front of the program", () => {
  test.each([401, 403] as const)(
    "App Service answers %i with its page and its request id",
    async (status) => {
      const response = await call(`easy-auth-${status}`, false)
      expect(response.status).toBe(status)
      expect(response.headers.get("x-ms-middleware-request-id")).toMatch(/^[0-9a-f-]{36}$/)
      expect(response.headers.get("www-authenticate")).toBe(
        status === 401 ? 'Bearer realm="claims.contoso.example"' : null,
      )
      expect(await response.text()).toBe("You do not have permission to view this directory or page.")
    },
  )

  test("a redirect leads to Microsoft's sign-in", async () => {
    const response = await call("login-redirect", false)
    expect(response.status).toBe(302)
    expect(response.headers.get("location")).toMatch(/^https:\/\/login\.microsoftonline\.com\//)
  })

  test("the function host says that it is not running", async () => {
    const response = await call("host-503", false)
    expect([response.status, await response.text()]).toEqual([503, "Function host is not running."])
  })

  test.each([
    [400, "TriggerInputSchemaMismatch"],
    [403, "MisMatchingOAuthClaims"],
    [502, "NoResponse"],
  ] as const)("Logic Apps answers %i with the code %s", async (status, code) => {
    const response = await call(`logic-apps-${status}`, false)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code } })
  })
})

test("API Management says when to come back", async () => {
  const response = await call("too-many-requests", false)
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "5"])
  expect(await response.json()).toMatchObject({ statusCode: 429 })
})

test("a Logic App without a body still names a type", async () => {
  const response = await call("logic-apps-empty", false)
  expect(response.headers.get("content-type")).toBe("application/json")
  expect(await response.text()).toBe("")
})

describe("the program", () => {
  test("that expects another audience refuses Entra's token as invalid", async () => {
    const response = await call("wrong-audience")
    expect(response.status).toBe(401)
    expect(response.headers.get("www-authenticate")).toContain("The aud is invalid")
  })

  test("that does not admit Entra's caller refuses it by its id", async () => {
    const response = await call("caller-not-admitted")
    expect(response.status).toBe(403)
    expect(await response.text()).toContain("99045fe1-7639-4a75-9d4a-577b6ca3810f")
  })

  test.each([400, 401, 500] as const)(
    "behind Microsoft's library answers %i with a list of errors",
    async (status) => {
      const response = await call(`library-${status}`)
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({ errors: [expect.any(String)] })
    },
  )

  test.each([
    ["plain-text", "text/plain; charset=utf-8"],
    ["text-json", "text/json"],
  ] as const)("in %s sends the right JSON under %s", async (name, type) => {
    const response = await call(name)
    expect(response.headers.get("content-type")).toBe(type)
    expect(await response.json()).toMatchObject({ data: { "@odata.type": responseType } })
  })

  test("on the contract of 2021 names its schema version at the root", async () => {
    expect(await (await call("contract-2021")).json()).toMatchObject({
      apiSchemaVersion: "10-01-2021-preview",
      actions: [{ type: "ProvideClaimsForToken" }],
    })
  })

  test("with too many claims sends more than 3072 bytes and less than the whole answer may have", async () => {
    const { data } = Object(await (await call("oversized-claims")).json())
    const claims: Record<string, string | string[]> = data.actions[0].claims
    const size = Object.entries(claims)
      .flat(2)
      .reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(size).toBeGreaterThan(3072)
    expect(size).toBeLessThan(8192)
  })

  test("with a body without end keeps the caller waiting after the first half", async () => {
    const reader = (await call("endless-body")).body?.getReader()
    const first = new TextDecoder().decode((await reader?.read())?.value)
    expect(first).toMatch(/^\{"data":/)
    expect(first).not.toContain("}]}}")
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(" ")
    await reader?.cancel()
  })
})
