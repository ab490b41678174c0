import { keyOf, scramble, unscramble, uuidOf } from "./random"

/**
 * UUIDs of numbered things. The same seed and purpose give the same ids, and an id tells its number, so that nothing
 * has to be remembered of either.
 */
export class NumberedIds {
  readonly #keys: readonly [number, number, number, number]

  constructor(seed: number, purpose: string) {
    const key = (word: number) => keyOf(seed, `${purpose} ${word}`)
    this.#keys = [key(0), key(1), key(2), key(3)]
  }

  /** The id of a number, which must be whole and below 2^32. */
  id(number: number): string {
    const [first, second, third, fourth] = this.#keys
    return uuidOf(
      scramble(number ^ first),
      scramble(number ^ second),
      scramble(number ^ third),
      scramble(number ^ fourth),
    )
  }

  /** The number of an id, or undefined for an id that is none of these. */
  numberOf(id: string): number | undefined {
    const digits = /^[\da-f]{8}(?=-)/.exec(id)?.[0]
    if (digits === undefined) return undefined
    const number = (unscramble(Number.parseInt(digits, 16)) ^ this.#keys[0]) >>> 0
    return this.id(number) === id ? number : undefined
  }
}
