import { unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import type { Evaluate, Frame } from "../scope"
import { add } from "../values/long"
import { isLong, missingOf, type Row, type Value } from "../values/value"
import type { Functions, ScalarFunction } from "./define"

/** The value of an expression some rows before (-1) or behind (1). */
const neighbour =
  (direction: 1 | -1): ScalarFunction =>
  ({ args: [wanted, offset, fallback], type }) => {
    if (!wanted) throw unsupported("a neighbour of nothing")
    const other = fallback && implicit(fallback, type)
    return (row, { rows, index }) => {
      const distance = Number(offset?.of(row, { rows, index }) ?? 1)
      const place = index + direction * distance
      const there = rows[place]
      if (there) return wanted.of(there, { rows, index: place })
      return other?.(row, { rows, index }) ?? missingOf(type)
    }
  }

/** Values that follow from those of the rows before, made for all rows when the first of them is asked for. */
function running(step: (before: Value, row: Row, frame: Frame) => Value): Evaluate {
  const known = new WeakMap<readonly Row[], Value[]>()
  return (_, { rows, index }) => {
    let values = known.get(rows)
    if (!values) {
      let before: Value = null
      values = rows.map((row, place) => {
        before = step(before, row, { rows, index: place })
        return before
      })
      known.set(rows, values)
    }
    return values[index] ?? null
  }
}

/** The number of a row, which begins again where asked. */
const rowNumber: ScalarFunction = ({ args: [first, restart] }) =>
  running((before, row, frame) => {
    const start = first ? first.of(row, frame) : 1
    const isFirst = !isLong(before) || restart?.of(row, frame) === true
    return isFirst ? start : add(before, 1)
  })

/** The sum of a number over the rows so far, which begins again where asked. */
const runningSum: ScalarFunction = ({ args: [term, restart], type }) => {
  if (!term) throw unsupported("row_cumsum of nothing")
  const of = implicit(term, type)
  return running((before, row, frame) => {
    const value = of(row, frame)
    const sum = restart?.of(row, frame) === true || !isLong(before) ? 0 : before
    if (!isLong(value)) return sum
    return type === "real" ? Number(sum) + Number(value) : add(sum, value)
  })
}

/** Functions that look at the rows around a row. */
export const windowFunctions: Functions = {
  prev: neighbour(-1),
  next: neighbour(1),
  row_number: rowNumber,
  row_cumsum: runningSum,
}
