import { is } from "../language"
import { unsupported } from "../refusal"
import { type Evaluate, noFrame } from "../scope"
import { compare } from "../values/compare"
import { missingOf, type Row, type Value } from "../values/value"
import { type Aggregate, type AggregateCall, type Aggregates, always } from "./aggregate"

/** The least or the greatest value; null of none. */
const extreme =
  (isBetter: (order: number) => boolean): Aggregate =>
  ({ name, args: [value, second] }) => {
    if (!value || value.type === "dynamic") throw unsupported(`${name} of a dynamic value`)
    const condition = name.endsWith("if") ? (second?.of ?? always) : always
    return () => {
      let best: Value = null
      return {
        add(row) {
          if (condition(row, noFrame) !== true) return
          const one = value.of(row, noFrame)
          if (one !== null && (best === null || isBetter(compare(one, best)))) best = one
        },
        values: () => [best ?? missingOf(value.type)],
      }
    }
  }

/** The expressions behind the first one, where an asterisk stands for columns of the input by their names. */
function returned({ args, nodes, columns, input, name }: AggregateCall, from: number): Evaluate[] {
  const stars = nodes.filter((node) => is(node, "StarExpression")).length
  if (stars === 0) return args.slice(from).map(({ of }) => of)
  if (stars > 1 || nodes.length !== from + 1) throw unsupported(`${name} of an asterisk among others`)
  return columns.slice(from).map((column) => {
    const place = input.findIndex((one) => one.name === column.name)
    if (place < 0) throw unsupported(`${name} of an asterisk here`)
    return (row) => row[place] ?? null
  })
}

/** The first row with the least or greatest value; of a group without any, its first row. */
const extremeRow =
  (isBetter: (order: number) => boolean): Aggregate =>
  (call) => {
    const [value] = call.args
    if (!value || value.type === "dynamic") throw unsupported(`${call.name} of a dynamic value`)
    const others = returned(call, 1)
    return () => {
      let best: Value = null
      let found: Row | undefined
      return {
        add(row) {
          const one = value.of(row, noFrame)
          if (found && (one === null || (best !== null && !isBetter(compare(one, best))))) return
          best = one
          found = row
        },
        values() {
          const row = found
          if (!row) return call.columns.map(({ type }) => missingOf(type))
          return [best ?? missingOf(value.type), ...others.map((of) => of(row, noFrame))]
        },
      }
    }
  }

/** The values of some row; a single expression is taken of a row that has one. */
const takeAny: Aggregate = (call) => {
  const { columns, args, name } = call
  const isConditional = name === "take_anyif"
  const values = isConditional ? [args[0]?.of ?? always] : returned(call, 0)
  const condition = isConditional ? (args[1]?.of ?? always) : always
  return () => {
    let found: readonly Value[] | undefined
    return {
      add(row) {
        const isOpen = !found || (values.length === 1 && (found[0] === null || found[0] === ""))
        if (isOpen && condition(row, noFrame) === true) found = values.map((of) => of(row, noFrame))
      },
      values: () => columns.map(({ type }, index) => found?.[index] ?? missingOf(type)),
    }
  }
}

/** The value below which so many percent of the values lie, by the nearest rank. */
const percentiles: Aggregate = ({ name, args: [value, ...asked] }) => {
  if (!value || !["int", "long", "real", "datetime", "timespan"].includes(value.type))
    throw unsupported(`${name} of ${value?.type ?? "nothing"}`)
  return () => {
    const found: Value[] = []
    return {
      add(row) {
        const one = value.of(row, noFrame)
        if (one !== null) found.push(one)
      },
      values() {
        found.sort(compare)
        return asked.map(({ of }) => {
          const percent = Number(of([], noFrame))
          return found[Math.max(0, Math.ceil((percent / 100) * found.length) - 1)] ?? null
        })
      },
    }
  }
}

const less = (order: number) => order < 0
const greater = (order: number) => order > 0

/** Aggregates that choose among the values or rows of a group. */
export const choiceAggregates: Aggregates = {
  min: extreme(less),
  minif: extreme(less),
  max: extreme(greater),
  maxif: extreme(greater),
  arg_min: extremeRow(less),
  arg_max: extremeRow(greater),
  take_any: takeAny,
  take_anyif: takeAny,
  percentile: percentiles,
  percentiles,
}
