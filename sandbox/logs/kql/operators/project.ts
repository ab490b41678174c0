import { columnsOf, is, listed, resultName, textOf } from "../language"
import { unsupported } from "../refusal"
import { type Evaluate, type Frame, type Relation, type Scope, scopeOver } from "../scope"

import type { Expression, NodeList, Nodes } from "../syntax"
import type { Column, Row } from "../values/value"
import { narrowThrough } from "./narrow"
import { amongNeeded } from "./needs"
import {
  eachRow,
  keyOfAll,
  looksAround,
  type Operator,
  refuseNeighbours,
  requireParameters,
  valueFor,
} from "./rows"

type WithExpressions = Expression & { Expressions: NodeList<Expression> }

/** The expressions with the columns that they give, one each. */
function paired(node: WithExpressions, columns: readonly Column[]): (readonly [Column, Expression])[] {
  const expressions = listed(node.Expressions)
  if (expressions.length !== columns.length) throw unsupported(`${textOf(node)}, where columns have one name`)
  return expressions.flatMap((expression, index) => {
    const column = columns[index]
    return column ? [[column, expression] as const] : []
  })
}

/** `project`: a column for each expression that is wanted. */
export const project: Operator<Nodes["ProjectOperator"]> = (node, input, scope) => {
  const over = scopeOver(input, scope)
  const shown = paired(node, columnsOf(node)).filter(([{ name }]) => !scope.needed || scope.needed.has(name))
  const values = shown.map(([column, expression]) => valueFor(column, expression, over))
  const around = looksAround([node], input)
  const columns = shown.map(([column]) => column)
  const nameBefore = (name: string) =>
    shown.flatMap(([column, one]) => (column.name === name ? plainName(one) : []))[0]
  const build = (from: Relation): Relation => ({
    columns,
    isSerialized: input.isSerialized,
    read: () => eachRow(from, around, (row, frame) => values.map((of) => of(row, frame))),
    narrow: around ? undefined : narrowThrough(from, nameBefore, build),
  })
  return build(input)
}

/** The name that an expression is nothing but another name for. */
function plainName(node: Expression): string[] {
  if (is(node, "NameReference")) return [node.SimpleName]
  return is(node, "SimpleNamedExpression") ? plainName(node.Expression) : []
}

/** The expressions of `extend` by the names of their columns. */
function extensions(node: WithExpressions, input: Relation): Map<string, Expression> {
  const columns = columnsOf(node)
  const existing = new Set((input.declared ?? input.columns).map(({ name }) => name))
  const added = columns.filter(({ name }) => !existing.has(name))
  const found = new Map<string, Expression>()
  for (const expression of listed(node.Expressions)) {
    if (is(expression, "NameReference")) continue
    const isNamed = is(expression, "SimpleNamedExpression")
    const name = isNamed ? expression.Name.SimpleName : resultName(expression)
    if (!isNamed && existing.has(name)) throw unsupported(`extend without a name for ${textOf(expression)}`)
    const given = existing.has(name) ? name : added.shift()?.name
    if (given === undefined || found.has(given)) throw unsupported(`the columns of ${textOf(node)}`)
    found.set(given, expression)
  }
  if (added.length > 0) throw unsupported(`the columns of ${textOf(node)}`)
  return found
}

/** `extend`: further columns, or others in the place of some. */
export function extended(node: WithExpressions, input: Relation, scope: Scope): Relation {
  const added = extensions(node, input)
  const over = scopeOver(input, scope)
  const placed = amongNeeded(columnsOf(node), scope.needed).flatMap((column) => {
    const expression = added.get(column.name)
    const place = input.columns.findIndex(({ name }) => name === column.name)
    if (!expression && place < 0) return []
    return [{ column, from: expression ? valueFor(column, expression, over) : place }]
  })
  const columns = placed.map(({ column }) => column)
  const around = looksAround([node], input)
  const { ingestedAt } = input
  const make = (row: Row, frame: Frame): Row => {
    const made = placed.map(({ from }) => (typeof from === "number" ? (row[from] ?? null) : from(row, frame)))
    if (ingestedAt !== undefined) made.push(row[ingestedAt] ?? null)
    return made
  }
  const build = (from: Relation): Relation => ({
    columns,
    isSerialized: input.isSerialized,
    ingestedAt: ingestedAt === undefined ? undefined : columns.length,
    read: () => eachRow(from, around, make),
    narrow: around ? undefined : narrowThrough(from, (name) => (added.has(name) ? undefined : name), build),
  })
  return build(input)
}

/** Columns of the input under the names that they have in the result. */
function selected(input: Relation, shown: readonly { column: Column; from: string }[]): Relation {
  const placed = shown
    .map(({ column, from }) => ({ column, place: input.columns.findIndex(({ name }) => name === from) }))
    .filter(({ place }) => place >= 0)
  const columns = placed.map(({ column }) => column)
  const nameBefore = (name: string) => shown.find(({ column }) => column.name === name)?.from
  const build = (before: Relation): Relation => ({
    columns,
    isSerialized: input.isSerialized,
    read: () => eachRow(before, false, (row) => placed.map(({ place }) => row[place] ?? null)),
    narrow: narrowThrough(before, nameBefore, build),
  })
  return build(input)
}

/** `project-away`, `-keep` and `-reorder`: columns that stay, by their names in the result. */
export const byName: Operator<WithExpressions> = (node, input, { needed }) =>
  selected(
    input,
    amongNeeded(columnsOf(node), needed).map((column) => ({ column, from: column.name })),
  )

/** `project-rename`: columns with other names, each at its place. */
export const rename: Operator<WithExpressions> = (node, input) => {
  const from = new Map<string, string>()
  for (const expression of listed(node.Expressions)) {
    if (!is(expression, "SimpleNamedExpression") || !is(expression.Expression, "NameReference"))
      throw unsupported(textOf(node))
    from.set(expression.Name.SimpleName, expression.Expression.SimpleName)
  }
  return selected(
    input,
    columnsOf(node).map((column) => ({ column, from: from.get(column.name) ?? column.name })),
  )
}

/** `distinct`: every combination of values once. */
export const distinct: Operator<Nodes["DistinctOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters)
  refuseNeighbours(node)
  const columns = columnsOf(node)
  const over = scopeOver(input, scope)
  const [first] = listed(node.Expressions)
  const isAll = first !== undefined && is(first, "StarExpression")
  if (isAll && columns.length !== input.columns.length) throw unsupported(textOf(node))
  const values = isAll
    ? columns.map(
        (_, index): Evaluate =>
          (row) =>
            row[index] ?? null,
      )
    : paired(node, columns).map(([column, expression]) => valueFor(column, expression, over))
  return {
    columns,
    isSerialized: false,
    read() {
      const seen = new Set<unknown>()
      return eachRow(input, false, (row, frame) => {
        const made = values.map((of) => of(row, frame))
        const key = keyOfAll(made)
        if (seen.has(key)) return undefined
        seen.add(key)
        return made
      })
    },
  }
}
