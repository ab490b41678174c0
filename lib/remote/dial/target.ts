import "server-only"
import { isIP } from "node:net"
import type { DialRefusal } from "@/lib/model/dial"
import { authorityOf } from "@/lib/outbound"
import { isInside } from "./address"
import { type Policy, refusal, refuseAddress } from "./policy"

/** A URL that may be called, in the parts that are called: it is not put together and read again. */
export type Target = {
  /** In lower case and punycode, without a trailing dot or brackets. */
  host: string
  port: number
  /** Host and port as the allow-list has them. */
  authority: string
  /** With its query. */
  path: string
}

const mostCharacters = 8192

/** What another parser may read differently: blanks, control characters, backslashes, missing slashes, a coded host. */
function isAmbiguous(raw: string): boolean {
  if (/[\s\\\p{Cc}]/u.test(raw)) return true
  const [, authority = ""] = /^https:\/\/([^/?#]*)/i.exec(raw) ?? []
  return authority === "" || authority.includes("%")
}

/** What is wrong with the way a URL is written, or null. */
function refuseForm(raw: string): DialRefusal | null {
  if (raw.length > mostCharacters || !URL.canParse(raw))
    return refusal("malformed", "The address is not a URL that can be called.")
  const url = new URL(raw)
  if (url.protocol !== "https:") return refusal("scheme", "The address does not begin with https://.")
  if (isAmbiguous(raw))
    return refusal("malformed", "The address is written so that programs may read it differently.")
  if (url.username || url.password || /^https:\/\/[^/?#]*@/i.test(raw))
    return refusal("user-info", "The address carries a user name or password in front of its host.")
  if (raw.includes("#"))
    return refusal("fragment", "The address has a fragment (#), which no server gets to see.")
  return null
}

/** Reads a URL as it will be called, or says why nobody may call it. Neither asks DNS nor opens a connection. */
export function readTarget(raw: string, policy: Policy): Target | DialRefusal {
  const form = refuseForm(raw)
  if (form) return form
  const url = new URL(raw)
  const authority = authorityOf(url)
  if (!authority) return refusal("malformed", "The address has no host that can be called.")
  const bare = url.hostname.replace(/\.$/, "")
  const host = bare.replace(/^\[(.*)\]$/, "$1")
  const target = { host, port: Number(url.port || 443), authority, path: url.pathname + url.search }
  if (!policy.listed.has(authority))
    return refusal(
      "not-listed",
      `${authority} is no host of an extension of this tenant and is not named in OUTBOUND_ALLOW_HOSTS.`,
    )
  if (policy.own.authorities.has(authority))
    return refusal("own-console", `${authority} is the console itself.`)
  return (isIP(host) === 0 ? null : refuseLiteral(policy, target)) ?? target
}

function refuseLiteral(policy: Policy, target: Target): DialRefusal | null {
  const { host } = target
  if (isInside(host, policy.opened)) return refuseAddress(policy, target, host)
  return refusal(
    "literal",
    `${host} is an IP address. Extensions have host names; an address is called only from within OUTBOUND_ALLOW_CIDR.`,
  )
}
