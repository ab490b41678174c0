import { implicit } from "../scalars/implicit"
import { compare } from "../values/compare"
import { missingOf, type Value } from "../values/value"
import { type Functions, free, type ScalarFunction } from "./define"

/** Condition and value in turn, and a value for when no condition holds; only the one that is wanted is evaluated. */
const choose: ScalarFunction = ({ args, type }) => {
  const values = args.map((arg, index) =>
    index % 2 === 0 && index < args.length - 1 ? implicit(arg, "bool") : implicit(arg, type),
  )
  const last = values.length - 1
  return (row, frame) => {
    for (let index = 0; index < last; index += 2)
      if (values[index]?.(row, frame) === true) return values[index + 1]?.(row, frame) ?? missingOf(type)
    return values[last]?.(row, frame) ?? missingOf(type)
  }
}

/** The first value that is neither null nor an empty text. */
const coalesce: ScalarFunction = ({ args, type }) => {
  const values = args.map((arg) => implicit(arg, type))
  return (row, frame) => {
    for (const of of values) {
      const value = of(row, frame)
      if (value !== null && value !== "") return value
    }
    return missingOf(type)
  }
}

/** The value that stands first or last in order; nulls count for nothing. */
const outermost =
  (isFirst: boolean): ScalarFunction =>
  ({ args, type }) => {
    const values = args.map((arg) => implicit(arg, type))
    return (row, frame) =>
      values.reduce<Value>((found, of) => {
        const value = of(row, frame)
        if (found === null || value === null) return found ?? value
        return compare(value, found) < 0 === isFirst ? value : found
      }, null)
  }

const isEmpty = (value: Value) => value === null || value === ""

/** Functions that choose between values, or tell whether there is one. */
export const choiceFunctions: Functions = {
  iff: choose,
  iif: choose,
  case: choose,
  coalesce,
  max_of: outermost(false),
  min_of: outermost(true),
  not: free(([value = null]) => (value === null ? null : value !== true)),
  isnull: free(([value = null]) => value === null),
  isnotnull: free(([value = null]) => value !== null),
  isempty: free(([value = null]) => isEmpty(value)),
  isnotempty: free(([value = null]) => !isEmpty(value)),
  notempty: free(([value = null]) => !isEmpty(value)),
  notnull: free(([value = null]) => value !== null),
}
