import { unsupported } from "../refusal"
import { formatTimespan } from "./timespan"
import { type ColumnType, Duration, isArray, isBag, isLong, Moment, Real, type Value } from "./value"

/** Kinds of types that can be compared with each other. */
export type Kind = "number" | "text" | "datetime" | "timespan" | "bool" | "guid" | "dynamic"

/** The kind of a type. */
export function kindOf(type: ColumnType): Kind {
  if (type === "int" || type === "long" || type === "real") return "number"
  return type === "string" ? "text" : type
}

/** The kind of what a dynamic value holds; arrays and bags stay dynamic. */
export function kindWithin(value: Value): Kind {
  if (isLong(value) || value instanceof Real) return "number"
  if (typeof value === "string") return "text"
  if (typeof value === "boolean") return "bool"
  if (value instanceof Moment) return "datetime"
  return value instanceof Duration ? "timespan" : "dynamic"
}

/** What a dynamic value holds as a value of its own type. */
export const unwrap = (value: Value): Value =>
  value instanceof Real
    ? value.value
    : value instanceof Moment || value instanceof Duration
      ? value.ticks
      : value

/** A text in lower case, the letters of ASCII only: that far go the operators that disregard case. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false
  return true
}

/** Whether two values of one kind, neither of them null, are the same. */
export const isSame = (one: Value, other: Value): boolean =>
  typeof one === typeof other ? one === other : isLong(one) && isLong(other) && Number(one) === Number(other)

/** The order of two values of one kind, neither of them null: negative when the first is less. Texts go by their code units. */
export function compare(one: Value, other: Value): number {
  // Safe: both are of one kind, which JavaScript has an order for.
  const [first, second] = [one, other] as [string, string]
  return first < second ? -1 : first > second ? 1 : 0
}

/**
 * A key that is equal for equal values only, for groups, sets and joins. Arrays and bags have none: the engine
 * groups by no dynamic value.
 */
export function keyOf(value: Value): string | number | bigint | boolean | null {
  if (value === null || typeof value !== "object") return value
  if (value instanceof Real) return `r${value.value}`
  if (value instanceof Moment) return `d${value.ticks}`
  if (value instanceof Duration) return `t${formatTimespan(value.ticks)}`
  throw unsupported(
    isArray(value) || isBag(value) ? "groups of arrays or property bags" : "groups of such values",
  )
}
