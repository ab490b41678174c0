import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { Refusal } from "../../../sandbox/engine/refusal"
import { calloutTokenFor } from "../../../sandbox/login/callout-token"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Application, Tenant } from "../../../sandbox/tenants/types"
import { calloutCallerAppId } from "../../../sandbox/tenants/well-known"
import { createWorld, portsFrom, type World } from "../../../sandbox/world"
import { contosoOf, woodgroveOf } from "./login"

let world: World
beforeAll(async () => {
  world = await createWorld(portsFrom(5200))
})
beforeEach(() => world.reset())

const claimsOfContoso = `api://claims.contoso.example/${contosoIds.apiApp}`
const claimsOfWoodgrove = `api://claims.woodgrove.example/${woodgroveIds.claimsApiApp}`

function appOf(tenant: Tenant, id: string): Application {
  const app = tenant.applications.find(({ appId }) => appId === id)
  if (!app) throw new Error(`${tenant.displayName} has no app ${id}.`)
  return app
}

describe.each([
  {
    kind: "a workforce tenant",
    tenantOf: contosoOf,
    extension: contosoIds.extension,
    app: contosoIds.apiApp,
    resourceId: claimsOfContoso,
    caller: contosoIds.callerServicePrincipal,
    issuers: {
      1: `https://localhost:5201/sts/${contosoIds.tenant}/`,
      2: `https://localhost:5201/${contosoIds.tenant}/v2.0`,
    },
  },
  {
    kind: "an external tenant",
    tenantOf: woodgroveOf,
    extension: woodgroveIds.claimsExtension,
    app: woodgroveIds.claimsApiApp,
    resourceId: claimsOfWoodgrove,
    caller: woodgroveIds.callerServicePrincipal,
    issuers: {
      1: `https://localhost:5201/sts/${woodgroveIds.tenant}/`,
      2: `https://localhost:5205/${woodgroveIds.tenant}/v2.0`,
    },
  },
])("the callout token of $kind", ({ tenantOf, extension, app, resourceId, caller, issuers }) => {
  test("of version 2 is for the app id, by the issuer of the tenant's kind", async () => {
    const issued = await calloutTokenFor(world, tenantOf(world), extension)
    expect(issued).toMatchObject({ audience: app, issuer: issuers[2], version: 2 })
    expect(decodeJwt(issued.token)).toMatchObject({
      aud: app,
      iss: issuers[2],
      azp: calloutCallerAppId,
      oid: caller,
      sub: caller,
      tid: tenantOf(world).id,
      ver: "2.0",
    })
  })

  test.each([1, null] as const)("is of version 1 for an app that asks for %s", async (asked) => {
    appOf(tenantOf(world), app).api.requestedAccessTokenVersion = asked
    const issued = await calloutTokenFor(world, tenantOf(world), extension)
    expect(issued).toMatchObject({ audience: resourceId, issuer: issuers[1], version: 1 })
    expect(decodeJwt(issued.token)).toMatchObject({
      appid: calloutCallerAppId,
      oid: caller,
      ver: "1.0",
    })
  })

  test("ends within the hour by the sandbox's clock", async () => {
    world.clock.setOffset(7_200_000)
    const { expiresAt } = await calloutTokenFor(world, tenantOf(world), extension)
    const leftMs = Date.parse(expiresAt) - world.clock.now()
    expect(leftMs).toBeGreaterThan(3_590_000)
    expect(leftMs).toBeLessThanOrEqual(3_599_000)
  })
})

test("an external tenant's v2 token is verified by the keys of ciamlogin only", async () => {
  const { token } = await calloutTokenFor(world, woodgroveOf(world), woodgroveIds.claimsExtension)
  await expect(jwtVerify(token, createLocalJWKSet(world.ciamKeys.jwks))).resolves.toBeDefined()
  await expect(jwtVerify(token, createLocalJWKSet(world.signingKeys.jwks))).rejects.toMatchObject({
    code: "ERR_JWKS_NO_MATCHING_KEY",
  })
})

test("the API with the version of a new registration gets v1 tokens", async () => {
  const { version } = await calloutTokenFor(world, woodgroveOf(world), woodgroveIds.otpExtension)
  expect(version).toBe(1)
})

test("an extension is found by its display name as well", async () => {
  const issued = await calloutTokenFor(world, woodgroveOf(world), "Password migration")
  expect(issued.audience).toBe(woodgroveIds.migrationApiApp)
})

describe("no callout token is issued", () => {
  const refused = async (change: (tenant: Tenant) => void, extension: string = contosoIds.extension) => {
    change(contosoOf(world))
    const error = await calloutTokenFor(world, contosoOf(world), extension).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Refusal)
    return error instanceof Refusal ? error.message : ""
  }
  const first = ({ customAuthenticationExtensions: [one] }: Tenant) => {
    if (!one) throw new Error("Contoso has no extension.")
    return one
  }

  test("for an extension that the tenant has not", async () => {
    expect(await refused(() => undefined, woodgroveIds.claimsExtension)).toBe(
      `Contoso has no extension ${woodgroveIds.claimsExtension}.`,
    )
  })

  test("for a resourceId that ends in no app", async () => {
    const resourceId = "api://claims.contoso.example/claims"
    const message = await refused((tenant) => {
      first(tenant).authenticationConfiguration = { "@odata.type": "", resourceId }
    })
    expect(message).toBe(`The resourceId of Loyalty claims ends in no app of Contoso: ${resourceId}.`)
  })

  test("for an extension without a resourceId", async () => {
    const message = await refused((tenant) => {
      first(tenant).authenticationConfiguration = null
    })
    expect(message).toBe("The resourceId of Loyalty claims ends in no app of Contoso: it is empty.")
  })

  test("without a service principal of Entra's caller", async () => {
    const message = await refused((tenant) => {
      tenant.servicePrincipals = tenant.servicePrincipals.filter(({ appId }) => appId !== calloutCallerAppId)
    })
    expect(message).toBe(`Contoso has no service principal of ${calloutCallerAppId}.`)
  })
})
