import "reflect-metadata"
import { createPrivateKey, createSign, createVerify, generateKeyPairSync, webcrypto } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { cryptoProvider, PemConverter, X509CertificateGenerator } from "@peculiar/x509"
import { afterAll, describe, expect, test } from "vitest"
import { parseConfig } from "@/lib/config"

// Safe: Node's WebCrypto implements the same interface as the DOM type that the library names.
cryptoProvider.set(webcrypto as unknown as Crypto)

const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-credential-"))
const file = path.join(folder, "console.pem")
const dayMs = 86_400_000
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
}

async function pair(fromDays = -1, toDays = 1) {
  const keys = await webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=console",
    notBefore: new Date(Date.now() + fromDays * dayMs),
    notAfter: new Date(Date.now() + toDays * dayMs),
    keys,
    signingAlgorithm: rsa,
  })
  const key = PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY")
  return { key, certificate: certificate.toString("pem") }
}

const [own, other, expired, early] = await Promise.all([pair(), pair(), pair(-9, -2), pair(2, 9)])
const armed = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`

function settingsWith(...parts: readonly string[]) {
  writeFileSync(file, parts.join("\n"))
  return parseConfig({
    AZURE_TENANT_ID: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
    AZURE_CLIENT_ID: "c0a50000-1111-4aaa-8bbb-000000000001",
    AZURE_CLIENT_CERTIFICATE_PATH: file,
    NEXTAUTH_URL: "https://console.contoso.com",
    NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
    DATA_DIR: folder,
  })
}

function credentialOf(...parts: readonly string[]) {
  const result = settingsWith(...parts)
  if (!result.ok || result.config.credential.kind !== "certificate") throw new Error(JSON.stringify(result))
  return result.config.credential
}

function isPair({ privateKey, certificate }: { privateKey: string; certificate: string }): boolean {
  const signature = createSign("sha256").update("text").sign(privateKey)
  return createVerify("sha256").update("text").verify(certificate, signature)
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("a certificate file", () => {
  test("gives a key and the certificate of that key", () =>
    expect(isPair(credentialOf(own.key, own.certificate))).toBe(true))

  test("may carry its key as PKCS#1, which is turned into PKCS#8", () => {
    const pkcs1 = createPrivateKey(own.key).export({ type: "pkcs1", format: "pem" }).toString()
    expect(pkcs1).toContain("BEGIN RSA PRIVATE KEY")
    const credential = credentialOf(pkcs1, own.certificate)
    expect([credential.privateKey.split("\n")[0], isPair(credential)]).toEqual([
      "-----BEGIN PRIVATE KEY-----",
      true,
    ])
  })

  test("may carry a chain in any order", () =>
    expect(isPair(credentialOf(other.certificate, own.key, own.certificate))).toBe(true))

  const ecKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
  const locked = createPrivateKey(own.key).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "a",
  })
  test.each([
    ["without a key", [own.certificate], "no private key together with a certificate"],
    ["without a certificate", [own.key], "no private key together with a certificate"],
    ["with a key of garbage", [armed("PRIVATE KEY"), own.certificate], "a private key that cannot be read"],
    ["with a certificate of garbage", [own.key, armed("CERTIFICATE")], "a certificate that cannot be read"],
    ["with another key's certificate", [own.key, other.certificate], "belongs to another private key"],
    ["with an expired certificate", [expired.key, expired.certificate], "a certificate that expired on 20"],
    ["with a certificate of tomorrow", [early.key, early.certificate], "a certificate that is valid from 20"],
    ["with an encrypted key", [String(locked), own.certificate], "a private key that is encrypted"],
    [
      "with an elliptic key",
      [ecKey.export({ type: "sec1", format: "pem" }).toString(), own.certificate],
      "a private key of type ec instead of RSA",
    ],
  ])("%s is refused in words", (_, parts, words) => {
    const result = settingsWith(...parts)
    expect(result).toEqual({ ok: false, problems: [expect.stringContaining(words)] })
    expect(result).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^AZURE_CLIENT_CERTIFICATE_PATH names a file with /)],
    })
  })
})
