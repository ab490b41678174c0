import { isTabular, listed } from "../language"
import { unsupported } from "../refusal"
import { type Evaluate, noFrame, relationOf, type Scalar, type Scope, scalarOf, scopeOfNone } from "../scope"
import type { Expression, Nodes } from "../syntax"
import { fold, isSame, keyOf, kindOf } from "../values/compare"
import { add } from "../values/long"
import { type ColumnType, isArray, isLong, toDynamic, type Value } from "../values/value"
import { comparable, comparisonOf, incomparable } from "./comparison"
import { implicit } from "./implicit"
import { has } from "./text-tests"

/** What a value is looked for in; each element as a dynamic value. */
type Elements = { isConstant: boolean; of: (...at: Parameters<Evaluate>) => readonly Value[] }

/** The values of the first column of a table, read before the query itself. */
function columnValues(node: Expression, scope: Scope): Elements {
  const relation = relationOf(node, scopeOfNone(scope))
  const [column] = relation.columns
  if (!column) throw unsupported("a list without a column")
  let values: readonly Value[] = []
  scope.run.deferred.push(async () => {
    const found: Value[] = []
    for await (const batch of relation.read())
      for (const [value = null] of batch) found.push(toDynamic(value, column.type))
    values = found
  })
  return { isConstant: true, of: () => values }
}

/** The elements between the brackets: values, or one dynamic array, or one table. */
function elementsOf(nodes: readonly Expression[], scope: Scope, wanted: ColumnType): Elements {
  const [first] = nodes
  if (first && nodes.length === 1 && isTabular(first)) return columnValues(first, scope)
  const scalars = nodes.map((node) => scalarOf(node, scope))
  const isConstant = scalars.every((scalar) => scalar.isConstant)
  const other = scalars.find(({ type }) => type !== "dynamic" && kindOf(type) !== kindOf(wanted))
  if (other && wanted !== "dynamic") throw incomparable({ ...other, type: wanted }, other)
  return {
    isConstant,
    of: (row, frame) =>
      scalars.flatMap((scalar) => {
        const value = toDynamic(scalar.of(row, frame), scalar.type)
        return scalar.type === "dynamic" && isArray(value) ? value : [value]
      }),
  }
}

/** Keeps what is made of elements that never change. */
function kept<Made>({ isConstant, of }: Elements, make: (elements: readonly Value[]) => Made) {
  if (!isConstant) return (...at: Parameters<Evaluate>) => make(of(...at))
  let known: Made | undefined
  return (): Made => {
    known ??= make(of([], noFrame))
    return known
  }
}

const equals = (one: Value, other: Value): boolean => {
  const [first, second] = comparable(one, other)
  return first !== null && second !== null && isSame(first, second)
}

/**
 * `in`: an `or` of comparisons; `!in`: an `and` of the opposite ones
 * (https://learn.microsoft.com/kusto/query/scalar-data-types/null-values).
 */
function isIn(node: Nodes["InExpression"], scope: Scope): Scalar {
  const operator = node.Operator.Text
  const left = scalarOf(node.Left, scope)
  const isFolded = operator.endsWith("~")
  const elements = elementsOf(listed(node.Right.Expressions), scope, left.type)
  const shown = (value: Value) => (isFolded && typeof value === "string" ? fold(value) : value)
  const sets = kept(elements, (values) => ({
    values,
    keys: new Set(values.map((value) => keyOf(shown(value)))),
    hasNull: values.includes(null),
    types: new Set(values.map((value) => typeof value)),
  }))
  const isNegative = operator.startsWith("!")
  return bool((row, frame) => {
    const value = shown(toDynamic(left.of(row, frame), left.type))
    const { keys, values, hasNull, types } = sets(row, frame)
    if (value === null) return hasNull ? null : isNegative
    // Keys tell all about values of one plain type; others are compared, which finds what cannot be.
    const isPlain = typeof value !== "object" && types.size === 1 && types.has(typeof value)
    const isFound = keys.has(keyOf(value)) || (!isPlain && values.some((one) => equals(value, shown(one))))
    return isFound !== isNegative
  })
}

const bool = (of: Evaluate): Scalar => ({ type: "bool", isConstant: false, of })

/** `has_any` and `has_all`: whether any or every one of the terms stands in a text. */
function hasTerms(node: Nodes["HasAnyExpression"], scope: Scope, howMany: "some" | "every"): Scalar {
  const text = implicit(scalarOf(node.Left, scope), "string")
  const elements = elementsOf(listed(node.Right.Expressions), scope, "string")
  const terms = kept(elements, (values) =>
    values.map((value) => {
      if (typeof value === "string") return fold(value)
      throw unsupported(`${node.Operator.Text} with anything but texts`)
    }),
  )
  return bool((row, frame) => {
    const folded = fold(String(text(row, frame)))
    return terms(row, frame)[howMany]((term) => has(folded, term))
  })
}

/** `between`: both bounds belong to it; a timespan behind a datetime is counted from the lower bound. */
function isBetween(node: Nodes["BetweenExpression"], scope: Scope): Scalar {
  const isNegative = node.Operator.Text.startsWith("!")
  const left = scalarOf(node.Left, scope)
  const low = scalarOf(node.Right.First, scope)
  const high = endOf(low, scalarOf(node.Right.Second, scope))
  const [above, below] = [comparisonOf(">=", left, low), comparisonOf("<=", left, high)]
  const inside = above && below && comparisonOf("and", above, below)
  if (!inside) throw unsupported("between")
  if (!isNegative) return inside
  return bool((row, frame) => {
    const value = inside.of(row, frame)
    return value === null ? null : !value
  })
}

/** The upper bound of `between`. */
export function endOf(low: Scalar, high: Scalar): Scalar {
  if (low.type !== "datetime" || high.type !== "timespan") return high
  return {
    type: "datetime",
    isConstant: low.isConstant && high.isConstant,
    of: (row, frame) => {
      const [start, length] = [low.of(row, frame), high.of(row, frame)]
      return isLong(start) && isLong(length) ? add(start, length) : null
    },
  }
}

/** Whether a value is one of several, or between two. */
export const memberHandlers = {
  InExpression: isIn,
  HasAnyExpression: (node: Nodes["HasAnyExpression"], scope: Scope) => hasTerms(node, scope, "some"),
  HasAllExpression: (node: Nodes["HasAllExpression"], scope: Scope) => hasTerms(node, scope, "every"),
  BetweenExpression: isBetween,
}
