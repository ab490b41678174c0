import { exportJWK, generateKeyPair, SignJWT } from "jose"
import { describe, expect, test } from "vitest"
import { createSigningKeys } from "../../../sandbox/login/keys"
import { graphAppId } from "../../../sandbox/tenants/well-known"
import { openGraph, type Request } from "./graph"

const { world, get } = await openGraph()
const path = "/v1.0/organization"
const now = () => Math.floor(world.clock.now() / 1000)

describe("a token is refused with 401", () => {
  const foreign = createSigningKeys()
  const refused: [why: string, request: () => Promise<Request>, words: string][] = [
    ["when there is none", async () => ({ authorization: null }), "empty"],
    ["when the scheme is not Bearer", async () => ({ authorization: "Basic YTpi" }), "empty"],
    ["when it is not a JWT", async () => ({ authorization: "Bearer abc" }), "could not be read"],
    [
      "when other keys signed it",
      async () => ({
        authorization: `Bearer ${await (await foreign).sign({ aud: world.urls.graph, exp: now() + 60 })}`,
      }),
      "signature",
    ],
    [
      "when its algorithm is not RS256",
      async () => {
        const unsafe = new SignJWT({}).setProtectedHeader({ alg: "HS256" })
        return { authorization: `Bearer ${await unsafe.sign(new Uint8Array(32))}` }
      },
      "could not be read",
    ],
    ["when it is for another API", async () => ({ claims: { aud: "api://other" } }), "audience"],
    ["when it expired", async () => ({ claims: { exp: now() - 301 } }), "expired"],
    ["when it never expires", async () => ({ claims: { exp: undefined } }), "could not be read"],
    ["when it is not valid yet", async () => ({ claims: { nbf: now() + 320 } }), "Lifetime"],
    ["when no tenant has its tid", async () => ({ claims: { tid: "elsewhere" } }), "Invalid"],
    ["when it names no app", async () => ({ claims: { appid: undefined } }), "Invalid"],
  ]
  test.each(refused)("%s", async (_why, request, words) => {
    const { status, headers, body } = await get(path, await request())
    expect(status).toBe(401)
    expect(body.error.code).toBe("InvalidAuthenticationToken")
    expect(body.error.message).toContain(words)
    expect(headers.get("www-authenticate")).toContain("authorization_uri")
  })
})

test.each(["https://graph.microsoft.com", graphAppId])("a token for %s is accepted", async (aud) => {
  expect((await get(path, { claims: { aud } })).status).toBe(200)
})

test("a key of the issuer that signs by another algorithm is refused", async () => {
  const { publicKey, privateKey } = await generateKeyPair("PS256")
  const { tenants, signingKeys, urls } = world
  signingKeys.jwks.keys.push({ ...(await exportJWK(publicKey)), kid: "other" })
  const [tid] = tenants.keys()
  const token = new SignJWT({ aud: urls.graph, exp: now() + 60, tid, appid: "an-app" })
  const signed = await token.setProtectedHeader({ alg: "PS256", kid: "other" }).sign(privateKey)
  expect((await get(path, { authorization: `Bearer ${signed}` })).status).toBe(401)
})

test("a key that the issuer adds later counts at once", async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256")
  const { tenants, signingKeys, urls } = world
  const [tid] = tenants.keys()
  const claims = { aud: urls.graph, exp: now() + 60, tid, appid: "an-app", roles: ["Organization.Read.All"] }
  const token = new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "later" })
  const authorization = `Bearer ${await token.sign(privateKey)}`
  expect((await get(path, { authorization })).status).toBe(401)
  signingKeys.jwks.keys.push({ ...(await exportJWK(publicKey)), kid: "later" })
  expect((await get(path, { authorization })).status).toBe(200)
})

test("a token that ciamlogin.com signed is accepted", async () => {
  const { ciamKeys, tenants, urls } = world
  const [tid] = tenants.keys()
  const claims = { aud: urls.graph, exp: now() + 60, tid, azp: "an-app", roles: ["Organization.Read.All"] }
  const authorization = `Bearer ${await ciamKeys.sign(claims)}`
  expect((await get(path, { authorization })).status).toBe(200)
})

test("a clock difference of less than five minutes is tolerated", async () => {
  expect((await get(path, { claims: { exp: now() - 280 } })).status).toBe(200)
  expect((await get(path, { claims: { nbf: now() + 280 } })).status).toBe(200)
})

test("lifetimes follow the clock of the sandbox", async () => {
  const claims = { nbf: now() - 60, exp: now() + 3600 }
  world.clock.setOffset(2 * 3_600_000)
  const late = await get(path, { claims })
  world.clock.setOffset(0)
  expect(late.status).toBe(401)
  expect((await get(path, { claims })).status).toBe(200)
})

test("a v2 token names its app by azp", async () => {
  expect((await get(path, { claims: { appid: undefined, azp: "an-app" } })).status).toBe(200)
})
