// The certificate library resolves its parts through decorators and wants this loaded first.
import "reflect-metadata"
import { createHash, randomBytes, webcrypto } from "node:crypto"
import {
  BasicConstraintsExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509"

// Safe: Node's WebCrypto implements the same interface as the DOM type that the library names.
cryptoProvider.set(webcrypto as unknown as Crypto)

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
const dayMs = 86_400_000

/** A key and certificate in PEM, as Node's TLS options want them. */
export type KeyPair = { key: string; cert: string }

/** A certificate authority of the sandbox: its certificate in PEM, and leaf certificates for host names. */
export type Authority = {
  caPem: string
  /** A certificate for these hosts; valid for a month from yesterday on unless said otherwise. */
  issue(hosts: readonly string[], validity?: Validity): Promise<KeyPair>
}

/** From when until when a certificate holds. */
export type Validity = { notBefore: Date; notAfter: Date }

const serial = () => randomBytes(12).toString("hex")
const keys = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")
}

/** Makes a new authority; nothing trusts it until its certificate is named in NODE_EXTRA_CA_CERTS. */
export async function createAuthority(name: string): Promise<Authority> {
  const caKeys = await keys()
  const notBefore = new Date(Date.now() - dayMs)
  const notAfter = new Date(Date.now() + 30 * dayMs)
  const ca = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore,
    notAfter,
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  return {
    caPem: ca.toString("pem"),
    async issue(hosts, validity = { notBefore, notAfter }) {
      const leafKeys = await keys()
      const leaf = await X509CertificateGenerator.create({
        serialNumber: serial(),
        subject: `CN=${hosts[0]}`,
        issuer: ca.subject,
        ...validity,
        signingKey: caKeys.privateKey,
        publicKey: leafKeys.publicKey,
        signingAlgorithm: algorithm,
        extensions: [
          new BasicConstraintsExtension(false),
          new SubjectAlternativeNameExtension(
            hosts.map((host) => ({
              type: /^[\d.]+$/.test(host) ? ("ip" as const) : ("dns" as const),
              value: host,
            })),
          ),
        ],
      })
      return { key: await pemOfKey(leafKeys.privateKey), cert: leaf.toString("pem") }
    },
  }
}

/** A self-signed RSA certificate as an administrator uploads it for an app's client assertions. */
export async function createClientCertificate(name: string): Promise<KeyPair> {
  const rsa = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  }
  const pair = await webcrypto.subtle.generateKey(rsa, true, ["sign", "verify"])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 330 * dayMs),
    keys: pair,
    signingAlgorithm: rsa,
  })
  return { key: await pemOfKey(pair.privateKey), cert: certificate.toString("pem") }
}

/** The base64url SHA-1 thumbprint of a DER certificate, as `x5t` names it (RFC 7515, 4.1.7). */
export const thumbprint = (der: Uint8Array): string => createHash("sha1").update(der).digest("base64url")
