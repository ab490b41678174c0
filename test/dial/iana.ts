import { BlockList } from "node:net"

/**
 * The blocks that nobody may be called in, typed from IANA's registries of special-purpose addresses
 * (iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry), with multicast (RFC 5771, 4291),
 * site-local (RFC 3879), IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765) and Azure's 168.63.129.16.
 */
export const blocks = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.0.0/29",
  "192.0.0.8/32",
  "192.0.0.9/32",
  "192.0.0.10/32",
  "192.0.0.170/32",
  "192.0.0.171/32",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "255.255.255.255/32",
  "::/128",
  "::1/128",
  "::/96",
  "::ffff:0:0/96",
  "::ffff:0:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "100:0:0:1::/64",
  "2001::/23",
  "2001::/32",
  "2001:1::1/128",
  "2001:1::2/128",
  "2001:1::3/128",
  "2001:2::/48",
  "2001:3::/32",
  "2001:4:112::/48",
  "2001:10::/28",
  "2001:20::/28",
  "2001:30::/28",
  "2001:db8::/32",
  "2002::/16",
  "2620:4f:8000::/48",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
] as const

/** What of IPv6 is not handed out for the internet: everything but 2000::/3. */
const unassigned = ["::/3", "4000::/2", "8000::/1"]

const familyOf = (address: string) => (address.includes(":") ? "ipv6" : "ipv4")

// A list each: Node takes an IPv4 address for its mapped form when it meets an IPv6 block.
const special = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const block of [...blocks, ...unassigned]) {
  const [base = "", bits] = block.split("/")
  special[familyOf(base)].addSubnet(base, Number(bits), familyOf(base))
}

/** Whether an address is in one of the blocks, by Node's own list. */
export const isSpecial = (address: string): boolean =>
  special[familyOf(address)].check(address, familyOf(address))

const bitsOf = (address: string) => (address.includes(":") ? 128 : 32)

/** An address as a number. */
export function toNumber(address: string): bigint {
  if (!address.includes(":"))
    return address.split(".").reduce((value, part) => value * 256n + BigInt(part), 0n)
  const [head = "", tail] = address.split("::")
  const groups = (text: string) => text.split(":").filter(Boolean)
  const [before, after] = [groups(head), groups(tail ?? "")]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0")
  return [...before, ...zeros, ...after].reduce((value, part) => value * 65_536n + BigInt(`0x${part}`), 0n)
}

/** A number as an address, an IPv6 one in its longest form. */
export function toAddress(value: bigint, bits: number): string {
  const [size, radix] = bits === 32 ? [8n, 10] : [16n, 16]
  const parts = Array.from({ length: bits === 32 ? 4 : 8 }, (_, index) => {
    const part = (value >> (BigInt(bits) - size * BigInt(index + 1))) & ((1n << size) - 1n)
    return part.toString(radix)
  })
  return parts.join(bits === 32 ? "." : ":")
}

/** The first and last address of a block, and those beside it. */
export function edgesOf(block: string): { inside: string[]; beside: string[] } {
  const [base = "", length] = block.split("/")
  const bits = bitsOf(base)
  const first = toNumber(base)
  const last = first + (1n << BigInt(bits - Number(length))) - 1n
  const exists = (value: bigint) => value >= 0n && value < 1n << BigInt(bits)
  const written = (value: bigint) => toAddress(value, bits)
  return { inside: [first, last].map(written), beside: [first - 1n, last + 1n].filter(exists).map(written) }
}
