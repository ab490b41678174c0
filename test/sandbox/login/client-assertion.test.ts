import { createHash, X509Certificate } from "node:crypto"
import { importPKCS8, type JWTPayload, SignJWT } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { createClientCertificate } from "../../../sandbox/tls/authority"
import { appOf, appOnly, claimsOf, type Login, startLogin } from "./login"

type Options = {
  claims?: JWTPayload
  header?: Record<string, string>
  alg?: string
  key?: string
  cert?: string
}

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

const digest = (cert: string, algorithm: string) =>
  createHash(algorithm).update(new X509Certificate(cert).raw).digest("base64url")

async function assertion({ claims, header, alg = "RS256", key, cert }: Options = {}): Promise<string> {
  const { world } = login
  const certificate = cert ?? world.consoleCertificate.cert
  const now = Math.floor(world.clock.now() / 1000)
  const standard = {
    aud: `${world.urls.login}/${contosoIds.tenant}/oauth2/v2.0/token`,
    iss: contosoIds.consoleApp,
    sub: contosoIds.consoleApp,
    jti: crypto.randomUUID(),
    nbf: now,
    exp: now + 600,
  }
  return new SignJWT({ ...standard, ...claims })
    .setProtectedHeader({ alg, typ: "JWT", ...(header ?? { x5t: digest(certificate, "sha1") }) })
    .sign(await importPKCS8(key ?? world.consoleCertificate.key, alg))
}

async function answer(options?: Options) {
  const { client_secret: _, ...form } = appOnly(login.world)
  return login.token({
    ...form,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await assertion(options),
  })
}

describe("a client assertion", () => {
  test("signed with the app's certificate gives a token that says so", async () => {
    const given = await answer()
    expect(given.status).toBe(200)
    expect(claimsOf(given).azpacr).toBe("2")
  })

  test("may be PS256 and name the certificate by its SHA-256 thumbprint", async () => {
    const header = { "x5t#S256": digest(login.world.consoleCertificate.cert, "sha256") }
    expect((await answer({ alg: "PS256", header })).status).toBe(200)
  })

  test("may be for the issuer", async () => {
    const aud = `${login.world.urls.login}/${contosoIds.tenant}/v2.0`
    expect((await answer({ claims: { aud } })).status).toBe(200)
  })

  test("may be five minutes late", async () => {
    const exp = Math.floor(login.world.clock.now() / 1000) - 280
    expect((await answer({ claims: { exp } })).status).toBe(200)
  })

  test("of a certificate that the app has not is AADSTS700027", async () => {
    const other = await createClientCertificate("other")
    const given = await answer({ key: other.key, cert: other.cert })
    expect({ status: given.status, error: given.body.error, codes: given.body.error_codes }).toEqual({
      status: 401,
      error: "invalid_client",
      codes: [700027],
    })
  })

  test("signed by another key under the app's thumbprint is AADSTS700027", async () => {
    const { key } = await createClientCertificate("other")
    expect((await answer({ key })).body.error_codes).toEqual([700027])
  })

  test("without a thumbprint is AADSTS700027", async () => {
    expect((await answer({ header: {} })).body.error_codes).toEqual([700027])
  })

  test("of a credential past its end is AADSTS700027", async () => {
    for (const credential of appOf(login.world, contosoIds.consoleApp).keyCredentials)
      credential.endDateTime = new Date(login.world.clock.now() - 1000).toISOString()
    expect((await answer()).body.error_codes).toEqual([700027])
  })

  test.each([
    ["has ended", { exp: -400, nbf: -900 }],
    ["has not begun", { exp: 900, nbf: 400 }],
  ])("that %s is AADSTS700024", async (_, { exp, nbf }) => {
    const now = Math.floor(login.world.clock.now() / 1000)
    const given = await answer({ claims: { exp: now + exp, nbf: now + nbf } })
    expect({ status: given.status, codes: given.body.error_codes }).toEqual({ status: 401, codes: [700024] })
  })

  test("without an end is AADSTS700024", async () => {
    expect((await answer({ claims: { exp: undefined } })).body.error_codes).toEqual([700024])
  })

  test("ends by the sandbox's clock", async () => {
    const client_assertion = await assertion()
    login.world.clock.setOffset(3_600_000)
    const { client_secret: _, ...form } = appOnly(login.world)
    const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    const given = await login.token({ ...form, client_assertion, client_assertion_type })
    expect(given.body.error_codes).toEqual([700024])
  })

  test("of another client is AADSTS700021", async () => {
    expect((await answer({ claims: { sub: contosoIds.apiApp } })).body.error_codes).toEqual([700021])
  })

  test("for another audience is AADSTS700023", async () => {
    expect((await answer({ claims: { aud: "https://elsewhere.example" } })).body.error_codes).toEqual([
      700023,
    ])
  })

  test("that is no JWT is AADSTS50027", async () => {
    const given = await login.token({
      ...appOnly(login.world),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: "nonsense",
    })
    expect(given.body.error_codes).toEqual([50027])
  })
})
