import { unsupported } from "../refusal"
import { formatDatetime } from "./datetime"
import { formatReal, stringify } from "./json"
import { isInt, type Long, parseLong, truncate } from "./long"
import { parseDatetime } from "./parse-datetime"
import { formatTimespan, parseTimespan } from "./timespan"
import {
  type ColumnType,
  Duration,
  isArray,
  isBag,
  isLong,
  Moment,
  Real,
  toDynamic,
  type Value,
} from "./value"

/** A value of a type as text, null as the empty one: `tostring`. */
export function toText(value: Value, type: ColumnType): string {
  if (value === null) return ""
  if (typeof value === "string") return value
  if (typeof value === "boolean") return String(value)
  if (!isLong(value)) return textOfDynamic(value)
  if (type === "real") return formatReal(Number(value))
  if (type === "datetime") return formatDatetime(value)
  return type === "timespan" ? formatTimespan(value) : String(value)
}

function textOfDynamic(value: Value): string {
  if (value instanceof Real) return formatReal(value.value)
  if (value instanceof Moment) return formatDatetime(value.ticks)
  return value instanceof Duration ? formatTimespan(value.ticks) : stringify(value)
}

function longOfText(text: string): Long | null {
  const value = parseLong(text)
  if (value !== undefined) return value
  if (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text))
    throw unsupported(`${JSON.stringify(text)} as a whole number`)
  return null
}

/** A value of a type as a whole number of 64 bits: `tolong`. */
function toLong(value: Value, type: ColumnType): Long | null {
  if (value instanceof Real) return truncate(value.value)
  if (value instanceof Moment || value instanceof Duration) throw unsupported("a time as a whole number")
  if (typeof value === "boolean") return value ? 1 : 0
  if (typeof value === "string") return longOfText(value)
  if (!isLong(value)) return null
  if (type === "real") return truncate(Number(value))
  if (type === "datetime" || type === "timespan") throw unsupported(`a ${type} as a whole number`)
  return value
}

/** A value of a type as a whole number of 32 bits: `toint`. */
function toInt(value: Value, type: ColumnType): Long | null {
  const whole = toLong(value, type)
  if (whole === null || isInt(whole)) return whole
  throw unsupported(`${whole} as a whole number of 32 bits`)
}

/** A value of a type as a real number: `toreal`. */
function toReal(value: Value, type: ColumnType): number | null {
  if (value instanceof Real) return value.value
  if (typeof value === "boolean") return value ? 1 : 0
  if (typeof value === "string") {
    const isNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
    return isNumber ? Number(value) : null
  }
  if (!isLong(value)) return null
  if (type === "datetime" || type === "timespan") throw unsupported(`a ${type} as a real number`)
  return Number(value)
}

/** A value of a type as yes or no: `tobool`. */
export function toBool(value: Value, type: ColumnType): boolean | null {
  if (typeof value === "boolean") return value
  if (typeof value === "string") {
    const word = value.trim().toLowerCase()
    if (word === "true" || word === "false") return word === "true"
    const number = parseLong(word)
    return number === undefined ? null : number !== 0
  }
  const number = toReal(value, type)
  return number === null ? null : number !== 0
}

/** A value of a type as a datetime: `todatetime`. */
export function toDatetime(value: Value, type: ColumnType): Long | null {
  if (value instanceof Moment) return value.ticks
  if (typeof value === "string") return parseDatetime(value)
  if (isLong(value) && type === "datetime") return value
  if (isLong(value) || value instanceof Real) throw unsupported("a number as a datetime")
  return null
}

/** A value of a type as a timespan: `totimespan`. */
export function toTimespan(value: Value, type: ColumnType): Long | null {
  if (value instanceof Duration) return value.ticks
  if (typeof value === "string") return parseTimespan(value) ?? null
  if (isLong(value) && type === "timespan") return value
  if (isLong(value) || value instanceof Real) throw unsupported("a number as a timespan")
  return null
}

/** A value of a type as a GUID: `toguid`. */
export function toGuid(value: Value): string | null {
  const text = typeof value === "string" ? value.trim().toLowerCase() : ""
  const [, ...groups] =
    /^\{?([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})\}?$/.exec(text) ?? []
  return groups.length > 0 ? groups.join("-") : null
}

/** The conversion to each type, by value and the type that it has. */
export const conversions: Readonly<Record<ColumnType, (value: Value, type: ColumnType) => Value>> = {
  bool: toBool,
  datetime: toDatetime,
  dynamic: toDynamic,
  guid: toGuid,
  int: toInt,
  long: toLong,
  real: toReal,
  string: toText,
  timespan: toTimespan,
}

/**
 * A dynamic value as a value of another type without any parsing, as `mv-expand … to typeof()` does it: what does not
 * conform is null. Texts that write a datetime do conform: the engine takes them for datetimes by itself
 * (https://learn.microsoft.com/kusto/query/scalar-data-types/dynamic).
 */
export function cast(value: Value, type: ColumnType): Value {
  if (type === "dynamic") return value
  if (type === "string") return isArray(value) || isBag(value) ? stringify(value) : toText(value, "dynamic")
  if (typeof value === "string" && type !== "datetime" && type !== "guid") return null
  return isArray(value) || isBag(value) ? null : conversions[type](value, "dynamic")
}
