import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addressProblem, isSameAddress, readRanges } from "@/lib/remote/dial/address"
import { blocks, edgesOf, isSpecial, toAddress } from "./iana"

const isRefused = (address: string, ...opened: string[]) =>
  addressProblem(address, readRanges(opened)) !== null

describe.each(blocks)("%s", (block) => {
  const { inside, beside } = edgesOf(block)

  test.each(inside)("%s, at its edge, is refused", (address) => expect(isRefused(address)).toBe(true))

  test.each(beside)("%s, beside it, is refused when another block holds it", (address) =>
    expect(isRefused(address)).toBe(isSpecial(address)),
  )
})

test.each([
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "168.63.129.15",
  "168.63.129.17",
  "172.15.255.255",
  "172.32.0.0",
  "223.255.255.255",
  "2000::",
  "2001:200::",
  "2003::",
  "2606:2800:220:1:248:1893:25c8:1946",
  "3ffe:ffff::1",
])("%s is public", (address) => expect(isRefused(address)).toBe(false))

test.each([
  "",
  "localhost",
  "127.1",
  "0x7f.0.0.1",
  "2130706433",
  "0177.0.0.1",
  "1.1.1.1 ",
  "fe80::1%eth0",
  "2600::1%1",
])("%j is no address", (text) => expect(isRefused(text, "0.0.0.0/0", "::/0")).toBe(true))

describe("against Node's own block list", () => {
  const group = fc.oneof(
    fc.constantFrom(0, 1, 0x64, 0x100, 0x112, 0x2001, 0x2002, 0x2620, 0x3fff, 0xdb8, 0xff9b, 0xffff, 0x7f00),
    fc.integer({ min: 0, max: 0xffff }),
  )

  test("20,000 IPv4 addresses are refused or let through alike", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), (value) => {
        const address = toAddress(value, 32)
        return isRefused(address) === isSpecial(address)
      }),
      { numRuns: 20_000 },
    ))

  test("20,000 IPv6 addresses are, too", () =>
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const address = groups.map((one) => one.toString(16)).join(":")
        return isRefused(address) === isSpecial(address)
      }),
      { numRuns: 20_000 },
    ))

  test("so are 20,000 close to the edges of the blocks", () =>
    fc.assert(
      fc.property(fc.constantFrom(...blocks), fc.integer({ min: 0, max: 1 }), (block, side) => {
        const { inside, beside } = edgesOf(block)
        return [inside[side], beside[side]].every(
          (address) => address === undefined || isRefused(address) === isSpecial(address),
        )
      }),
      { numRuns: 20_000 },
    ))
})

describe("an opened range", () => {
  test.each([
    ["10.20.0.1", "10.20.0.0/16"],
    ["127.0.0.1", "127.0.0.1/32"],
    ["::1", "::1/128"],
    ["fd12::5", "fd00::/8"],
    ["64:ff9b::808:808", "64:ff9b::/96"],
    ["2002:808:808::1", "2002::/16"],
  ])("lets %s through", (address, range) => expect(isRefused(address, range)).toBe(false))

  test.each([
    ["10.21.0.0", "10.20.0.0/16"],
    ["10.19.255.255", "10.20.0.0/16"],
    ["127.0.0.2", "127.0.0.1/32"],
    ["::1", "127.0.0.0/8"],
    ["127.0.0.1", "::1/128"],
    ["fd13::1", "fd12::/16"],
  ])("does not let %s through when it is %s", (address, range) =>
    expect(isRefused(address, range)).toBe(true),
  )

  test.each([
    ["::ffff:10.0.0.1", "10.0.0.0/8"],
    ["::ffff:10.0.0.1", "::ffff:0:0/96"],
    ["::10.0.0.1", "::/3"],
    ["::ffff:0:10.0.0.1", "::/3"],
    ["64:ff9b::a00:1", "64:ff9b::/96"],
    ["64:ff9b:1::7f00:1", "64:ff9b:1::/48"],
    ["2002:a00:1::1", "2002::/16"],
    // A Teredo client's address stands inverted: 10.0.0.1.
    ["2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001::/32"],
  ])("does not let %s through for the IPv4 address in it when it is %s alone", (address, range) =>
    expect(isRefused(address, range)).toBe(true),
  )

  test("lets an IPv4 address in the form of an IPv6 one through when it is opened in both", () =>
    expect(isRefused("::ffff:10.0.0.1", "::ffff:0:0/96", "10.0.0.0/8")).toBe(false))

  test.each([
    "0.0.0.0",
    "0.1.2.3",
    "255.255.255.255",
    "224.0.0.1",
    "239.255.255.250",
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "100.100.100.200",
    "192.0.0.192",
    "::",
    "ff02::1",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
    "fd00:c1::a9fe:a9fe",
    "fd00:42::42",
    "fe80::a9fe:a9fe",
    "169.254.0.23",
    "169.254.42.42",
    "::ffff:169.254.169.254",
    "::169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::a83f:8110",
    "2002:a9fe:a9fe::1",
  ])("never lets %s through", (address) => expect(isRefused(address, "0.0.0.0/0", "::/0")).toBe(true))
})

test.each([
  ["127.0.0.1", "::ffff:127.0.0.1", true],
  ["2600::1", "2600:0:0:0::1", true],
  ["127.0.0.1", "127.0.0.2", false],
  ["127.0.0.1", "", false],
])("%s and %j are one address: %s", (one, other, same) => expect(isSameAddress(one, other)).toBe(same))
