import "server-only"
import { networkInterfaces } from "node:os"
import { config } from "@/lib/config"
import type { DialRefusal, RefusalReason } from "@/lib/model/dial"
import { authorityOf } from "@/lib/outbound"
import { addressProblem, isLoopback, isSameAddress, type Range, readRanges } from "./address"

/** Who may be called. */
export type Policy = {
  /** Hosts with their ports, as `authorityOf` writes them. */
  listed: ReadonlySet<string>
  /** Ranges that are open although they are not public. */
  opened: readonly Range[]
  /** Where consoles answer: by name, and by port on this machine. */
  own: { authorities: ReadonlySet<string>; ports: ReadonlySet<number> }
  nameServers: readonly string[]
}

/** A refusal with its sentence. */
export const refusal = (reason: RefusalReason, why: string): DialRefusal => ({ kind: "refused", reason, why })

/** The host and port of an address of the tenant's configuration; none when it is no https address. */
function authoritiesIn(address: string): string[] {
  const authority = URL.canParse(address) ? authorityOf(new URL(address)) : null
  return authority ? [authority] : []
}

const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === "https:" ? 443 : 80)

/** The policy of this console for the target URLs of its tenant's extensions. */
export function policyFor(targetUrls: readonly string[]): Policy {
  const { outbound, publicUrl, otherConsoles } = config()
  const consoles = [publicUrl, ...otherConsoles.map(({ url }) => url)].map((url) => new URL(url))
  // Next writes the port that it listens on into PORT, whatever it was started with.
  const listening = Number(process.env.PORT)
  return {
    listed: new Set([...targetUrls.flatMap(authoritiesIn), ...outbound.allowHosts]),
    opened: readRanges(outbound.allowCidr),
    own: {
      authorities: new Set(consoles.map((url) => `${url.hostname.replace(/\.$/, "")}:${portOf(url)}`)),
      ports: new Set([...consoles.map(portOf), ...(listening ? [listening] : [])]),
    },
    nameServers: outbound.nameServers,
  }
}

function isThisMachine(address: string): boolean {
  if (isLoopback(address)) return true
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])
  return own.some((entry) => isSameAddress(entry.address, address))
}

/** Why an address of a host may not be called on a port, or null when it may. */
export function refuseAddress(
  policy: Policy,
  { host, port }: { host: string; port: number },
  address: string,
): DialRefusal | null {
  const problem = addressProblem(address, policy.opened)
  if (problem) return refusal("special-use", `${host} leads to ${address}, which is ${problem}.`)
  if (policy.own.ports.has(port) && isThisMachine(address))
    return refusal("own-console", `${host} leads to a port of this console itself.`)
  return null
}
