import { createHash, X509Certificate } from "node:crypto"
import { createLocalJWKSet, decodeProtectedHeader, importPKCS8, jwtVerify, SignJWT } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { type Answer, claimsOf, type Login, startLogin } from "./login"

const tid = woodgroveIds.tenant
const host = "ciam"
const issuer = `https://localhost:5205/${tid}/v2.0`
const resourceOf = (api: "claims" | "mail", appId: string) => `api://${api}.woodgrove.example/${appId}`
const claimsApi = resourceOf("claims", woodgroveIds.claimsApiApp)
const mailApi = resourceOf("mail", woodgroveIds.mailApiApp)

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

const appOnly = (rest: Record<string, string> = {}) => ({
  grant_type: "client_credentials",
  client_id: woodgroveIds.consoleApp,
  client_secret: login.world.consoleSecret,
  scope: `${claimsApi}/.default`,
  ...rest,
})
const ask = (rest?: Record<string, string>) => login.token(appOnly(rest), { segment: tid, host })
const kidOf = (answer: Answer) => decodeProtectedHeader(`${answer.body.access_token}`).kid

async function kidsAt(path: string, at: "login" | "ciam"): Promise<string[]> {
  const { body } = await login.get(path, at)
  // Safe: the document under test; a wrong shape fails the expectations.
  return (body.keys as { kid: string }[]).map(({ kid }) => kid)
}

describe("ciamlogin's discovery document", () => {
  test("names its own host as issuer and for every endpoint", async () => {
    const { body } = await login.get(`/${tid}/v2.0/.well-known/openid-configuration`, host)
    expect(body).toMatchObject({
      issuer,
      token_endpoint: `https://localhost:5205/${tid}/oauth2/v2.0/token`,
      jwks_uri: `https://localhost:5205/${tid}/discovery/v2.0/keys`,
      authorization_endpoint: `https://localhost:5205/${tid}/oauth2/v2.0/authorize`,
      tenant_region_scope: "EU",
    })
  })

  test.each(["woodgrove.onmicrosoft.com", "Woodgrove.example"])(
    "is found by the verified domain %s",
    async (name) => {
      const { body } = await login.get(`/${name}/v2.0/.well-known/openid-configuration`, host)
      expect(body.issuer).toBe(issuer)
    },
  )

  test.each([
    ["an external tenant's unverified domain", "woodgrove-market.example"],
    ["a workforce tenant", contosoIds.tenant],
    ["a workforce tenant's domain", "contoso.com"],
  ])("of %s is AADSTS90002", async (_, segment) => {
    const answer = await login.get(`/${segment}/v2.0/.well-known/openid-configuration`, host)
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [90002] } })
  })

  test.each(["/common/v2.0/.well-known/openid-configuration", `/${tid}/.well-known/openid-configuration`])(
    "the sandbox has no %s there",
    async (path) => expect((await login.get(path, host)).status).toBe(501),
  )
})

describe("the key sets of an external tenant", () => {
  const path = `/${tid}/discovery/v2.0/keys`

  test("ciamlogin publishes the keys of login.microsoftonline.com and more of its own", async () => {
    const [all, some] = [await kidsAt(path, "ciam"), await kidsAt(path, "login")]
    expect(all).toHaveLength(4)
    expect(all).toEqual(expect.arrayContaining(some))
  })

  test("login.microsoftonline.com lacks the key that ciamlogin signs with", async () => {
    const kid = kidOf(await ask())
    expect(await kidsAt(path, "ciam")).toContain(kid)
    expect(await kidsAt(path, "login")).not.toContain(kid)
  })

  test("each host names itself as the issuer of the keys", async () => {
    const issuersAt = async (at: "login" | "ciam") => {
      const { body } = await login.get(path, at)
      // Safe: the document under test; a wrong shape fails the expectations.
      return new Set((body.keys as { issuer: string }[]).map((key) => key.issuer))
    }
    expect(await issuersAt("ciam")).toEqual(new Set([issuer]))
    expect(await issuersAt("login")).toEqual(new Set([`https://localhost:5201/${tid}/v2.0`]))
  })

  test("a key that the login host adds later is published by ciamlogin as well", async () => {
    const { signingKeys } = login.world
    signingKeys.jwks.keys.push({ kty: "RSA", kid: "later" })
    try {
      expect(await kidsAt(path, "ciam")).toContain("later")
    } finally {
      signingKeys.jwks.keys.pop()
    }
  })
})

describe("ciamlogin's token endpoint", () => {
  test("gives a v2 token of its own issuer, which its keys verify", async () => {
    const { status, body } = await ask()
    expect(status).toBe(200)
    const { payload } = await jwtVerify(
      `${body.access_token}`,
      createLocalJWKSet(login.world.ciamKeys.jwks),
      { issuer, audience: woodgroveIds.claimsApiApp },
    )
    expect(payload).toMatchObject({ azp: woodgroveIds.consoleApp, ver: "2.0", tid })
  })

  test("gives a v1 token of the usual v1 issuer, signed with a key of the login host", async () => {
    const answer = await ask({ scope: `${mailApi}/.default` })
    expect(claimsOf(answer)).toMatchObject({
      iss: `https://localhost:5201/sts/${tid}/`,
      aud: mailApi,
      appid: woodgroveIds.consoleApp,
      ver: "1.0",
    })
    expect(kidOf(answer)).toBe(login.world.signingKeys.kid)
  })

  test.each([
    [90002, "a workforce tenant", contosoIds.tenant, {}],
    [7000215, "a wrong secret", tid, { client_secret: "wrong" }],
    [700016, "a client of another tenant", tid, { client_id: contosoIds.consoleApp }],
    [500011, "an API of another tenant", tid, { scope: "api://claims.contoso.example/.default" }],
  ])("refuses with AADSTS%s %s", async (code, _, segment, rest) => {
    const { body } = await login.token(appOnly(rest), { segment, host })
    expect(body.error_codes).toEqual([code])
  })

  test.each(["authorization_code", "refresh_token", "oob"])(
    "answers 501 to %s, which the sandbox has not there",
    async (grant_type) => expect((await ask({ grant_type })).status).toBe(501),
  )
})

describe("a client assertion at ciamlogin's token endpoint", () => {
  async function answerTo(aud: string) {
    const { key, cert } = login.world.consoleCertificate
    const x5t = createHash("sha1").update(new X509Certificate(cert).raw).digest("base64url")
    const { consoleApp: client } = woodgroveIds
    const client_assertion = await new SignJWT({ aud, iss: client, sub: client })
      .setProtectedHeader({ alg: "RS256", x5t })
      .setExpirationTime("10m")
      .sign(await importPKCS8(key, "RS256"))
    const { client_secret: _, ...form } = appOnly()
    const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    return login.token({ ...form, client_assertion, client_assertion_type }, { segment: tid, host })
  }

  test.each([`https://localhost:5205/${tid}/oauth2/v2.0/token`, issuer])("may be for %s", async (aud) => {
    expect(claimsOf(await answerTo(aud))).toMatchObject({ azpacr: "2", iss: issuer })
  })

  test("may not be for the other host", async () => {
    const { body } = await answerTo(`https://localhost:5201/${tid}/oauth2/v2.0/token`)
    expect(body.error_codes).toEqual([700023])
  })
})

test("the login host gives tokens of its own issuer for the same tenant and the same API", async () => {
  const answer = await login.token(appOnly(), { segment: tid })
  expect(claimsOf(answer).iss).toBe(`https://localhost:5201/${tid}/v2.0`)
  expect(kidOf(answer)).toBe(login.world.signingKeys.kid)
})
