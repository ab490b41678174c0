import { documented } from "@/lib/model/statement"
import { byDomain, byLoginForExternal, isByDomain, type KnownIssuer, knownIssuers } from "./issuers"
import { fail, isSame, type Judged, line, pass, type Rule, type Ruling, textOf, unknown, warn } from "./rule"

/** Who issued the token: the tenant, by the host and in the version that its kind has; and `tid`, the tenant's id. */
export const issuer: Rule = (judged) => [
  line(judged, "payload", "iss", ofIssuer(judged)),
  line(judged, "payload", "tid", ofTenant(judged)),
]

function ofIssuer(judged: Judged): Ruling {
  const { token, version, kind, expected } = judged
  const iss = textOf(token.payload, "iss")
  if (iss === null) return fail(documented("No issuer is named; every token of Entra names one."))
  const known = knownIssuers(expected)
  const found = known.find((one) => one.issuer === iss)
  if (found && found.version !== version) return fail(otherVersion(version))
  const isOddHost = found?.by === "login" && version === 2 && expected.tenantKind === "external"
  if (isOddHost && kind === "callout-token") return warn(byLoginForExternal)
  if (found) return pass(found.says)
  if (isByDomain(iss, expected) && version === 2) return pass(byDomain)
  return strange(iss, judged, known)
}

const otherVersion = (version: 1 | 2) =>
  documented(
    version === 2
      ? "This is the tenant's issuer of version 1, and a token of version 2 is judged. The API's requestedAccessTokenVersion decides which one comes."
      : "This is the tenant's issuer of version 2, and a token of version 1 is judged. The API's requestedAccessTokenVersion decides which one comes.",
  )

function strange(iss: string, { version, expected }: Judged, known: readonly KnownIssuer[]): Ruling {
  const wanted = known.filter((one) => one.version === version)
  const [first] = wanted
  if (!first)
    return unknown(
      documented("The issuer of version 1 is not known for this cloud: its discovery document was not read."),
    )
  const bare = (text: string) => text.toLowerCase().replace(/\/+$/, "")
  if (wanted.some((one) => bare(one.issuer) === bare(iss)))
    return fail(documented(`An issuer has to match letter by letter: ${first.issuer} is expected.`))
  if (/\{tenantid\}|\/(?:common|organizations|consumers)\//i.test(iss))
    return fail(documented("This is the name of all tenants together, which no token carries."))
  const other = otherTenantIn(iss, expected.tenantId)
  if (other) return fail(documented(`This is the issuer of another tenant, ${other}.`))
  const texts = wanted.map((one) => one.issuer).join(" or ")
  return fail(documented(`This is no issuer of the tenant; ${texts} is expected.`))
}

const microsoftHost =
  /^https:\/\/(?:[^/]+\.)?(?:ciamlogin\.com|windows\.net|microsoftonline\.[a-z]+|chinacloudapi\.cn)\//

function otherTenantIn(iss: string, tenantId: string): string | null {
  const id = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i.exec(iss)?.[1] ?? null
  return microsoftHost.test(iss) && id && !isSame(id, tenantId) ? id : null
}

function ofTenant({ token, expected }: Judged): Ruling {
  const tid = textOf(token.payload, "tid")
  if (isSame(tid, expected.tenantId)) return pass(documented("The id of this tenant."))
  if (tid === null)
    return warn(documented("No tenant is named; the issuer alone says where the token comes from."))
  return fail(documented("This is the id of another tenant."))
}
