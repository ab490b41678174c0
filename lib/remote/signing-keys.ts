import "server-only"
import { z } from "zod"
import { config } from "@/lib/config"
import type { KeySet, KeySource, PublicKey, TokenExpectations } from "@/lib/model/token"
import { readPublicDocument } from "./public-document"
import { readTenantKind } from "./snapshot"

const keysDocument = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) })
const signingKey = z.object({
  kty: z.literal("RSA"),
  use: z.literal("sig").optional(),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
})
const discovery = z.looseObject({ issuer: z.string() })

/** Where tokens of the tenant come from: the sign-in endpoint, and for an external tenant that of its customers. */
async function hostsOf(): Promise<readonly { source: KeySource; base: string }[]> {
  const { authorityHost, ciamHost, tenantId } = config()
  const hosts = [{ source: "login", base: `${authorityHost}/${tenantId}` }] as const
  const isExternal = (await readTenantKind()) === "external"
  return isExternal ? [...hosts, { source: "ciam", base: `${ciamHost}/${tenantId}` }] : hosts
}

/** The keys of a set that check RS256 signatures; others, and what is private or a certificate, are left out. */
function toPublicKeys({ keys }: z.output<typeof keysDocument>): readonly PublicKey[] {
  return keys.flatMap((key) => {
    const { success, data } = signingKey.safeParse(key)
    return success ? [{ kty: data.kty, kid: data.kid, n: data.n, e: data.e }] : []
  })
}

/**
 * The keys that sign the tenant's tokens, from each place that publishes some. `renew` asks again for keys that are
 * new, at most every five minutes.
 */
export async function readKeySets(options: { renew?: boolean } = {}): Promise<readonly KeySet[]> {
  const hosts = await hostsOf()
  return Promise.all(
    hosts.map(async ({ source, base }): Promise<KeySet> => {
      const url = `${base}/discovery/v2.0/keys`
      const read = await readPublicDocument(url, keysDocument, options)
      if (!read.ok) return { source, url, keys: read }
      const { readAt, value } = read.value
      return { source, url, keys: { ok: true, value: { readAt, keys: toPublicKeys(value) } } }
    }),
  )
}

async function issuerAt(base: string): Promise<string | null> {
  const read = await readPublicDocument(`${base}/.well-known/openid-configuration`, discovery)
  return read.ok ? read.value.value.issuer : null
}

/** The issuers that the tenant's discovery documents name; null for one that could not be read. */
export async function readIssuers(): Promise<TokenExpectations["issuers"]> {
  const hosts = await hostsOf()
  const baseOf = (wanted: KeySource) => hosts.find(({ source }) => source === wanted)?.base
  const [login, ciam] = [baseOf("login"), baseOf("ciam")]
  const [v1, v2, ofCustomers] = await Promise.all([
    login ? issuerAt(login) : null,
    login ? issuerAt(`${login}/v2.0`) : null,
    ciam ? issuerAt(`${ciam}/v2.0`) : null,
  ])
  return { v1, v2, ciam: ofCustomers }
}
