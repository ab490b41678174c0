import { toNumber } from "./iana"

/** Addresses of which each is worth an attack: loopback, private, metadata, and Azure's platform. */
const wanted = [
  "127.0.0.1",
  "127.255.255.254",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "168.63.129.16",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
]

const wide = (text: string) =>
  text.replace(/[0-9.]/g, (character) =>
    character === "." ? "\u3002" : String.fromCodePoint(character.charCodeAt(0) + 0xfee0),
  )

/** Ways to write an IPv4 address as the host of a URL, some of which only a URL parser knows. */
function formsOf(address: string): string[] {
  const octets = address.split(".").map(Number)
  const [first = 0, second = 0, third = 0, fourth = 0] = octets
  const whole = toNumber(address)
  const hex = (value: number | bigint) => `0x${value.toString(16)}`
  const octal = (value: number | bigint) => `0${value.toString(8)}`
  const high = ((first << 8) | second).toString(16)
  const low = ((third << 8) | fourth).toString(16)
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    hex(whole).toUpperCase().replace("X", "x"),
    octal(whole),
    octets.map(hex).join("."),
    octets.map(octal).join("."),
    octets.map((octet) => `000${octet.toString(8)}`).join("."),
    `${first}.${second}.${(third << 8) | fourth}`,
    `${first}.${(second << 16) | (third << 8) | fourth}`,
    `${hex(first)}.${octal(second)}.${(third << 8) | fourth}`,
    wide(address),
    [...address].map((character) => `%${character.charCodeAt(0).toString(16)}`).join(""),
    `[::ffff:${address}]`,
    `[::ffff:${high}:${low}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${high}:${low}::1]`,
  ]
}

/** IPv6 hosts, and what is none. */
const others = [
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[0000:0000:0000:0000:0000:0000:0000:0001]",
  "[fe80::1]",
  "[fe80::1%25eth0]",
  "[fe80::1%eth0]",
  "[fd00:ec2::254]",
  "[fc00::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
  "[100::1]",
  "[5f00::1]",
  "[v1.fe80::a+en1]",
  "127.0.0.1.5",
  "256.256.256.256",
  "0x7f.0.0.0x100",
  "1.2.3.4.5",
  "127..0.1",
  "%00127.0.0.1",
  "127.0.0.1%00",
  "127.0.0.1%2e",
  "127.0.0.1%09",
]

/** URLs whose host is an IP address that nobody may call, written in every way; the port follows the host. */
export const addressUrls = (port: number): string[] =>
  [...wanted.flatMap(formsOf), ...others].map((host) => `https://${host}:${port}/`)
