import { createSecureContext, type SecureContext } from "node:tls"
import { type Authority, createAuthority, type KeyPair } from "./authority"

const dayMs = 86_400_000

/** Hosts of the customers' whose server shows a certificate that no caller should accept, by what is wrong. */
export const troubledHosts = {
  expired: "expired.contoso.example",
  untrusted: "untrusted.contoso.example",
  misnamed: "misnamed.contoso.example",
} as const

/** What a TLS server shows: one certificate by default, and others to callers that ask for certain names. */
export type ServerIdentity = KeyPair & {
  SNICallback: (name: string, done: (error: Error | null, context?: SecureContext) => void) => void
}

/** The certificates of the customers' servers: a good one, and for the troubled hosts one each of their own. */
export async function customersIdentity(authority: Authority): Promise<ServerIdentity> {
  const now = Date.now()
  const past = { notBefore: new Date(now - 60 * dayMs), notAfter: new Date(now - 3 * dayMs) }
  const internal = await createAuthority("Contoso internal CA")
  const shown = new Map<string, KeyPair>([
    [troubledHosts.expired, await authority.issue([troubledHosts.expired], past)],
    [troubledHosts.untrusted, await internal.issue([troubledHosts.untrusted])],
    [troubledHosts.misnamed, await authority.issue(["www.contoso.example"])],
  ])
  const good = await authority.issue(["*.contoso.example"])
  return {
    ...good,
    SNICallback(name, done) {
      done(null, createSecureContext(shown.get(name.toLowerCase()) ?? good))
    },
  }
}
