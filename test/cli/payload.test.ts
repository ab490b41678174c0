import { createHash, webcrypto } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { decodeProtectedHeader } from "jose"
import { afterAll, describe, expect, test } from "vitest"
import { eventTypes } from "@/lib/events/index"
import { readPasswordContext } from "@/lib/events/password-context"
import { cli } from "./run"

const folder = mkdtempSync(path.join(tmpdir(), "certificate-"))
afterAll(() => rmSync(folder, { recursive: true }))

function saved(name: string, content: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

/** A certificate of an API, as PEM text and DER bytes, with its private key. */
async function certificate(algorithm: RsaHashedKeyGenParams | EcKeyGenParams, usages: KeyUsage[]) {
  // The certificate library keeps its parts in a registry that needs the metadata first.
  await import("reflect-metadata")
  const { X509CertificateGenerator } = await import("@peculiar/x509")
  const keys = await webcrypto.subtle.generateKey(algorithm, true, usages)
  const made = await X509CertificateGenerator.createSelfSigned(
    { name: "CN=api.contoso.com", keys, notAfter: new Date(Date.now() + 86_400_000) },
    // Safe: Node's own crypto has every member of the browser's.
    webcrypto as Crypto,
  )
  return { pem: made.toString("pem"), der: Buffer.from(made.rawData), keys }
}

const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

describe.concurrent("cli payload", { timeout: 60_000 }, () => {
  test.each(eventTypes)("prints a request of $id that can be piped", async ({ id, requestType }) => {
    const { exit, out, err } = await cli(["payload", id])
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ type: requestType })
    expect(err).toContain("Invented, since no tenant was asked:\n  /")
  })

  test("takes an event and a variant in any case", async () => {
    const { exit, out } = await cli(["payload", "TOKENISSUANCESTART", "--variant", "Guest"])
    expect(exit).toBe(0)
    expect(JSON.parse(out).data.authenticationContext.user.userType).toBe("Guest")
  })

  test("--list names every event with its variants", async () => {
    const { exit, out } = await cli(["payload", "--list"])
    expect(exit).toBe(0)
    for (const { id, variants } of eventTypes) {
      expect(out).toContain(id)
      for (const variant of variants) expect(out).toContain(`  ${variant.id}`)
    }
  })

  test("--schema prints the JSON Schema of the response", async () => {
    const { exit, out, err } = await cli(["payload", "emailOtpSend", "--schema"])
    expect({ exit, err }).toEqual({ exit: 0, err: "" })
    expect(JSON.parse(out)).toMatchObject({ $id: "urn:calloutscope:emailOtpSend:response", type: "object" })
  })

  test.each([
    [["payload"], "Usage: cli payload"],
    [["payload", "emailOtpSend", "tokenIssuanceStart"], "Usage: cli payload"],
    [["payload", "emailOtpSend", "--nonsense"], "Usage: cli payload"],
    [["payload", "pageRenderStart"], 'There is no event "pageRenderStart". These are known:\n\ntokenIss'],
    [["payload", "emailOtpSend", "--variant", "x"], 'emailOtpSend has no variant "x". These are known:'],
    [["payload", "emailOtpSend", "--certificate", "x"], "Only passwordSubmit carries something encrypted"],
    [["payload", "passwordSubmit", "--certificate", "missing.pem"], "there is no such file"],
    [["payload", "passwordSubmit", "--certificate", "package.json"], "it holds no certificate in PEM form"],
  ])("%j exits 2 and says why", async (args, reason) => {
    const { exit, out, err } = await cli(args)
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toContain(reason)
  })

  test("--help prints help and exits 0", async () => {
    const { exit, out } = await cli(["payload", "--help"])
    expect(exit).toBe(0)
    expect(out).toContain("Usage: cli payload EVENT")
  })
})

describe.concurrent("cli payload passwordSubmit", { timeout: 60_000 }, () => {
  const jweOf = (out: string): string => JSON.parse(out).data.encryptedPasswordContext

  test("encrypts a password that only the certificate's key opens", async () => {
    const { pem, der, keys } = await certificate(rsa, ["sign", "verify"])
    const { exit, out, err } = await cli([
      "payload",
      "passwordSubmit",
      "--certificate",
      saved("rsa.pem", pem),
    ])
    expect(exit).toBe(0)
    const jwe = jweOf(out)
    expect(decodeProtectedHeader(jwe).x5t).toBe(createHash("sha1").update(der).digest("base64url"))
    const exported = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)
    const key = await webcrypto.subtle.importKey(
      "pkcs8",
      exported,
      { name: "RSA-OAEP", hash: "SHA-1" },
      false,
      ["decrypt"],
    )
    const claims = await readPasswordContext(jwe, key)
    expect(err).toContain(`Nonce that the answer has to give back: ${claims.nonce}`)
    expect(err).toContain(claims["user-password"])
    expect(err).toContain("CN=api.contoso.com")
  })

  test("without a certificate says that nobody can decrypt it", async () => {
    const { exit, out, err } = await cli(["payload", "passwordSubmit"])
    expect(exit).toBe(0)
    expect(jweOf(out).split(".")).toHaveLength(5)
    expect(err).toContain("nobody can decrypt it")
  })

  test("refuses a certificate without an RSA key", async () => {
    const { pem } = await certificate({ name: "ECDSA", namedCurve: "P-256" }, ["sign", "verify"])
    const { exit, err } = await cli(["payload", "passwordSubmit", "--certificate", saved("ec.pem", pem)])
    expect(exit).toBe(2)
    expect(err).toContain("has no RSA key")
  })
})
