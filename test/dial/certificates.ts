import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"
import { createAuthority, createClientCertificate, type KeyPair } from "../../sandbox/tls/authority"

const dayMs = 86_400_000
const from = (days: number) => new Date(Date.now() + days * dayMs)

/** What a test server may show: the good one is for `*.fabrikam.example`, the loopback addresses and localhost. */
export type Certificates = Readonly<
  Record<"good" | "expired" | "early" | "untrusted" | "misnamed" | "selfSigned", KeyPair>
>

declare module "vitest" {
  interface ProvidedContext {
    certificates: Certificates
  }
}

/** Makes an authority that the workers trust, as Node does what NODE_EXTRA_CA_CERTS names, and others. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-dial-"))
  const trusted = await createAuthority("dial test CA")
  const unknown = await createAuthority("nobody's CA")
  const file = path.join(folder, "ca.pem")
  writeFileSync(file, trusted.caPem)
  // The workers' alone: another project of the same run has an authority of its own.
  project.config.env = { ...project.config.env, NODE_EXTRA_CA_CERTS: file }
  const hosts = ["*.fabrikam.example", "127.0.0.1", "localhost"]
  project.provide("certificates", {
    good: await trusted.issue(hosts),
    expired: await trusted.issue(hosts, { notBefore: from(-60), notAfter: from(-3) }),
    early: await trusted.issue(hosts, { notBefore: from(3), notAfter: from(30) }),
    untrusted: await unknown.issue(hosts),
    misnamed: await trusted.issue(["www.adatum.example"]),
    selfSigned: await createClientCertificate("*.fabrikam.example"),
  })
  return () => rmSync(folder, { recursive: true, force: true })
}
