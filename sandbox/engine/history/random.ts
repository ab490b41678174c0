/** Chance that a seed decides: the same seed gives the same run of numbers. */
export type Random = {
  /** From 0 up to, but without, 1. */
  next(): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** From `low` to `high`, the low values more often, as durations fall. */
  skewed(low: number, high: number): number
  /** One of a list, the earlier ones more often. */
  favour<Item>(from: readonly Item[]): Item
  /** A version 4 UUID. */
  uuid(): string
}

const range = 4_294_967_296

/** Chance from a seed, by the mulberry32 generator; made for plausible data, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const word = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return mixed ^ (mixed >>> 14)
  }
  const next = () => (word() >>> 0) / range
  return {
    next,
    happens: (probability) => next() < probability,
    skewed: (low, high) => Math.round(low + (high - low) * next() ** 3),
    favour(from) {
      const chosen = from[Math.floor(from.length * next() ** 1.6)]
      if (chosen === undefined) throw new RangeError("There is nothing to choose from.")
      return chosen
    },
    uuid: () => uuidOf(word(), word(), word(), word()),
  }
}

/** A version 4 UUID whose other bits are those of four words. */
export function uuidOf(first: number, second: number, third: number, fourth: number): string {
  const version = hex((second & 0xffff0fff) | 0x4000)
  const variant = hex((third & 0x3fffffff) | 0x80000000)
  return `${hex(first)}-${version.slice(0, 4)}-${version.slice(4)}-${variant.slice(0, 4)}-${variant.slice(4)}${hex(fourth)}`
}

const bytes: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))
const byteOf = (bits: number, shift: number) => bytes[(bits >>> shift) & 0xff] ?? ""

/** 32 bits in eight digits; by a table, since ids are made by the million. */
const hex = (bits: number) => byteOf(bits, 24) + byteOf(bits, 16) + byteOf(bits, 8) + byteOf(bits, 0)

/** Mixes the bits of a word; every word comes from exactly one other (the finalizer of MurmurHash3). */
export function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The word that `scramble` made this one of. */
export function unscramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7ed1b41d)
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ (mixed >>> 26), 0xa5cb9243)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** A word that stands for a seed and a purpose. */
export function keyOf(seed: number, purpose: string): number {
  let key = scramble(seed)
  for (const character of purpose) key = scramble(key ^ (character.codePointAt(0) ?? 0))
  return key
}

/** Chance that belongs to a number, from 0 up to 1: the same again for the same key and number. */
export const chanceOf = (key: number, number: number): number => scramble(key ^ scramble(number)) / range
