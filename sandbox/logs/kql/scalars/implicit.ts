import { semantic, unsupported } from "../refusal"
import type { Evaluate, Scalar } from "../scope"
import { toBool, toDatetime, toText, toTimespan } from "../values/convert"
import { isInt } from "../values/long"
import { type ColumnType, isLong, Real, toDynamic, type Value } from "../values/value"

/** What a dynamic value is where a value of another type is wanted, without the query saying so. */
const fromDynamic: Readonly<Record<ColumnType, (value: Value) => Value>> = {
  string: (value) => toText(value, "dynamic"),
  bool: (value) => toBool(value, "dynamic"),
  datetime: (value) => toDatetime(value, "dynamic"),
  timespan: (value) => toTimespan(value, "dynamic"),
  dynamic: (value) => value,
  guid: (value) => (typeof value === "string" ? value : null),
  int: wholeNumber,
  long: wholeNumber,
  real: (value) => {
    if (value instanceof Real) return value.value
    return value === null ? null : Number(wholeNumber(value))
  },
}

function wholeNumber(value: Value): Value {
  if (value === null || isLong(value)) return value
  throw unsupported("arithmetic with a dynamic value that is no whole number; cast it first")
}

const numeric: readonly ColumnType[] = ["int", "long", "real"]

/** A value of one type where another is wanted. Throws a refusal when the engine would not take it. */
function conversionOf(from: ColumnType, to: ColumnType): (value: Value) => Value {
  if (from === "dynamic") return fromDynamic[to]
  if (to === "dynamic") return (value) => toDynamic(value, from)
  if (numeric.includes(from) && to === "real") return (value) => (value === null ? null : Number(value))
  if (from === "int" && to === "long") return (value) => value
  if (from === "long" && to === "int") return requireInt
  throw semantic(
    "SEM0019",
    `Cannot convert a value of type ${from} to type ${to}. Try adding an explicit cast.`,
  )
}

function requireInt(value: Value): Value {
  if (value === null || (isLong(value) && isInt(value))) return value
  throw unsupported(`${value} where 32 bits are wanted`)
}

/** Evaluates an expression as a value of the type that is wanted. */
export function implicit(scalar: Scalar, type: ColumnType): Evaluate {
  if (scalar.type === type) return scalar.of
  const convert = conversionOf(scalar.type, type)
  return (row, frame) => convert(scalar.of(row, frame))
}
