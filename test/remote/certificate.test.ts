import { createHash, X509Certificate } from "node:crypto"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { decodeJwt } from "jose"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { createClientCertificate } from "@/sandbox/tls/authority"
import { reset } from "../control"
import { received, setting, startBorder } from "./border"
import { graphToken, msal } from "./sdk"

const folder = () => path.dirname(setting("NODE_EXTRA_CA_CERTS"))
const registered = () => path.join(folder(), "console-certificate.pem")
const stranger = () => path.join(folder(), "strange-certificate.pem")
const withCertificate = (file: string) =>
  startBorder({ AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: file })

beforeAll(async () => {
  const { key, cert } = await createClientCertificate("Stranger")
  writeFileSync(stranger(), `${key}\n${cert}\n`)
})
afterAll(() => rmSync(stranger()))
beforeEach(() => reset())

test("MSAL, unmodified, gets a token with the certificate", async () => {
  const pem = readFileSync(registered(), "utf8")
  const der = new X509Certificate(pem.slice(pem.indexOf("-----BEGIN CERTIFICATE-----"))).raw
  const privateKey = pem.slice(0, pem.indexOf("-----BEGIN CERTIFICATE-----"))
  const thumbprintSha256 = createHash("sha256").update(der).digest("hex")
  const claims = decodeJwt(await graphToken(msal({ clientCertificate: { thumbprintSha256, privateKey } })))
  expect(claims).toMatchObject({ appid: setting("AZURE_CLIENT_ID"), appidacr: "2" })
})

describe("a console with a certificate and no secret", () => {
  test("gets a token that says so, and sends no secret", async () => {
    const { acquire, config } = await withCertificate(registered())
    expect(decodeJwt((await acquire(config().graphEndpoint)).token)).toMatchObject({ appidacr: "2" })
    const bodies = (await received("login")).map(({ body }) => body).join()
    expect(bodies).toContain("client_assertion=")
    expect(bodies).not.toContain("client_secret")
  })

  test("gets its second token from the cache", async () => {
    const { acquire, config } = await withCertificate(registered())
    const first = await acquire(config().graphEndpoint)
    const before = await received("login")
    expect(await acquire(config().graphEndpoint)).toEqual({ ...first, fromCache: true })
    expect(await received("login")).toEqual(before)
  })

  test("reads every part of the tenant", async () => {
    const { readSnapshot } = await withCertificate(registered())
    const { organization, extensions, listeners } = await readSnapshot()
    expect([organization.ok, extensions.ok, listeners.ok]).toEqual([true, true, true])
  })

  test("a certificate that is not the app's is trouble with the credential", async () => {
    const { attempt, acquire, config } = await withCertificate(stranger())
    const part = await attempt("-", () => acquire(config().graphEndpoint))
    expect(part).toMatchObject({ ok: false, kind: "credential" })
    expect(part).toHaveProperty("why", expect.stringContaining("AADSTS700027"))
  })
})

describe("the client assertion for the sign-in of people", () => {
  const redeem = async (file: string) => {
    const { clientAssertion, config } = await withCertificate(file)
    const { credential, authorityHost, tenantId, clientId, graphEndpoint } = config()
    if (credential.kind !== "certificate") throw new Error("The console has no certificate.")
    const endpoint = `${authorityHost}/${tenantId}/oauth2/v2.0/token`
    const proof = await clientAssertion(credential, endpoint)
    const form = {
      grant_type: "client_credentials",
      client_id: clientId,
      scope: `${graphEndpoint}/.default`,
      ...proof,
    }
    return fetch(endpoint, { method: "POST", body: new URLSearchParams(form) })
  }

  test("is taken by the token endpoint", async () => {
    const response = await redeem(registered())
    expect(response.status).toBe(200)
    const { access_token } = await response.json()
    expect(decodeJwt(access_token)).toMatchObject({ appidacr: "2" })
  })

  test("is refused when another key signed it", async () => {
    const response = await redeem(stranger())
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error_codes: [700027] })
  })
})
