import { unsupported } from "../refusal"
import { noFrame } from "../scope"
import { keyOf } from "../values/compare"
import { add, type Long } from "../values/long"
import { isLong, type Value } from "../values/value"
import { type Aggregate, type Aggregates, always } from "./aggregate"

/** Counts rows, those of a condition only when there is one; its arguments are [condition]. */
const count: Aggregate = ({ name, args: [first] }) => {
  if (name === "count" && first) throw unsupported("count() of an expression")
  const condition = name === "countif" ? (first?.of ?? always) : always
  return () => {
    let rows = 0
    return {
      add(row) {
        if (condition(row, noFrame) === true) rows += 1
      },
      values: () => [rows],
    }
  }
}

/**
 * Counts distinct values; nulls are none. `dcount` estimates in the real service
 * (https://learn.microsoft.com/kusto/query/dcount-aggfunction), which a true count is within the error of.
 */
const distinct: Aggregate = ({ name, args: [value, second] }) => {
  if (!value) throw unsupported(`${name} of nothing`)
  const condition = name.endsWith("if") ? (second?.of ?? always) : always
  return () => {
    const seen = new Set<ReturnType<typeof keyOf>>()
    return {
      add(row) {
        if (condition(row, noFrame) !== true) return
        const one = value.of(row, noFrame)
        if (one !== null) seen.add(keyOf(one))
      },
      values: () => [seen.size],
    }
  }
}

/** What sums need of a group: how many numbers, their sum, and for the variance how far they are apart. */
type Sums = { count: number; whole: Long; real: number; mean: number; squares: number }

function include(sums: Sums, value: Long, isReal: boolean): void {
  sums.count += 1
  if (isReal) sums.real += Number(value)
  else sums.whole = add(sums.whole, value)
  const distance = Number(value) - sums.mean
  sums.mean += distance / sums.count
  sums.squares += distance * (Number(value) - sums.mean)
}

/** An aggregate of numbers or timespans, nulls left out, from what is summed up of them. */
const ofNumbers =
  (resultOf: (sums: Sums, isReal: boolean) => Value): Aggregate =>
  ({ name, args: [value, second] }) => {
    if (!value || !["int", "long", "real", "timespan"].includes(value.type))
      throw unsupported(`${name} of ${value?.type ?? "nothing"}`)
    const isReal = value.type === "real"
    const condition = name.endsWith("if") ? (second?.of ?? always) : always
    return () => {
      const sums: Sums = { count: 0, whole: 0, real: 0, mean: 0, squares: 0 }
      return {
        add(row) {
          if (condition(row, noFrame) !== true) return
          const one = value.of(row, noFrame)
          if (isLong(one)) include(sums, one, isReal)
        },
        values: () => [resultOf(sums, isReal)],
      }
    }
  }

const sum = ofNumbers(({ whole, real }, isReal) => (isReal ? real : whole))

/** The average; NaN of no numbers, as Microsoft's sample of `summarize` has it. */
const average: Aggregate = (call) => {
  const isTime = call.args[0]?.type === "timespan"
  return ofNumbers(({ count: numbers, whole, real }, isReal) => {
    if (isTime) return numbers === 0 ? null : Math.trunc(Number(whole) / numbers)
    return (isReal ? real : Number(whole)) / numbers
  })(call)
}

const variance = (of: (variance: number) => number) =>
  ofNumbers(({ count: numbers, squares }) => (numbers < 2 ? 0 : of(squares / (numbers - 1))))

/** Aggregates that count or sum up. */
export const countAggregates: Aggregates = {
  count,
  countif: count,
  dcount: distinct,
  dcountif: distinct,
  count_distinct: distinct,
  count_distinctif: distinct,
  sum,
  sumif: sum,
  avg: average,
  avgif: average,
  variance: variance((value) => value),
  varianceif: variance((value) => value),
  stdev: variance(Math.sqrt),
  stdevif: variance(Math.sqrt),
}
