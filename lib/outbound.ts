import "server-only"
import { Resolver } from "node:dns"
import { z } from "zod"

/** What an operator configured for calls to the tenant's own APIs. */
export type Outbound = {
  /** The name servers to ask, `address` or `address:port`; none: the system's own resolver. */
  nameServers: readonly string[]
  /** Hosts beside those of the tenant's extensions, as `authorityOf` writes them. */
  allowHosts: readonly string[]
  /** Ranges of addresses that are open although they are not public. */
  allowCidr: readonly string[]
}

/** A host and its port as one string; a trailing dot names the same host and is left out. Null without a host. */
export function authorityOf({ hostname, port, protocol }: URL): string | null {
  const host = hostname.replace(/\.$/, "")
  if (protocol !== "https:" || host === "" || host.endsWith(".")) return null
  return `${host}:${port || 443}`
}

const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )

function isNameServer(value: string): boolean {
  try {
    new Resolver().setServers([value])
    return true
  } catch {
    return false
  }
}

const host = z.string().transform((value, context): string => {
  const address = `https://${value}`
  // What comes back from the parser with more than a host and a port was no host.
  const authority = /^[^\s/?#@\\%*]+$/.test(value) && URL.canParse(address) && authorityOf(new URL(address))
  if (authority) return authority
  context.addIssue("must be a comma-separated list of hosts, each with :port unless it is 443")
  return z.NEVER
})

/** How the three settings for outbound calls are read. */
export const outboundSettings = {
  OUTBOUND_DNS: list.pipe(
    z.array(
      z
        .string()
        .refine(
          isNameServer,
          "must be a comma-separated list of IP addresses, each with :port unless it is 53",
        ),
    ),
  ),
  OUTBOUND_ALLOW_HOSTS: list.pipe(z.array(host)),
  OUTBOUND_ALLOW_CIDR: list.pipe(
    z.array(z.union([z.cidrv4(), z.cidrv6()], "must be a comma-separated list of CIDR ranges")),
  ),
} as const
