/**
 * A whole number of 64 bits: a JavaScript number as long as it is a safe integer, else a bigint. Each number has one
 * form only, so that equal ones are `===`.
 */
export type Long = number | bigint

/** The one form of a whole number; what does not fit into 64 bits wraps around, as in the engine's arithmetic. */
export function longOf(big: bigint): Long {
  const wrapped = BigInt.asIntN(64, big)
  const small = Number(wrapped)
  return Number.isSafeInteger(small) ? small : wrapped
}

/** The one form of a number without a fraction. */
const fromNumber = (value: number): Long => (Number.isSafeInteger(value) ? value + 0 : longOf(BigInt(value)))

/** The whole part of a real number; null for what is no number or does not fit. */
export function truncate(value: number): Long | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return null
  return fromNumber(Math.trunc(value))
}

const exact = (
  small: (one: number, other: number) => number,
  big: (one: bigint, other: bigint) => bigint,
): ((one: Long, other: Long) => Long) =>
  function calculate(one, other) {
    if (typeof one === "number" && typeof other === "number") {
      const result = small(one, other)
      // Adding 0 makes -0 to 0.
      if (Number.isSafeInteger(result)) return result + 0
    }
    return longOf(big(BigInt(one), BigInt(other)))
  }

/** The sum of two whole numbers. */
export const add = exact(
  (one, other) => one + other,
  (one, other) => one + other,
)

/** The difference of two whole numbers. */
export const subtract = exact(
  (one, other) => one - other,
  (one, other) => one - other,
)

/** The product of two whole numbers. */
export const multiply = exact(
  (one, other) => one * other,
  (one, other) => one * other,
)

/** The quotient of two whole numbers without its fraction; the divisor is not 0. */
export const divide = exact(
  (one, other) => Math.trunc(one / other),
  (one, other) => one / other,
)

/**
 * The remainder, never negative, as Kusto has it; the divisor is not 0
 * (https://learn.microsoft.com/kusto/query/numerical-operators).
 */
export const modulo = exact(
  (one, other) => ((one % other) + Math.abs(other)) % Math.abs(other),
  (one, other) => {
    const size = other < 0n ? -other : other
    return ((one % other) + size) % size
  },
)

/** The number with the other sign. */
export const negate = (value: Long): Long => subtract(0, value)

/** The whole number that a text writes, in digits or in hexadecimal ones after 0x; undefined for any other text. */
export function parseLong(text: string): Long | undefined {
  const [, sign, digits] = /^([+-]?)(\d+|0x[\da-f]+)$/i.exec(text.trim()) ?? []
  if (digits === undefined) return undefined
  const size = BigInt(digits)
  const value = sign === "-" ? -size : size
  return BigInt.asIntN(64, value) === value ? longOf(value) : undefined
}

/** Whether a whole number fits into 32 bits. */
export const isInt = (value: Long): boolean => value >= -2_147_483_648 && value <= 2_147_483_647
