import type { JWTPayload } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createApisApp } from "../../../sandbox/apis/app"
import { createApp } from "../../../sandbox/http/origin"
import { issueCalloutToken } from "../../../sandbox/login/callout-token"
import { createSigningKeys } from "../../../sandbox/login/keys"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { calloutCallerAppId } from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"

const resourceId = `api://claims.contoso.example/${contosoIds.apiApp}`
const correlationId = "20af61be-2d64-4d70-a5b3-2f2c1d3e4f50"
const address = "https://claims.contoso.example:5204/api/onTokenIssuanceStart"

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await createWorld(portsFrom(5200))
  app = createApp({ name: "apis", log: world.log, next: world.next })
  createApisApp(app, world)
})
beforeEach(() => world.reset())

const event = (userId = "8a7b6c5d-4e3f-4201-9182-736455463728") => ({
  type: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
  source: `/tenants/${contosoIds.tenant}/applications/${contosoIds.groceriesApp}`,
  data: {
    "@odata.type": "microsoft.graph.onTokenIssuanceStartCalloutData",
    tenantId: contosoIds.tenant,
    authenticationEventListenerId: contosoIds.listener,
    customAuthenticationExtensionId: contosoIds.extension,
    authenticationContext: {
      correlationId,
      client: { ip: "127.0.0.1", locale: "en-us", market: "en-us" },
      protocol: "OAUTH2.0",
      user: { id: userId, displayName: "Casey Jensen" },
    },
  },
})

async function calloutToken(version: 1 | 2 | null = 2): Promise<string> {
  const tenant = world.tenants.get(contosoIds.tenant)
  const resource = tenant?.applications.find(({ appId }) => appId === contosoIds.apiApp)
  if (!tenant || !resource) throw new Error("Contoso lacks the API's app.")
  resource.api.requestedAccessTokenVersion = version
  return issueCalloutToken(world, tenant, resource, resourceId)
}

/** A token as Entra would send it, with some claims changed. */
function token(changes: JWTPayload = {}, keys = world.signingKeys): Promise<string> {
  const now = Math.floor(world.clock.now() / 1000)
  return keys.sign({
    aud: contosoIds.apiApp,
    iss: `${world.urls.login}/${contosoIds.tenant}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3599,
    azp: calloutCallerAppId,
    tid: contosoIds.tenant,
    ver: "2.0",
    ...changes,
  })
}

const call = (authorization: string | undefined, body: unknown = event(), url = address) =>
  app.request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  })

describe("a healthy claims API", () => {
  test.each([2, 1, null] as const)("answers Entra's call with a token of version %s", async (version) => {
    const response = await call(`Bearer ${await calloutToken(version)}`)
    expect(response.status).toBe(200)
    expect(response.headers.get("content-type")).toContain("application/json")
    expect(await response.json()).toEqual({
      data: {
        "@odata.type": "microsoft.graph.onTokenIssuanceStartResponseData",
        actions: [
          {
            "@odata.type": "microsoft.graph.tokenIssuanceStart.provideClaimsForToken",
            claims: {
              CorrelationId: correlationId,
              ApiVersion: "1.0.0",
              DateOfBirth: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/),
              LoyaltyTier: expect.stringMatching(/^(Bronze|Silver|Gold|Platinum)$/),
              CustomRoles: expect.arrayContaining(["Reader"]),
            },
          },
        ],
      },
    })
  })

  test("says the same of a user each time, and not the same of all", async () => {
    const claimsOf = async (userId: string) => (await call(`Bearer ${await token()}`, event(userId))).text()
    const users = Array.from({ length: 8 }, (_, index) => `8a7b6c5d-4e3f-4201-9182-73645546372${index}`)
    const answers = await Promise.all(users.map(claimsOf))
    expect(await claimsOf(`${users[0]}`)).toBe(answers[0])
    expect(new Set(answers).size).toBeGreaterThan(4)
  })
})

describe("a call without a good token", () => {
  test("is 401 with a bare challenge when there is none", async () => {
    const response = await call(undefined)
    expect(response.status).toBe(401)
    expect(response.headers.get("www-authenticate")).toBe("Bearer")
  })

  const cases: [fact: string, change: () => Promise<string>][] = [
    ["is no JWT", async () => "nonsense"],
    ["is signed by another issuer's key", async () => token({}, await createSigningKeys())],
    ["is for another app", () => token({ aud: contosoIds.consoleApp })],
    ["is for another resource", () => token({ aud: `api://other.contoso.example/${contosoIds.apiApp}` })],
    ["comes from another tenant", () => token({ iss: `${world.urls.login}/${crypto.randomUUID()}/v2.0` })],
    ["names another tenant", () => token({ tid: crypto.randomUUID() })],
    ["has expired", () => token({ exp: Math.floor(world.clock.now() / 1000) - 120 })],
    ["never expires", () => token({ exp: undefined })],
    ["is not valid yet", () => token({ nbf: Math.floor(world.clock.now() / 1000) + 120 })],
  ]
  test.each(cases)("is 401 when the token %s", async (_, change) => {
    const response = await call(`Bearer ${await change()}`)
    expect(response.status).toBe(401)
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer error="invalid_token"/)
  })

  test("is 401 when the token's payload was altered", async () => {
    const [header, payload = "", signature] = (await token()).split(".")
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, extra: true })).toString("base64url")
    expect((await call(`Bearer ${header}.${forged}.${signature}`)).status).toBe(401)
  })

  test("is 401 when the token is unsigned", async () => {
    const [, payload] = (await token()).split(".")
    const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url")
    expect((await call(`Bearer ${header}.${payload}.`)).status).toBe(401)
  })

  test("is 401 once the sandbox's clock has passed the token's end", async () => {
    const held = await token()
    world.clock.setOffset(2 * 3_600_000)
    expect((await call(`Bearer ${held}`)).status).toBe(401)
  })
})

describe("the caller", () => {
  test.each([
    { azp: contosoIds.consoleApp },
    { azp: undefined },
    { azp: undefined, appid: calloutCallerAppId },
    { ver: "1.0", azp: calloutCallerAppId, appid: contosoIds.consoleApp },
  ])("%j is 403", async (changes) => {
    expect((await call(`Bearer ${await token(changes)}`)).status).toBe(403)
  })

  test("is admitted when the API's settings name it beside Entra", async () => {
    world.apis.get("claims")?.extraCallers.push(contosoIds.consoleApp)
    expect((await call(`Bearer ${await token({ azp: contosoIds.consoleApp })}`)).status).toBe(200)
    expect((await call(`Bearer ${await token()}`)).status).toBe(200)
  })
})

describe("a body that is no token issuance start event", () => {
  const { data } = event()
  const cases: [fact: string, body: unknown][] = [
    ["is no JSON", "{"],
    ["is empty", ""],
    ["is of another event", { ...event(), type: "microsoft.graph.authenticationEvent.emailOtpSend" }],
    ["has no data", { ...event(), data: undefined }],
    ["is of another tenant", { ...event(), data: { ...data, tenantId: crypto.randomUUID() } }],
    ["has no user", { ...event(), data: { ...data, authenticationContext: { correlationId } } }],
  ]
  test.each(cases)("is 400 when it %s", async (_, body) => {
    expect((await call(`Bearer ${await token()}`, body)).status).toBe(400)
  })

  test("is 415 when it is not sent as JSON", async () => {
    const response = await app.request(address, {
      method: "POST",
      headers: { "content-type": "text/plain", authorization: `Bearer ${await token()}` },
      body: JSON.stringify(event()),
    })
    expect(response.status).toBe(415)
  })
})

describe("the address", () => {
  test("answers 405 to GET", async () => {
    const response = await app.request(address)
    expect(response.status).toBe(405)
    expect(response.headers.get("allow")).toBe("POST")
  })

  test("answers 404 on other paths", async () => {
    const url = "https://claims.contoso.example:5204/api/other"
    expect((await call(`Bearer ${await token()}`, event(), url)).status).toBe(404)
  })

  test("answers 421 under a host that no API has", async () => {
    const url = address.replace("claims", "unknown")
    expect((await call(`Bearer ${await token()}`, event(), url)).status).toBe(421)
  })
})

describe("a troubled claims API", () => {
  function behave(behaviour: "slow" | "500") {
    const api = world.apis.get("claims")
    if (api) api.behaviour = behaviour
  }

  test("that is slow answers right, but later than Entra waits", async () => {
    behave("slow")
    const authorization = `Bearer ${await token()}`
    const started = performance.now()
    const response = await call(authorization)
    expect(performance.now() - started).toBeGreaterThan(2500)
    expect(response.status).toBe(200)
  })

  test("that fails answers 500 with a problem body, and still wants a good token first", async () => {
    behave("500")
    const response = await call(`Bearer ${await token()}`)
    expect(response.status).toBe(500)
    expect(response.headers.get("content-type")).toContain("application/problem+json")
    expect(await response.json()).toMatchObject({ status: 500, traceId: expect.any(String) })
    expect((await call(undefined)).status).toBe(401)
  })
})
