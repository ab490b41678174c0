import { createHash, randomUUID } from "node:crypto"
import { unsupported } from "../refusal"
import { toText } from "../values/convert"
import { type Long, longOf, modulo } from "../values/long"
import { type Call, type Functions, free } from "./define"

const mask = 0xffff_ffff_ffff_ffffn
const primes = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const

const turned = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & mask
const mixed = (lane: bigint, word: bigint) =>
  (turned((lane + word * primes[1]) & mask, 31n) * primes[0]) & mask

/** The words of whole stripes of 32 bytes, mixed into one. */
function mixStripes(bytes: Buffer, stripes: number): bigint {
  let lanes = [primes[0] + primes[1], primes[1], 0n, -primes[0]].map((lane) => lane & mask)
  for (let stripe = 0; stripe < stripes; stripe += 1)
    lanes = lanes.map((lane, index) => mixed(lane, bytes.readBigUInt64LE(stripe * 32 + index * 8)))
  const [one = 0n, two = 0n, three = 0n, four = 0n] = lanes
  const sum = (turned(one, 1n) + turned(two, 7n) + turned(three, 12n) + turned(four, 18n)) & mask
  return lanes.reduce((hash, lane) => ((hash ^ mixed(0n, lane)) * primes[0] + primes[3]) & mask, sum)
}

/** The 64 bits of xxHash (https://xxhash.com) with the seed 0, which `hash` is made of. */
export function xxHash64(bytes: Buffer): bigint {
  const stripes = Math.floor(bytes.length / 32)
  let hash = (stripes > 0 ? mixStripes(bytes, stripes) : primes[4]) + BigInt(bytes.length)
  let at = stripes * 32
  for (; at + 8 <= bytes.length; at += 8)
    hash = (turned((hash ^ mixed(0n, bytes.readBigUInt64LE(at))) & mask, 27n) * primes[0] + primes[3]) & mask
  for (; at + 4 <= bytes.length; at += 4)
    hash =
      (turned(hash ^ ((BigInt(bytes.readUInt32LE(at)) * primes[0]) & mask), 23n) * primes[1] + primes[2]) &
      mask
  for (; at < bytes.length; at += 1)
    hash = (turned(hash ^ ((BigInt(bytes[at] ?? 0) * primes[4]) & mask), 11n) * primes[0]) & mask
  hash = ((hash ^ (hash >> 33n)) * primes[1]) & mask
  hash = ((hash ^ (hash >> 29n)) * primes[2]) & mask
  return hash ^ (hash >> 32n)
}

/** The hash of a text, or its remainder. */
function hash(call: Call) {
  if (call.args[0]?.type !== "string") throw unsupported(`${call.name} of anything but a text`)
  return free(([text = null, size = null]) => {
    const value: Long = longOf(xxHash64(Buffer.from(String(text))))
    if (size === null) return value
    if (typeof size !== "number" || size <= 0)
      throw unsupported(`${call.name} with a modulo that is not above zero`)
    return modulo(value, size)
  })(call)
}

const digest = (algorithm: string) =>
  free(([value = null], [type = "dynamic"]) =>
    createHash(algorithm).update(toText(value, type)).digest("hex"),
  )

/** Functions that hash, or make a GUID. */
export const hashFunctions: Functions = {
  hash,
  hash_xxhash64: hash,
  hash_sha256: digest("sha256"),
  hash_sha1: digest("sha1"),
  new_guid: () => () => randomUUID(),
  hash_md5: digest("md5"),
}
