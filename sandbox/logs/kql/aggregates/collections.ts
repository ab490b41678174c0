import { unsupported } from "../refusal"
import { noFrame, type Scalar } from "../scope"
import { keyOf } from "../values/compare"
import { isArray, isBag, toDynamic, type Value } from "../values/value"
import { type Aggregate, type AggregateCall, type Aggregates, always } from "./aggregate"

const most = 1_048_576

/** What is gathered, under which condition, and how many of it at most. */
function parts({ name, args }: AggregateCall) {
  const [value, ...others] = args
  if (!value) throw unsupported(`${name} of nothing`)
  const condition = name.endsWith("_if") ? others.shift() : undefined
  const limit: Scalar | undefined = others[0]
  return {
    value,
    condition: condition?.of ?? always,
    limitOf: () => Math.min(most, Number(limit?.of([], noFrame) ?? most)),
  }
}

/** Lists of the values; nulls are left out unless they are asked for. */
const list: Aggregate = (call) => {
  const { value, condition, limitOf } = parts(call)
  const keepsNulls = call.name === "make_list_with_nulls"
  return () => {
    const found: Value[] = []
    const limit = limitOf()
    return {
      add(row) {
        if (found.length >= limit || condition(row, noFrame) !== true) return
        const one = toDynamic(value.of(row, noFrame), value.type)
        // What becomes of arrays within arrays is not clear from the documentation.
        if (isArray(one)) throw unsupported(`${call.name} of arrays`)
        if (one !== null || keepsNulls) found.push(one)
      },
      values: () => [found],
    }
  }
}

/** Every value once, in the order in which they came first. */
const set: Aggregate = (call) => {
  const { value, condition, limitOf } = parts(call)
  return () => {
    const found = new Map<ReturnType<typeof keyOf>, Value>()
    const limit = limitOf()
    return {
      add(row) {
        if (found.size >= limit || condition(row, noFrame) !== true) return
        const one = toDynamic(value.of(row, noFrame), value.type)
        if (one !== null) found.set(keyOf(one), one)
      },
      values: () => [[...found.values()]],
    }
  }
}

/** One bag of all bags; of one name, the first value stays. */
const bag: Aggregate = (call) => {
  const { value, condition, limitOf } = parts(call)
  return () => {
    const found = new Map<string, Value>()
    const limit = limitOf()
    return {
      add(row) {
        if (condition(row, noFrame) !== true) return
        const one = value.of(row, noFrame)
        if (!isBag(one)) return
        for (const [name, member] of Object.entries(one))
          if (found.size < limit && !found.has(name)) found.set(name, member)
      },
      values: () => [Object.fromEntries(found)],
    }
  }
}

/** Aggregates that gather values into a dynamic one. */
export const collectionAggregates: Aggregates = {
  make_list: list,
  make_list_if: list,
  make_list_with_nulls: list,
  make_set: set,
  make_set_if: set,
  make_bag: bag,
  make_bag_if: bag,
}
