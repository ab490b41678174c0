import { Resolver } from "node:dns/promises"
import { BlockList, type LookupFunction } from "node:net"
import type { Zone } from "./zone"

/** A host's addresses of one type; rejects with DNS's own code, as node:dns does. */
export type Ask = (host: string, type: "A" | "AAAA") => Promise<readonly string[]>

const families = { A: 4, AAAA: 6 } as const

/** Longer than any callout waits. One try: each look-up is one question of a type, and loopback loses none. */
const patience = { timeout: 10_000, tries: 1 }

const refused = (code: string, host: string) => Object.assign(new Error(`${code} ${host}`), { code })

const loopback = new BlockList()
loopback.addSubnet("127.0.0.0", 8, "ipv4")
loopback.addAddress("::1", "ipv6")

/**
 * Asks the name server on a port of loopback. A resolver that knows a quick server loses its patience sooner than it
 * was told; here silence stays silence, and the caller's own time-out decides.
 */
export function askAt(port: number): Ask {
  const resolver = new Resolver(patience)
  resolver.setServers([`127.0.0.1:${port}`])
  return (host, type) =>
    (type === "A" ? resolver.resolve4(host) : resolver.resolve6(host)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ETIMEOUT") return new Promise(() => {})
        throw error
      },
    )
}

/** Asks a zone without a server in between. */
export const askZone =
  (zone: Zone): Ask =>
  async (host, type) => {
    const reply = zone.ask(host, type)
    if (reply === "TIMEOUT") return new Promise(() => {})
    if (typeof reply !== "string") return reply
    throw refused(reply === "NXDOMAIN" ? "ENOTFOUND" : "ESERVFAIL", host)
  }

/** Both families' addresses. A host without any does not exist for a caller, whatever DNS calls it. */
async function addressesOf(ask: Ask, host: string, wanted: readonly (keyof typeof families)[]) {
  const asked = wanted.map(async (type) => {
    const addresses = await ask(host, type).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENODATA") return []
      throw error
    })
    return addresses.map((address) => ({ address, family: families[type] }))
  })
  const found = (await Promise.all(asked)).flat()
  if (found.length === 0) throw refused("ENOTFOUND", host)
  // Whatever a host was told to be, no callout leaves the machine.
  const near = found.filter(({ address, family }) => loopback.check(address, `ipv${family}`))
  if (near.length === 0) throw refused("EHOSTUNREACH", host)
  return near
}

/** A look-up for Node's connections that goes to this name service alone, never to the machine's. */
export const lookupThrough =
  (ask: Ask): LookupFunction =>
  (host, { family, all }, callback) => {
    const wanted = (["A", "AAAA"] as const).filter((type) => !family || family === families[type])
    addressesOf(ask, host, wanted).then(
      (addresses) => {
        const [first] = addresses
        if (all) callback(null, addresses)
        else callback(null, first?.address ?? "", first?.family)
      },
      (error) => callback(error, []),
    )
  }
