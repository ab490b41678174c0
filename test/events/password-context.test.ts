import {
  createDecipheriv,
  createHmac,
  KeyObject,
  privateDecrypt,
  constants as rsa,
  webcrypto,
} from "node:crypto"
import { inflateRawSync } from "node:zlib"
import { CompactEncrypt, SignJWT, UnsecuredJWT } from "jose"
import { beforeAll, describe, expect, test } from "vitest"
import { eventType } from "../../lib/events/index"
import { nonceRule } from "../../lib/events/parameters"
import {
  encryptPasswordContext,
  PasswordContextError,
  readPasswordContext,
} from "../../lib/events/password-context"
import { buildPayload, type Json } from "../../lib/events/payload"
import { leavesOf } from "./marks"

const x5t = "dGhlIHRodW1icHJpbnQgb2Ygbm90aGluZyE"
const content = {
  username: "john@example.com",
  password: 'pässword & 密码 "quoted"',
  nonce: "d7c30ed9-2d8e-40c9-aee8-a205e9734308",
  audience: "9e8d7c6b-5a49-4838-9271-605f4e3d2c1b",
  issuer: "api://ext.example.com/9e8d7c6b-5a49-4838-9271-605f4e3d2c1b",
  issuedAt: new Date("2026-09-15T12:23:40.900Z"),
}
const claims = {
  "user-password": content.password,
  username: content.username,
  nonce: content.nonce,
  aud: content.audience,
  iss: content.issuer,
  iat: 1789475020,
  nbf: 1789475020,
  exp: 1789475620,
}

const newKeys = async () => {
  const algorithm = {
    name: "RSA-OAEP",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-1",
  }
  return await webcrypto.subtle.generateKey(algorithm, true, ["encrypt", "decrypt"])
}
let keys: webcrypto.CryptoKeyPair
let jwe: string
beforeAll(async () => {
  keys = await newKeys()
  jwe = await encryptPasswordContext(content, { publicKey: keys.publicKey, x5t })
})

const json = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"))

/** Opens a JWE by RFC 7516 and 7518 with Node's own means. */
function open(compact: string): { header: unknown; token: string } {
  const [head = "", ...rest] = compact.split(".")
  const [key, iv, ciphertext, tag] = rest.map((part) => Buffer.from(part, "base64url"))
  if (!key || !iv || !ciphertext || !tag) throw new Error("not five parts")
  const secret = privateDecrypt(
    { key: KeyObject.from(keys.privateKey), padding: rsa.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
    key,
  )
  const bits = Buffer.alloc(8)
  bits.writeBigUInt64BE(BigInt(head.length * 8))
  const mac = createHmac("sha256", secret.subarray(0, 16))
  mac.update(head).update(iv).update(ciphertext).update(bits)
  expect(mac.digest().subarray(0, 16).equals(tag)).toBe(true)
  const cipher = createDecipheriv("aes-128-cbc", secret.subarray(16), iv)
  const packed = Buffer.concat([cipher.update(ciphertext), cipher.final()])
  return { header: json(head), token: inflateRawSync(packed).toString("utf8") }
}

const encrypt = (text: string, alg = "RSA-OAEP", enc = "A128CBC-HS256") =>
  new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ alg, enc }).encrypt(keys.publicKey)
const unsecured = (members: Record<string, unknown>) => encrypt(new UnsecuredJWT(members).encode())
const refusal = async (compact: string, key = keys.privateKey) =>
  await readPasswordContext(compact, key).then(
    () => "read",
    (error: unknown) => (error instanceof PasswordContextError ? error.message : `other: ${error}`),
  )

describe("an encrypted password", () => {
  test("has the header that a capture shows, and nothing else", () => {
    expect(jwe.split(".")).toHaveLength(5)
    expect(open(jwe).header).toStrictEqual({ alg: "RSA-OAEP", enc: "A128CBC-HS256", x5t, zip: "DEF" })
  })

  test("holds an unsecured token with Entra's claims for ten minutes", () => {
    const [header = "", body = "", signature] = open(jwe).token.split(".")
    expect(json(header)).toEqual({ alg: "none" })
    expect(json(body)).toStrictEqual(claims)
    expect(signature).toBe("")
  })

  test("is another text every time, with the same content", async () => {
    const again = await encryptPasswordContext(content, { publicKey: keys.publicKey, x5t })
    expect(again).not.toBe(jwe)
    expect(open(again).token).toBe(open(jwe).token)
  })

  test("is read with the private key, long after its end", async () => {
    expect(await readPasswordContext(jwe, keys.privateKey)).toStrictEqual(claims)
  })

  test("cannot be read with another key", async () => {
    const { privateKey } = await newKeys()
    expect(await refusal(jwe, privateKey)).toMatch(/this private key opens/)
  })

  test("cannot be read once a part is changed or missing", async () => {
    const parts = jwe.split(".")
    for (const [at, part] of parts.entries()) {
      const changed = `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}`
      expect(await refusal(parts.with(at, changed).join("."))).toMatch(/this private key opens/)
    }
    expect(await refusal(parts.slice(1).join("."))).toMatch(/this private key opens/)
    expect(await refusal("")).toMatch(/this private key opens/)
  })

  test("is refused with other algorithms", async () => {
    const token = new UnsecuredJWT({ ...claims }).encode()
    expect(await refusal(await encrypt(token, "RSA-OAEP", "A256GCM"))).toMatch(/A128CBC-HS256/)
  })

  test("is refused when what was encrypted is no unsecured token", async () => {
    const signed = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode("a secret of at least thirty-two bytes"))
    expect(await refusal(await encrypt("hello"))).toBe("What was encrypted is not a token.")
    expect(await refusal(await encrypt(signed))).toBe("The token inside is signed; Entra sends it unsecured.")
  })

  test.each(["user-password", "username", "nonce"])("is refused without %s, which is named", async (name) => {
    const { [name]: _, ...rest }: Record<string, unknown> = claims
    expect(await refusal(await unsecured(rest))).toBe(
      `The token inside lacks or misuses these claims: ${name}.`,
    )
  })

  test("keeps its content out of messages", async () => {
    expect(await refusal(await unsecured({ ...claims, nonce: "" }))).not.toContain(content.password)
  })

  test("may come without times and with claims that are new", async () => {
    const few = { "user-password": "p", username: "u", nonce: "n", more: true }
    expect(await readPasswordContext(await unsecured(few), keys.privateKey)).toStrictEqual(few)
  })
})

describe("the request with the encrypted password", () => {
  const type = eventType("passwordSubmit")
  const pointer = "/data/encryptedPasswordContext"
  const contextOf = (body: Json) => String(leavesOf(body).find(([at]) => at === pointer)?.[1])

  test.each(type.variants)("carries it as it was built: $id", ({ id }) => {
    const { body, origins } = buildPayload(type, id, { encryptedPasswordContext: jwe })
    expect(contextOf(body)).toBe(jwe)
    expect(origins).toContainEqual({ pointer, origin: "recorded" })
  })

  test.each(type.variants)("has a made-up one without a key: $id", async ({ id }) => {
    const { body, origins } = buildPayload(type, id, {})
    const [head = "", ...rest] = contextOf(body).split(".")
    expect(json(head)).toMatchObject({ alg: "RSA-OAEP", enc: "A128CBC-HS256", zip: "DEF" })
    expect(rest).toHaveLength(4)
    expect(rest.every((part) => part.startsWith("made-up-"))).toBe(true)
    expect(origins).toContainEqual({ pointer, origin: "invented" })
    expect(await refusal(contextOf(body))).toMatch(/this private key opens/)
  })

  test("is answered rightly with its own nonce only", async () => {
    const { nonce } = await readPasswordContext(jwe, keys.privateKey)
    const notes: unknown[] = []
    const judge = (given: unknown) =>
      nonceRule({ "@odata.type": type.responseData, nonce: given }, ["data"], {
        request: { nonce },
        note: (note) => notes.push(note),
      })
    expect(judge(nonce)).toBeNull()
    expect(judge("00000000-0000-4000-8000-000000000000")).toMatchObject({
      rule: "P5",
      path: ["data", "nonce"],
    })
    expect(judge(undefined)).toMatchObject({ rule: "P5", path: ["data"] })
    expect(notes).toEqual([])
  })
})
