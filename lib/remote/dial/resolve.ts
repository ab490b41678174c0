import "server-only"
import { lookup, Resolver } from "node:dns/promises"

/** A lost packet is asked for again while a callout still waits. */
const patience = { timeout: 1000, tries: 3 }

/** A host's addresses in both families. One family's trouble does not hide what the other one has. */
async function ask(host: string, nameServers: readonly string[], signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver(patience)
  resolver.setServers(nameServers)
  const cancel = () => resolver.cancel()
  signal.addEventListener("abort", cancel, { once: true })
  try {
    const replies = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    const addresses = replies.flatMap((reply) => (reply.status === "fulfilled" ? reply.value : []))
    const [refused] = replies.flatMap((reply) => (reply.status === "rejected" ? [reply.reason] : []))
    if (addresses.length === 0 && refused) throw refused
    return addresses
  } finally {
    signal.removeEventListener("abort", cancel)
  }
}

/**
 * Every address of a host, asked for once: by the system's resolver, or at these name servers. Rejects with DNS's own
 * code when there is none. The system's resolver cannot be stopped by the signal.
 */
export async function resolveHost(
  host: string,
  nameServers: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (nameServers.length > 0) return ask(host, nameServers, signal)
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}
