import { semantic, unsupported } from "../refusal"
import type { Evaluate, Scalar } from "../scope"
import { compare, isSame, kindOf, kindWithin, unwrap } from "../values/compare"
import { toDynamic, type Value } from "../values/value"

type Compared = (one: Value, other: Value) => boolean | null

/** Two nulls are neither equal nor unequal; one alone is unequal (https://learn.microsoft.com/kusto/query/scalar-data-types/null-values). */
const equality =
  (isEqual: boolean): Compared =>
  (one, other) => {
    if (one === null || other === null) return one === other ? null : !isEqual
    return isSame(one, other) === isEqual
  }

const order =
  (holds: (order: number) => boolean): Compared =>
  (one, other) => {
    if (one === null || other === null) return null
    // NaN has no order.
    if (Number.isNaN(one) || Number.isNaN(other)) return false
    return holds(compare(one, other))
  }

const comparisons: Readonly<Record<string, Compared>> = {
  "==": equality(true),
  "!=": equality(false),
  "<>": equality(false),
  "<": order((one) => one < 0),
  "<=": order((one) => one <= 0),
  ">": order((one) => one > 0),
  ">=": order((one) => one >= 0),
}

/** Two values of which at least one came from a dynamic value, as values of one kind. */
export function comparable(one: Value, other: Value): readonly [Value, Value] {
  if (one === null || other === null) {
    if (one === "" || other === "")
      throw unsupported("the comparison of a missing dynamic value with no text")
    return [unwrap(one), unwrap(other)]
  }
  const kind = kindWithin(one)
  if (kind !== "dynamic" && kind === kindWithin(other)) return [unwrap(one), unwrap(other)]
  throw unsupported("the comparison of a dynamic value with a value of another type; cast it first")
}

/** The refusal of values that the engine does not compare, which Microsoft's parser lets pass. */
export const incomparable = (left: Scalar, right: Scalar) =>
  semantic(
    "SEM0064",
    `Cannot compare values of types ${left.type} and ${right.type}. Try adding explicit casts.`,
  )

function compared(left: Scalar, right: Scalar, holds: Compared): Evaluate {
  const isDynamic = left.type === "dynamic" || right.type === "dynamic"
  if (!isDynamic && kindOf(left.type) !== kindOf(right.type)) throw incomparable(left, right)
  if (!isDynamic) return (row, frame) => holds(left.of(row, frame), right.of(row, frame))
  return (row, frame) => {
    const one = toDynamic(left.of(row, frame), left.type)
    return holds(...comparable(one, toDynamic(right.of(row, frame), right.type)))
  }
}

const and = (left: Scalar, right: Scalar): Evaluate =>
  function both(row, frame) {
    const one = left.of(row, frame)
    if (one === false) return false
    const other = right.of(row, frame)
    return other === false ? false : one === null || other === null ? null : true
  }

const or = (left: Scalar, right: Scalar): Evaluate =>
  function either(row, frame) {
    const one = left.of(row, frame)
    if (one === true) return true
    const other = right.of(row, frame)
    return other === true ? true : one === null || other === null ? null : false
  }

/** A comparison, `and` or `or`; undefined for any other operator. */
export function comparisonOf(operator: string, left: Scalar, right: Scalar): Scalar | undefined {
  const holds = Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined
  const of =
    operator === "and"
      ? and(left, right)
      : operator === "or"
        ? or(left, right)
        : holds && compared(left, right, holds)
  return of && { type: "bool", isConstant: false, of }
}
