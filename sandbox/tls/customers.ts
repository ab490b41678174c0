import { createSecureContext, type SecureContext } from "node:tls"
import { type CustomerDomain, customerDomains } from "../dns/zone"
import { type Authority, createAuthority, type KeyPair } from "./authority"

const dayMs = 86_400_000

/** Hosts of a domain whose server shows a certificate that no caller should accept, by what is wrong with it. */
const troubledIn = <Domain extends CustomerDomain>(domain: Domain) =>
  ({
    expired: `expired.${domain}`,
    untrusted: `untrusted.${domain}`,
    misnamed: `misnamed.${domain}`,
  }) as const

/** Contoso's troubled hosts. */
export const troubledHosts = troubledIn("contoso.example")

/** Woodgrove's troubled hosts, the same way. */
export const woodgroveTroubledHosts = troubledIn("woodgrove.example")

/** What a TLS server shows: one certificate by default, and others to callers that ask for certain names. */
export type ServerIdentity = KeyPair & {
  SNICallback: (name: string, done: (error: Error | null, context?: SecureContext) => void) => void
}

/** The certificates of a customer's servers, by host; the good one stands under `*.` and the domain. */
async function certificatesOf(domain: CustomerDomain, authority: Authority): Promise<[string, KeyPair][]> {
  const now = Date.now()
  const past = { notBefore: new Date(now - 60 * dayMs), notAfter: new Date(now - 3 * dayMs) }
  const internal = await createAuthority(`Internal CA of ${domain}`)
  const { expired, untrusted, misnamed } = troubledIn(domain)
  return [
    [`*.${domain}`, await authority.issue([`*.${domain}`])],
    [expired, await authority.issue([expired], past)],
    [untrusted, await internal.issue([untrusted])],
    [misnamed, await authority.issue([`www.${domain}`])],
  ]
}

/** The certificates of the customers' servers: a good one for each, and for the troubled hosts one each of their own. */
export async function customersIdentity(authority: Authority): Promise<ServerIdentity> {
  const shown = new Map(
    (await Promise.all(customerDomains.map((domain) => certificatesOf(domain, authority)))).flat(),
  )
  const fallback = await authority.issue(["www.contoso.example"])
  return {
    ...fallback,
    SNICallback(name, done) {
      const host = name.toLowerCase()
      const pair = shown.get(host) ?? shown.get(host.replace(/^[^.]*/, "*")) ?? fallback
      done(null, createSecureContext(pair))
    },
  }
}
