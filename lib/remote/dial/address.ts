import "server-only"
import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** A range of addresses and the length of its prefix. */
export type Range = readonly [Address, number]

const canonical = (text: string) => ipaddr.parse(text).toString()

/** Where cloud platforms serve metadata and credentials to their machines; 168.63.129.16 alone looks public. */
const platform: ReadonlySet<string> = new Set(
  [
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "169.254.0.23",
    "169.254.42.42",
    "100.100.100.200",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
    "fd00:c1::a9fe:a9fe",
    "fd00:42::42",
    "fe80::a9fe:a9fe",
  ].map(canonical),
)

/** All that IANA hands out for the internet (https://www.iana.org/assignments/ipv6-address-space). */
const globalUnicast: Range = [ipaddr.parse("2000::"), 3]

/** Ranges of ipaddr.js in which nobody can be reached, or everybody at once: they stay closed whatever is opened. */
const neverOpen: ReadonlySet<string> = new Set(["unspecified", "multicast", "broadcast", "platform"])

const inWords: Readonly<Record<string, string>> = {
  platform: "the metadata service of a cloud platform",
  unspecified: "an address of no host (0.0.0.0/8, ::)",
  broadcast: "the broadcast address",
  multicast: "a multicast address",
  loopback: "a loopback address, this machine itself",
  linkLocal: "a link-local address",
  private: "a private address (RFC 1918)",
  carrierGradeNat: "an address of carrier-grade NAT (RFC 6598)",
  uniqueLocal: "a unique local address (RFC 4193)",
  ipv4Mapped: "an IPv4 address in the form of an IPv6 one",
  rfc6145: "an IPv4 address in the form of an IPv6 one",
  rfc6052: "an address of a NAT64 translator",
  "6to4": "a 6to4 address, which leads to an IPv4 one",
  teredo: "a Teredo address, which leads to an IPv4 one",
  benchmarking: "an address for benchmarks",
  unassigned: "outside of the addresses of the internet (2000::/3)",
}

const isIn = (ip: Address, [base, bits]: Range) => ip.kind() === base.kind() && ip.match(base, bits)

/** The special-use block of an address, by ipaddr.js and what it lacks; null for a public one. */
function blockOf(ip: Address): string | null {
  if (platform.has(ip.toString())) return "platform"
  const range = ip.range()
  if (range !== "unicast") return range
  return ip.kind() === "ipv6" && !isIn(ip, globalUnicast) ? "unassigned" : null
}

/** The IPv4 address that an IPv6 one stands for, in the forms that carry one. */
function carried(ip: Address, block: string): string | null {
  if (!(ip instanceof ipaddr.IPv6)) return null
  const bytes = ip.toByteArray()
  if (block === "6to4") return bytes.slice(2, 6).join(".")
  // A Teredo client's address stands inverted at the end (RFC 4380, 4).
  if (block === "teredo")
    return bytes
      .slice(12)
      .map((byte) => 255 - byte)
      .join(".")
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && block === "unassigned"
  if (["ipv4Mapped", "rfc6145", "rfc6052"].includes(block) || isCompatible) return bytes.slice(12).join(".")
  return null
}

/** Whether an address lies in one of some ranges. */
export const isInside = (text: string, ranges: readonly Range[]): boolean =>
  isIP(text) !== 0 && ranges.some((range) => isIn(ipaddr.parse(text), range))

/** Reads ranges in CIDR notation. */
export const readRanges = (cidrs: readonly string[]): readonly Range[] =>
  cidrs.map((cidr) => ipaddr.parseCIDR(cidr))

/**
 * What an address is, in words that go after "is", when nobody may be called there; null when it is public or in an
 * opened range. One that carries an IPv4 address has to pass with that one, too.
 */
export function addressProblem(text: string, opened: readonly Range[]): string | null {
  // A zone id names an interface of this machine, so nobody elsewhere is meant.
  if (isIP(text) === 0 || text.includes("%")) return "not an address that can be called"
  const ip = ipaddr.parse(text)
  const block = blockOf(ip)
  if (block === null) return null
  const words = inWords[block] ?? "a reserved address"
  if (neverOpen.has(block) || !opened.some((range) => isIn(ip, range))) return words
  const inner = carried(ip, block)
  return inner && addressProblem(inner, opened)
}

/** Whether two texts are one address; an IPv4 one in the form of an IPv6 one is the same. */
export const isSameAddress = (one: string, other: string): boolean =>
  isIP(one) !== 0 && isIP(other) !== 0 && ipaddr.process(one).toString() === ipaddr.process(other).toString()

/** Whether an address is one at which this machine answers by itself. */
export const isLoopback = (text: string): boolean =>
  ["loopback", "unspecified"].includes(ipaddr.process(text).range())
