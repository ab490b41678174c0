import type { Statement } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import type { TokenExpectations } from "@/lib/model/token"

/** An issuer of the tenant's tokens: its text, the version it stands in, its host, and what is known of it. */
export type KnownIssuer = { issuer: string; version: 1 | 2; by: "login" | "ciam"; says: Statement }

const publicCloud = "https://login.microsoftonline.com"

/**
 * The v1 issuer of the clouds whose sign-in hosts are Microsoft's.
 * INFERRED: that both clouds for US government share the public cloud's, and the host of China's.
 */
const stsHosts: Readonly<Record<string, string>> = {
  [publicCloud]: "https://sts.windows.net",
  "https://login.microsoftonline.us": "https://sts.windows.net",
  "https://login.partner.microsoftonline.cn": "https://sts.chinacloudapi.cn",
}

const fromDiscovery = (text: string) => documented(`${text}, as the tenant's discovery document names it.`)

function issuersV1({ authorityHost, tenantId, issuers: { v1 } }: TokenExpectations): readonly KnownIssuer[] {
  const own = { version: 1, by: "login" } as const
  if (v1) return [{ ...own, issuer: v1, says: fromDiscovery("The tenant's issuer of version 1") }]
  const host = stsHosts[authorityHost]
  if (!host) return []
  const text = "The tenant's issuer of version 1."
  const says = authorityHost === publicCloud ? documented(text) : inferred(text)
  return [{ ...own, issuer: `${host}/${tenantId}/`, says }]
}

function issuerOfLogin({ authorityHost, tenantId, issuers: { v2 } }: TokenExpectations): KnownIssuer {
  const own = { version: 2, by: "login" } as const
  if (v2) return { ...own, issuer: v2, says: fromDiscovery("The tenant's issuer") }
  const says = documented("The tenant's issuer.")
  return { ...own, issuer: `${authorityHost}/${tenantId}/v2.0`, says }
}

function issuersOfCiam({ ciamHost, tenantId, issuers: { ciam } }: TokenExpectations): readonly KnownIssuer[] {
  const own = { version: 2, by: "ciam" } as const
  const byId = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`
  const says = observed(
    "The external tenant's issuer with its id as the host's name, as captures show it. Microsoft's page writes the domain's name there: let the API accept both.",
  )
  return [
    ...(ciam
      ? [{ ...own, issuer: ciam, says: fromDiscovery("The issuer of the tenant's customer sign-in") }]
      : []),
    ...(ciamHost.endsWith(".ciamlogin.com") && ciam !== byId ? [{ ...own, issuer: byId, says }] : []),
  ]
}

/** Every issuer of the tenant whose text is known; its discovery documents win over Microsoft's patterns. */
export function knownIssuers(expected: TokenExpectations): readonly KnownIssuer[] {
  return [
    ...issuersV1(expected),
    issuerOfLogin(expected),
    ...(expected.tenantKind === "external" ? issuersOfCiam(expected) : []),
  ]
}

/** Whether an issuer is the tenant's under a name of its ciamlogin host that is not the tenant's id. */
export function isByDomain(issuer: string, { tenantId, tenantKind }: TokenExpectations): boolean {
  const found = /^https:\/\/[a-z0-9-]+\.ciamlogin\.com\/([^/]+)\/v2\.0$/.exec(issuer)
  return tenantKind === "external" && found?.[1] === tenantId
}

/** What is said of an issuer with a domain's name before ciamlogin.com. */
export const byDomain = documented(
  "The external tenant's issuer with a domain's name before ciamlogin.com, as Microsoft's page writes it; see that it is this tenant's domain. Captures show the tenant's id there: let the API accept both.",
)

/** What is said of a callout token that the other sign-in host issued. */
export const byLoginForExternal = observed(
  "For external tenants Microsoft documents ciamlogin.com as the issuer of Entra's own token; one public repository met this one. Let the API accept both.",
)
