import { is, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import {
  type Evaluate,
  noFrame,
  type Relation,
  type Scalar,
  type Scope,
  scalarOf,
  scopeOfNone,
  scopeOver,
} from "../scope"
import type { Expression, Nodes } from "../syntax"
import { compare } from "../values/compare"
import type { Row, Value } from "../values/value"
import { allRows, type Operator, refuseNeighbours, requireParameters } from "./rows"

type Key = { of: Evaluate; compare: (one: Value, other: Value) => number }

/** Nulls and NaN stand together at one end (https://learn.microsoft.com/kusto/query/sort-operator). */
const rankOf = (value: Value) => (value === null ? 2 : Number.isNaN(value) ? 1 : 0)

/** What a row is sorted by: descending when nothing else is said, with nulls where the smallest values are. */
function keyOf(node: Expression, scope: Scope): Key {
  refuseNeighbours(node)
  const ordered = is(node, "OrderedExpression") ? node : undefined
  const isAscending = ordered?.Ordering?.AscOrDescKeyword?.Text === "asc"
  const nulls = ordered?.Ordering?.NullsClause?.FirstOrLastKeyword.Text
  const nullsFirst = nulls ? nulls === "first" : isAscending
  const sign = isAscending ? 1 : -1
  return {
    of: scalarOf(ordered?.Expression ?? node, scope).of,
    compare(one, other) {
      const ranks = rankOf(one) - rankOf(other)
      return ranks === 0 ? sign * compare(one, other) : nullsFirst ? -ranks : ranks
    },
  }
}

type Sorted = { row: Row; values: readonly Value[] }

const orderOf = (keys: readonly Key[]) => (one: Sorted, other: Sorted) => {
  for (const [index, key] of keys.entries()) {
    const order = key.compare(one.values[index] ?? null, other.values[index] ?? null)
    if (order !== 0) return order
  }
  return 0
}

/** The count that `take` and `top` are given. */
function countOf(node: Expression, scope: Scope): () => number {
  const count: Scalar = scalarOf(node, scopeOfNone(scope))
  return () => {
    const value = count.of([], noFrame)
    if (typeof value === "number" && value >= 0) return value
    throw unsupported(`${textOf(node)} as a number of rows`)
  }
}

/** The first rows in an order, found without sorting all of them. */
async function firstOf(input: Relation, keys: readonly Key[], count: number): Promise<Row[]> {
  const order = orderOf(keys)
  let best: Sorted[] = []
  let worst: Sorted | undefined
  const settle = () => {
    best = best.sort(order).slice(0, count)
    worst = best.length === count ? best.at(-1) : undefined
  }
  for await (const batch of input.read())
    for (const row of batch) {
      const candidate = { row, values: keys.map(({ of }) => of(row, noFrame)) }
      if (worst && order(candidate, worst) >= 0) continue
      best.push(candidate)
      if (best.length >= 2 * count + 1000) settle()
    }
  settle()
  return best.map(({ row }) => row)
}

const ordered = (input: Relation, read: Relation["read"]): Relation => ({
  columns: input.columns,
  ingestedAt: input.ingestedAt,
  isSerialized: true,
  read,
})

/** `sort by`, and with a count the first rows of it alone. */
export function sorted(
  node: Nodes["SortOperator"],
  input: Relation,
  scope: Scope,
  first?: Expression,
): Relation {
  requireParameters(node.Parameters)
  const keys = listed(node.Expressions).map((one) => keyOf(one, scopeOver(input, scope)))
  const count = first && countOf(first, scope)
  return ordered(input, async function* read() {
    if (count) return yield await firstOf(input, keys, count())
    const rows = (await allRows(input)).map((row) => ({
      row,
      values: keys.map(({ of }) => of(row, noFrame)),
    }))
    yield rows.sort(orderOf(keys)).map(({ row }) => row)
  })
}

/** `top`: the first rows in the order of one expression. */
export const top: Operator<Nodes["TopOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters)
  const keys = [keyOf(node.ByExpression, scopeOver(input, scope))]
  const count = countOf(node.Expression, scope)
  return ordered(input, async function* read() {
    yield await firstOf(input, keys, count())
  })
}

/** `take`: so many rows, and no more are read. */
export const take: Operator<Nodes["TakeOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters)
  const count = countOf(node.Expression, scope)
  return {
    ...input,
    narrow: undefined,
    async *read() {
      let left = count()
      if (left === 0) return
      for await (const batch of input.read()) {
        yield batch.slice(0, left)
        left -= batch.length
        if (left <= 0) return
      }
    },
  }
}
