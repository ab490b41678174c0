import { createLocalJWKSet, jwtVerify } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { issueCalloutToken } from "../../../sandbox/login/callout-token"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { calloutCallerAppId, graphAppId } from "../../../sandbox/tenants/well-known"
import {
  appOf,
  appOnly,
  claimsOf,
  contosoOf,
  type Login,
  principalOf,
  resourceUri,
  startLogin,
} from "./login"

const tenant = contosoIds.tenant
const dayMs = 86_400_000

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

describe("an app-only token", () => {
  test("is for the app id and in version 2 when the resource app asks for version 2", async () => {
    const answer = await login.token(appOnly(login.world))
    expect(answer.body).toMatchObject({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 })
    expect(answer.body).not.toHaveProperty("refresh_token")
    const claims = claimsOf(answer)
    expect(claims).toMatchObject({
      aud: contosoIds.apiApp,
      iss: `https://localhost:5201/${tenant}/v2.0`,
      azp: contosoIds.consoleApp,
      azpacr: "1",
      oid: principalOf(login.world, contosoIds.consoleApp).id,
      sub: principalOf(login.world, contosoIds.consoleApp).id,
      tid: tenant,
      ver: "2.0",
    })
    expect(Object.keys(claims)).not.toEqual(expect.arrayContaining(["roles"]))
    expect(claims).not.toHaveProperty("scp")
  })

  test.each([1, null] as const)(
    "is for the resource as asked and in version 1 when it asks for %s",
    async (version) => {
      appOf(login.world, contosoIds.apiApp).api.requestedAccessTokenVersion = version
      expect(claimsOf(await login.token(appOnly(login.world)))).toMatchObject({
        aud: resourceUri,
        iss: `https://localhost:5201/sts/${tenant}/`,
        appid: contosoIds.consoleApp,
        appidacr: "1",
        ver: "1.0",
      })
    },
  )

  test("verifies with the published keys and holds for 3599 seconds of the sandbox's clock", async () => {
    login.world.clock.setOffset(-20 * dayMs)
    const { body } = await login.token(appOnly(login.world))
    const { payload } = await jwtVerify(
      `${body.access_token}`,
      createLocalJWKSet(login.world.signingKeys.jwks),
      { currentDate: login.world.clock.date() },
    )
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3599)
    expect(Math.abs((payload.iat ?? 0) * 1000 - login.world.clock.now())).toBeLessThan(5000)
  })

  test.each(["https://localhost:5203", "https://graph.microsoft.com", graphAppId])(
    "for Graph as %s is version 1 and carries the granted permissions as roles",
    async (name) => {
      const claims = claimsOf(await login.token(appOnly(login.world, { scope: `${name}/.default` })))
      expect(claims).toMatchObject({ aud: name, ver: "1.0", idtyp: "app", appid: contosoIds.consoleApp })
      expect(claims.roles).toContain("AuditLog.Read.All")
      expect(claims.roles).not.toContain("CustomAuthenticationExtension.Receive.Payload")
    },
  )

  test("finds its resource by app id", async () => {
    const answer = await login.token(appOnly(login.world, { scope: `${contosoIds.apiApp}/.default` }))
    expect(claimsOf(answer).aud).toBe(contosoIds.apiApp)
  })

  test("is given to a client that authenticates by Basic", async () => {
    const { client_secret, client_id, ...form } = appOnly(login.world)
    const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`
    expect((await login.token(form, { headers: { authorization } })).status).toBe(200)
  })
})

describe("the callout token", () => {
  test("of version 2 has Entra's caller in azp and the API's app id as audience", async () => {
    const { world } = login
    const app = appOf(world, contosoIds.apiApp)
    const access_token = await issueCalloutToken(world, contosoOf(world), app, resourceUri)
    expect(claimsOf({ status: 200, headers: new Headers(), text: "", body: { access_token } })).toMatchObject(
      {
        aud: contosoIds.apiApp,
        iss: `https://localhost:5201/${tenant}/v2.0`,
        azp: calloutCallerAppId,
        oid: contosoIds.callerServicePrincipal,
        sub: contosoIds.callerServicePrincipal,
        ver: "2.0",
      },
    )
  })

  test("of version 1 has Entra's caller in appid and the resource id as audience", async () => {
    const { world } = login
    const app = appOf(world, contosoIds.apiApp)
    app.api.requestedAccessTokenVersion = null
    const access_token = await issueCalloutToken(world, contosoOf(world), app, resourceUri)
    expect(claimsOf({ status: 200, headers: new Headers(), text: "", body: { access_token } })).toMatchObject(
      {
        aud: resourceUri,
        iss: `https://localhost:5201/sts/${tenant}/`,
        appid: calloutCallerAppId,
        ver: "1.0",
      },
    )
  })
})

describe("a refused client", () => {
  test("gets the members of Entra's error body and the correlation id that it sent", async () => {
    const id = "11111111-2222-4333-8444-555555555555"
    const { body, headers } = await login.token(
      appOnly(login.world, { client_secret: "wrong", "client-request-id": id }),
    )
    expect(Object.keys(body)).toEqual([
      "error",
      "error_description",
      "error_codes",
      "timestamp",
      "trace_id",
      "correlation_id",
      "error_uri",
    ])
    expect(body.correlation_id).toBe(id)
    expect(headers.get("client-request-id")).toBe(id)
    expect(body.error_uri).toBe("https://localhost:5201/error?code=7000215")
    expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/)
    expect(body.error_description).toMatch(
      new RegExp(
        `^AADSTS7000215: .+ Trace ID: ${body.trace_id} Correlation ID: ${id} Timestamp: ${body.timestamp}$`,
      ),
    )
  })

  const cases: [fact: string, code: number, error: string, status: number, form: Record<string, string>][] = [
    ["sends a wrong secret", 7000215, "invalid_client", 401, { client_secret: "wrong" }],
    ["sends no secret", 7000218, "invalid_client", 401, { client_secret: "" }],
    ["is unknown", 700016, "unauthorized_client", 400, { client_id: crypto.randomUUID() }],
    ["names no client", 900144, "invalid_request", 400, { client_id: "" }],
    ["names no grant", 900144, "invalid_request", 400, { grant_type: "" }],
    ["names no scope", 900144, "invalid_request", 400, { scope: "" }],
    ["asks for an unknown grant", 70003, "unsupported_grant_type", 400, { grant_type: "magic" }],
    ["asks for a scope without /.default", 1002012, "invalid_scope", 400, { scope: `${resourceUri}/read` }],
    ["asks for no resource", 700023, "invalid_scope", 400, { scope: "/.default" }],
    [
      "asks for two resources",
      700022,
      "invalid_scope",
      400,
      { scope: `${resourceUri}/.default https://graph.microsoft.com/.default` },
    ],
    ["asks for an unknown resource", 500011, "invalid_resource", 400, { scope: "api://nowhere/.default" }],
  ]
  test.each(cases)("that %s is AADSTS%i", async (_, code, error, status, form) => {
    const answer = await login.token(appOnly(login.world, form))
    expect({ status: answer.status, error: answer.body.error, codes: answer.body.error_codes }).toEqual({
      status,
      error,
      codes: [code],
    })
  })

  const changes: [fact: string, code: number, status: number, change: (world: Login["world"]) => void][] = [
    ["its secret expired", 7000222, 401, (world) => world.clock.setOffset(200 * dayMs)],
    [
      "its service principal is disabled",
      7000112,
      400,
      (world) => {
        principalOf(world, contosoIds.consoleApp).accountEnabled = false
      },
    ],
    [
      "its application is disabled",
      7000112,
      400,
      (world) => {
        appOf(world, contosoIds.consoleApp).isDisabled = true
      },
    ],
    [
      "it has no service principal",
      7000229,
      401,
      (world) => {
        const contoso = contosoOf(world)
        contoso.servicePrincipals = contoso.servicePrincipals.filter(
          ({ appId }) => appId !== contosoIds.consoleApp,
        )
      },
    ],
    [
      "the resource has no service principal",
      500011,
      400,
      (world) => {
        const contoso = contosoOf(world)
        contoso.servicePrincipals = contoso.servicePrincipals.filter(
          ({ appId }) => appId !== contosoIds.apiApp,
        )
      },
    ],
    [
      "the resource is disabled",
      500014,
      400,
      (world) => {
        principalOf(world, contosoIds.apiApp).accountEnabled = false
      },
    ],
    [
      "the resource requires an assignment that it has not",
      501051,
      400,
      (world) => {
        principalOf(world, contosoIds.apiApp).appRoleAssignmentRequired = true
      },
    ],
  ]
  test.each(changes)("is refused when %s with AADSTS%i", async (_, code, status, change) => {
    change(login.world)
    const answer = await login.token(appOnly(login.world))
    expect({ status: answer.status, codes: answer.body.error_codes }).toEqual({ status, codes: [code] })
  })

  test("of an unknown tenant is AADSTS90002", async () => {
    const answer = await login.token(appOnly(login.world), { segment: "fabrikam.com" })
    expect({ status: answer.status, codes: answer.body.error_codes }).toEqual({ status: 400, codes: [90002] })
  })
})

test("a grant that Entra has and the sandbox has not answers 501", async () => {
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code"
  expect((await login.token(appOnly(login.world, { grant_type }))).status).toBe(501)
})
