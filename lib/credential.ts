import "server-only"
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"

/** How the console proves itself to Microsoft: a client secret, or a certificate with its PKCS#8 key (both PEM). */
export type ClientCredential =
  | { kind: "secret"; secret: string }
  | { kind: "certificate"; privateKey: string; certificate: string }

type Environment = Readonly<Record<string, string | undefined>>

const noCredential: ClientCredential = { kind: "secret", secret: "" }
const keyBlock = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[\s\S]+?-----END \1-----/
const certificateBlocks = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The text of a file that a setting names; empty, with a problem added, when it cannot be read. */
export function readText(setting: string, path: string, problems: string[]): string {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : "unreadable"
    problems.push(`${setting} names a file that cannot be read (${reason}): ${path}`)
    return ""
  }
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}

/** What keeps a certificate from proving the console today, or undefined. */
function troubleOf(certificate: X509Certificate, now: number): string | undefined {
  const day = (date: string) => new Date(date).toISOString().slice(0, 10)
  if (Date.parse(certificate.validTo) < now)
    return `a certificate that expired on ${day(certificate.validTo)}`
  if (Date.parse(certificate.validFrom) > now)
    return `a certificate that is valid from ${day(certificate.validFrom)} only`
  return undefined
}

/** The key and its certificate in PEM, or in words what the file has instead of a pair that works. */
function readPair(pem: string): { key: KeyObject; certificate: X509Certificate } | string {
  const keyText = keyBlock.exec(pem)
  const certificateTexts = pem.match(certificateBlocks)
  if (!keyText || !certificateTexts) return "no private key together with a certificate, both in PEM"
  if (keyText[1] === "ENCRYPTED PRIVATE KEY" || keyText[0].includes("ENCRYPTED"))
    return "a private key that is encrypted, for which there is no password setting"
  const key = parsed(() => createPrivateKey(keyText[0]))
  if (!key) return "a private key that cannot be read"
  // The assertion is signed with PS256 (learn.microsoft.com/entra/identity-platform/certificate-credentials).
  if (key.asymmetricKeyType !== "rsa") return `a private key of type ${key.asymmetricKeyType} instead of RSA`
  const certificates = certificateTexts.flatMap((text) => parsed(() => new X509Certificate(text)) ?? [])
  if (certificates.length === 0) return "a certificate that cannot be read"
  // A file may carry the whole chain, in any order.
  const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key))
  if (!certificate) return "a certificate that belongs to another private key"
  return troubleOf(certificate, Date.now()) ?? { key, certificate }
}

/** The credential that a PEM text holds, or in words what it has instead of a key and certificate that work. */
export function certificateIn(pem: string): ClientCredential | string {
  const pair = readPair(pem)
  if (typeof pair === "string") return pair
  const privateKey = pair.key.export({ type: "pkcs8", format: "pem" }).toString()
  return { kind: "certificate", privateKey, certificate: pair.certificate.toString() }
}

function readCertificate(path: string, problems: string[]): ClientCredential {
  const pem = readText("AZURE_CLIENT_CERTIFICATE_PATH", path, problems)
  if (!pem) return noCredential
  const credential = certificateIn(pem)
  if (typeof credential !== "string") return credential
  problems.push(`AZURE_CLIENT_CERTIFICATE_PATH names a file with ${credential}: ${path}`)
  return noCredential
}

/** The credential that the settings name; every reason why it cannot work is added to the problems. */
export function readCredential(given: Environment, problems: string[]): ClientCredential {
  const { AZURE_CLIENT_SECRET: secret, AZURE_CLIENT_CERTIFICATE_PATH: path } = given
  if (secret && path)
    problems.push("AZURE_CLIENT_SECRET and AZURE_CLIENT_CERTIFICATE_PATH are both set: keep one of them")
  if (secret) return { kind: "secret", secret }
  if (path) return readCertificate(path, problems)
  problems.push("AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH is missing")
  return noCredential
}

/** Adds a problem when the logs name a client of their own but not its secret. */
export function checkLogsCredential(given: Environment, problems: string[]): void {
  const { LOG_ANALYTICS_CLIENT_ID: own, LOG_ANALYTICS_CLIENT_SECRET: secret, AZURE_CLIENT_ID: main } = given
  if (own && !secret && own.toLowerCase() !== main?.toLowerCase())
    problems.push("LOG_ANALYTICS_CLIENT_SECRET is missing: LOG_ANALYTICS_CLIENT_ID names a client of its own")
}
