import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { woodgroveIds } from "../../../sandbox/tenants/ids"
import type { SignInRow } from "../../../sandbox/tenants/types"
import { type Sandbox, start } from "../../sandbox/control/start"
import { type Called, makeAll } from "./called"
import { callerAppId } from "./callout-token"
import { journeys } from "./journeys"
import { appsOf, extensionOf, listenerOf, tokenOf } from "./received"
import { schemas } from "./schemas"

let sandbox: Sandbox
let all: Called[] = []
beforeAll(async () => {
  sandbox = await start(5610)
  all = await makeAll(sandbox)
}, 60_000)
afterAll(() => sandbox.close())

const named = (name: string): Called[] => all.filter(({ made: { journey } }) => journey.name === name)

describe("every journey", () => {
  test.each(journeys)("$name raises its events in their order and no other", ({ name, events }) => {
    expect(named(name).map(({ event }) => event)).toEqual(events)
  })

  test("between them all events are raised", () => {
    expect(new Set(all.map(({ event }) => event))).toEqual(new Set(Object.keys(schemas)))
  })
})

describe("every request", () => {
  test("is a POST of JSON to the extension's own address, with no header but those of HTTP itself", () => {
    for (const one of all) {
      const { extension } = extensionOf(one)
      const { method, host, url, headers } = one.request
      expect(method).toBe("POST")
      expect(`https://${host}${url}`).toBe(extension.endpointConfiguration?.targetUrl)
      expect(headers["content-type"]).toBe("application/json")
      const others = Object.keys(headers).filter((name) => !["content-type", "authorization"].includes(name))
      expect(others.sort()).toEqual(["connection", "content-length", "host"])
    }
  })

  test("names a listener for the app and the extension that it calls, both of the event's kind", () => {
    for (const one of all) {
      const { extension } = extensionOf(one)
      const { client, resource } = appsOf(one)
      const listener = listenerOf(one.tenant, one.body.data.authenticationEventListenerId)
      expect(listener?.handler?.customExtension.id).toBe(extension.id)
      const called =
        one.event === "emailOtpSend" ? "OtpSend" : one.event.replace(/^./, (first) => first.toUpperCase())
      expect(extension["@odata.type"]).toBe(`#microsoft.graph.on${called}CustomExtension`)
      const audience = one.event === "tokenIssuanceStart" ? resource : client
      const { includeAllApplications, includeApplications } = listener?.conditions.applications ?? {}
      expect(
        includeAllApplications || includeApplications?.some(({ appId }) => appId === audience?.appId),
      ).toBe(true)
    }
  })

  test("has the resource as its source, and the client where there is no resource", () => {
    for (const one of all) {
      const { client, resource } = appsOf(one)
      const source = `/tenants/${one.tenant.id}/applications/${(resource ?? client).appId}`
      expect(one.body.source).toBe(source)
      const without = ["passwordSubmit", "verifiedIdClaimValidation"]
      expect(resource === null).toBe(without.includes(one.event))
    }
  })

  test("tells the service principals as they stand in the tenant", () => {
    for (const one of all) {
      for (const told of Object.values(appsOf(one))) {
        if (!told) continue
        const known = one.tenant.servicePrincipals.find(({ id }) => id === told.id)
        expect(known).toMatchObject(told)
      }
    }
  })

  test("belongs to rows of its correlation id, one of which tells of just this callout", () => {
    for (const one of all) {
      const { authenticationEventListenerId: listener, customAuthenticationExtensionId: extension } =
        one.body.data
      expect(new Set(one.rows.map(({ id }) => id))).toEqual(new Set(one.made.answer.rows.map(({ id }) => id)))
      const told = one.rows.flatMap((row) => row.appliedEventListeners)
      expect(told).toContainEqual({
        eventType: one.event,
        executedListenerId: listener,
        handlerResult: expect.objectContaining({ customExtensionId: extension, errorCode: 0 }),
      })
    }
  })

  test("comes from the address and the app that the sign-in row has", () => {
    for (const one of all) {
      const row = one.rows.find((other): other is SignInRow => "ipAddress" in other)
      const { client } = one.body.data.authenticationContext
      expect(client && ("ip" in client ? client.ip : client.clientIp)).toBe(row?.ipAddress)
      expect(appsOf(one).client.appId).toBe(row?.appId)
    }
  })

  test("of a SAML app says SAML, of a recovery OAUTH2, and any other OAUTH2.0", () => {
    for (const one of all) {
      const isSaml = appsOf(one).client.displayName === "Contoso Expenses"
      const usual = isSaml ? "SAML" : "OAUTH2.0"
      const { protocol } = one.body.data.authenticationContext
      expect(protocol).toBe(one.event === "verifiedIdClaimValidation" ? "OAUTH2" : usual)
    }
  })
})

describe("the token of every callout", () => {
  test("is Entra's own for the API's app, in the version that the app asks for", async () => {
    for (const one of all) {
      const { scheme, claims } = await tokenOf(sandbox.world, one)
      const { resourceId, api } = extensionOf(one)
      const caller = one.tenant.servicePrincipals.find(({ appId }) => appId === callerAppId)
      expect(scheme).toBe("Bearer")
      expect(claims.ver).toBe(api.api.requestedAccessTokenVersion === 2 ? "2.0" : "1.0")
      expect(claims.aud).toBe(claims.ver === "2.0" ? api.appId : resourceId)
      expect(claims).toMatchObject({ tid: one.tenant.id, oid: caller?.id, sub: caller?.id })
      expect(claims.roles).toBeUndefined()
    }
  })

  test("is issued by the host of the tenant's kind in version 2, and by sts in version 1", async () => {
    const { login, ciam } = sandbox.world.urls
    const issuers = new Set<string>()
    for (const one of all) {
      const { claims } = await tokenOf(sandbox.world, one)
      const host = one.tenant.tenantType === "CIAM" ? ciam : login
      const v2 = `${host}/${one.tenant.id}/v2.0`
      // The path /sts of the login host stands for sts.windows.net.
      expect(claims.iss).toBe(claims.ver === "2.0" ? v2 : `${login}/sts/${one.tenant.id}/`)
      issuers.add(claims.iss)
    }
    expect(issuers.size).toBe(3)
  })

  test("of an external tenant is signed with a key that only ciamlogin.com publishes", async () => {
    for (const one of all) {
      const { publishedByLogin, claims } = await tokenOf(sandbox.world, one)
      if (claims.ver === "2.0") expect(publishedByLogin).toBe(one.tenant.id !== woodgroveIds.tenant)
    }
  })
})
