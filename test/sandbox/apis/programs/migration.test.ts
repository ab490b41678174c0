import { CompactEncrypt, importX509, type JWTPayload, SignJWT } from "jose"
import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { legacyPasswords, lockedAccounts } from "../../../../sandbox/tenants/woodgrove-people"
import { createClientCertificate } from "../../../../sandbox/tls/authority"
import { type Apis, createApis, encrypted, nonce } from "../apis"

let apis: Apis
beforeAll(async () => {
  apis = await createApis(5724)
})
beforeEach(() => apis.world.reset())

const otto = "otto@tailwindtraders.com"

/** The answer to a typed password, with what Entra makes of it. */
async function typed(username: string, password: string, claims: JWTPayload = {}) {
  const api = apis.api("migration")
  const content = { username, "user-password": password, ...claims }
  return apis.call(api, { data: { encryptedPasswordContext: await encrypted(apis.world, api, content) } })
}

const oldPassword = (address: string) => legacyPasswords.get(address) ?? ""

describe("the old store", () => {
  test("lets a right password move, and the answer repeats the nonce", async () => {
    expect(await typed(otto, oldPassword(otto))).toEqual({
      code: 0,
      action: { name: "MigratePassword", parameters: {} },
    })
  })

  test("knows an address in any case", async () => {
    expect((await typed("OTTO@TailwindTraders.com", oldPassword(otto))).action?.name).toBe("MigratePassword")
  })

  test.each([
    [otto, "wrong"],
    [otto, oldPassword(otto).toUpperCase()],
    ["stranger@tailwindtraders.com", oldPassword(otto)],
  ])("asks %s to try again with %j, and says why", async (address, password) => {
    const api = apis.api("migration")
    const content = { username: address, "user-password": password }
    const body = await apis.event(api, {
      data: { encryptedPasswordContext: await encrypted(apis.world, api, content) },
    })
    expect(await (await apis.post(api, body)).json()).toEqual({
      data: {
        "@odata.type": "microsoft.graph.onPasswordSubmitResponseData",
        actions: [
          {
            "@odata.type": "microsoft.graph.passwordSubmit.Retry",
            title: expect.any(String),
            message: expect.any(String),
          },
        ],
        nonce,
      },
    })
  })

  test("wants a weak password replaced", async () => {
    const address = "bjorn@treyresearch.net"
    expect((await typed(address, oldPassword(address))).action?.name).toBe("UpdatePassword")
  })

  test("keeps a locked account out, even with its password", async () => {
    for (const address of lockedAccounts)
      expect(await typed(address, oldPassword(address))).toMatchObject({
        code: 0,
        action: { name: "Block", parameters: { title: expect.any(String), message: expect.any(String) } },
      })
    expect(lockedAccounts.size).toBeGreaterThan(0)
  })
})

describe("a password that cannot be read is 400", () => {
  const content = { username: otto, "user-password": oldPassword(otto) }
  const soon = () => Math.floor(apis.world.clock.now() / 1000)

  async function statusOf(context: unknown): Promise<number> {
    const api = apis.api("migration")
    const body = await apis.event(api, { data: { encryptedPasswordContext: context } })
    return (await apis.post(api, body)).status
  }
  const statusWith = async (claims: JWTPayload, header = {}) =>
    statusOf(await encrypted(apis.world, apis.api("migration"), { ...content, ...claims }, header))

  test("unless all of it is right", async () => {
    expect(await statusWith({})).toBe(200)
    expect(await statusWith({ addedLater: true }, { x5t: "abc", typ: "JWT" })).toBe(200)
  })

  test.each([
    ["is for another app", { aud: crypto.randomUUID() }],
    ["comes from another resource", { iss: "api://elsewhere.example/app" }],
    ["has expired", { exp: 1 }],
    ["never expires", { exp: undefined }],
    ["has no nonce", { nonce: undefined }],
    ["has no password", { "user-password": undefined }],
    ["names nobody", { username: undefined }],
  ])("when it %s", async (_fact, claims) => {
    expect(await statusWith(claims)).toBe(400)
  })

  test("when it holds for later", async () => {
    expect(await statusWith({ nbf: soon() + 300 })).toBe(400)
  })

  test("when it is encrypted by other means", async () => {
    expect(await statusWith({}, { alg: "RSA-OAEP-256" })).toBe(400)
    expect(await statusWith({}, { enc: "A256GCM" })).toBe(400)
  })

  test("when it is encrypted to another certificate", async () => {
    const stranger = await createClientCertificate("Somebody else")
    const world = { migrationKey: stranger, clock: apis.world.clock }
    expect(await statusOf(await encrypted(world, apis.api("migration"), content))).toBe(400)
  })

  test("when the token inside is signed", async () => {
    const api = apis.api("migration")
    const signed = await new SignJWT({ ...content, nonce, aud: api.appId, exp: soon() + 60 })
      .setIssuer(`api://${api.host}/${api.appId}`)
      .setProtectedHeader({ alg: "HS256" })
      .sign(new Uint8Array(32))
    const key = await importX509(apis.world.migrationKey.cert, "RSA-OAEP")
    const context = await new CompactEncrypt(new TextEncoder().encode(signed))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A128CBC-HS256", zip: "DEF" })
      .encrypt(key)
    expect(await statusOf(context)).toBe(400)
  })

  test.each([undefined, null, "", "nonsense", "a.b.c.d.e", {}])("when it is %j", async (context) => {
    expect(await statusOf(context)).toBe(400)
  })
})

test("a password is read as the certificate of the app registration encrypts it", async () => {
  const api = apis.api("migration")
  const registration = apis.world.tenants
    .get(api.tenantId)
    ?.applications.find(({ appId }) => appId === api.appId)
  const credential = registration?.keyCredentials.find(
    ({ keyId }) => keyId === registration.tokenEncryptionKeyId,
  )
  const pem = `-----BEGIN CERTIFICATE-----\n${credential?.key}\n-----END CERTIFICATE-----`
  const world = { migrationKey: { cert: pem, key: "" }, clock: apis.world.clock }
  const content = { username: otto, "user-password": oldPassword(otto) }
  const context = await encrypted(world, api, content)
  expect((await apis.call(api, { data: { encryptedPasswordContext: context } })).code).toBe(0)
})
