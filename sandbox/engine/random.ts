/** Chance that a seed decides: the same seed gives the same run of numbers. */
export type Random = {
  /** From 0 up to, but without, 1. */
  next(): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** From `low` to `high`, the low values more often, as durations fall. */
  skewed(low: number, high: number): number
  /** A version 4 UUID. */
  uuid(): string
}

/** Chance from a seed, by the mulberry32 generator; made for plausible data, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const word = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return mixed ^ (mixed >>> 14)
  }
  const next = () => (word() >>> 0) / 4_294_967_296
  return {
    next,
    happens: (probability) => next() < probability,
    skewed: (low, high) => Math.round(low + (high - low) * next() ** 3),
    uuid() {
      const [first, last] = [hex(word()), hex(word())]
      const version = hex((word() & 0xffff0fff) | 0x4000)
      const variant = hex((word() & 0x3fffffff) | 0x80000000)
      return `${first}-${version.slice(0, 4)}-${version.slice(4)}-${variant.slice(0, 4)}-${variant.slice(4)}${last}`
    },
  }
}

/** 32 bits in eight digits. */
const hex = (bits: number) => (bits >>> 0).toString(16).padStart(8, "0")
