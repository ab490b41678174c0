import { unsupported } from "../refusal"
import { compare, keyOf, kindWithin, unwrap } from "../values/compare"
import { add, type Long } from "../values/long"
import { Duration, isArray, isLong, Moment, Real, toDynamic, type Value } from "../values/value"
import { type Functions, free, type ScalarFunction } from "./define"

/** A function on arrays, null when an argument is none. */
const onArrays = (calculate: (first: readonly Value[], ...others: (readonly Value[])[]) => Value) =>
  free((values) => {
    const [first, ...others] = values.filter(isArray)
    return first && others.length === values.length - 1 ? calculate(first, ...others) : null
  })

/** The values of an array, each once. */
function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()]
}

const keysOf = (values: readonly Value[]) => new Set(values.map(keyOf))

/** Numbers and times stand before texts, and those before all others. */
const ranks = { number: 0, datetime: 0, timespan: 0, text: 1, guid: 2, bool: 3, dynamic: 3 } as const

function sorted(values: readonly Value[], sign: 1 | -1, nullsLast: boolean): readonly Value[] {
  const filled = values.filter((value) => value !== null)
  const nulls = values.filter((value) => value === null)
  if (new Set(filled.map((value) => ranks[kindWithin(value)])).size > 1 && sign < 0)
    throw unsupported("array_sort_desc of values of different types")
  if (filled.some((value) => ranks[kindWithin(value)] === 3))
    throw unsupported("sorting bools, arrays or bags")
  const rank = (value: Value) => ranks[kindWithin(value)]
  const ordered = [...filled].sort(
    (one, other) => rank(one) - rank(other) || sign * compare(unwrap(one), unwrap(other)),
  )
  return nullsLast ? [...ordered, ...nulls] : [...nulls, ...ordered]
}

const sort = (sign: 1 | -1): ScalarFunction => {
  const call = free(([array = null, last = true]) => {
    if (typeof last !== "boolean") throw unsupported("sorting several arrays at once")
    return isArray(array) ? sorted(array, sign, last) : null
  })
  return (given) => {
    if (given.args.length > 2) throw unsupported("sorting several arrays at once")
    return call(given)
  }
}

/** A place in an array of a length, counted from the end when it is negative. */
const placeOf = (index: Long, length: number) => (index < 0 ? length + Number(index) : Number(index))

function sum(values: readonly Value[]): number {
  return values.reduce<number>((total, value) => {
    if (value !== null && !isLong(value) && !(value instanceof Real))
      throw unsupported("array_sum of anything but numbers")
    return total + Number(unwrap(value) ?? 0)
  }, 0)
}

const most = 1_048_576

/** Values from one to another in equal steps. */
function series(from: Value, to: Value, step: Value): Value {
  if (from instanceof Real || to instanceof Real || step instanceof Real)
    throw unsupported("range of real numbers")
  const [start, end] = [unwrap(from), unwrap(to)]
  const size = step === null ? (isLong(from) ? 1 : 36_000_000_000) : unwrap(step)
  if (!isLong(start) || !isLong(end) || !isLong(size)) return null
  if (size <= 0) throw unsupported("range with a step that is not above zero")
  const wrap = (value: Long): Value =>
    from instanceof Moment ? new Moment(value) : from instanceof Duration ? new Duration(value) : value
  const values: Value[] = []
  for (let at = start; at <= end && values.length < most; at = add(at, size)) values.push(wrap(at))
  return values
}

/** Functions on arrays and sets. */
export const arrayFunctions: Functions = {
  array_length: onArrays((array) => array.length),
  array_concat: onArrays((...arrays) => arrays.flat()),
  array_reverse: onArrays((array) => [...array].reverse()),
  array_slice: free(([array = null, from = null, to = null]) => {
    if (!isArray(array) || !isLong(from) || !isLong(to)) return null
    return array.slice(Math.max(0, placeOf(from, array.length)), Math.max(0, placeOf(to, array.length) + 1))
  }),
  array_index_of: free(([array = null, value = null, ...more], [, type = "dynamic"]) => {
    if (more.length > 0) throw unsupported("array_index_of with more than two arguments")
    return isArray(array) ? array.map(keyOf).indexOf(keyOf(toDynamic(value, type))) : null
  }),
  array_sum: onArrays(sum),
  array_sort_asc: sort(1),
  array_sort_desc: sort(-1),
  set_union: onArrays((...sets) => distinct(sets.flat())),
  set_intersect: onArrays((set, ...others) =>
    distinct(set).filter((value) => others.every((other) => keysOf(other).has(keyOf(value)))),
  ),
  set_difference: onArrays((set, ...others) =>
    distinct(set).filter((value) => !keysOf(others.flat()).has(keyOf(value))),
  ),
  set_has_element: free(([set = null, value = null], [, type = "dynamic"]) =>
    isArray(set) ? keysOf(set).has(keyOf(toDynamic(value, type))) : null,
  ),
  pack_array: free((values, types) =>
    values.map((value, index) => toDynamic(value, types[index] ?? "dynamic")),
  ),
  range: free((values, types) => {
    const [from = null, to = null, step = null] = values.map((value, index) =>
      toDynamic(value, types[index] ?? "dynamic"),
    )
    return series(from, to, step)
  }),
}
