import { columnsOf, is, listed, resultName, textOf } from "../language"
import { unsupported } from "../refusal"
import {
  type Evaluate,
  noFrame,
  type Relation,
  relationOf,
  type Scope,
  scalarOf,
  scopeOfNone,
  scopeOver,
} from "../scope"
import type { Expression, Nodes } from "../syntax"
import { cast } from "../values/convert"
import { type ColumnType, columnType, isArray, isBag, missingOf, type Row, type Value } from "../values/value"
import { narrowThrough } from "./narrow"
import { amongNeeded } from "./needs"
import { type Operator, parameterOf, refuseNeighbours, requireParameters } from "./rows"

type ExpandNode = Nodes["MvExpandOperator"]

/** Something to expand: the column that its elements go to, and their type. */
type Expansion = { name: string; type: ColumnType; of: Evaluate }

/** One record of what an input row is expanded to: an element of each expansion, and its index. */
type Element = { values: readonly Value[]; index: number }

function expansionsOf(node: ExpandNode, scope: Scope): Expansion[] {
  return listed(node.Expressions).map(({ Expression: expression, ToTypeOf: clause }) => {
    refuseNeighbours(expression)
    const name = is(expression, "SimpleNamedExpression") ? expression.Name.SimpleName : resultName(expression)
    const scalar = scalarOf(expression, scope)
    if (scalar.type !== "dynamic") throw unsupported(`the expansion of a value of type ${scalar.type}`)
    const type = clause ? columnType(clause.TypeOf.ReferencedSymbol?.Name ?? "") : "dynamic"
    return { name, type, of: scalar.of }
  })
}

/** The elements of a value: a null counts as one, an empty array or bag as none. */
function elementsOf(value: Value, isKeyed: boolean): readonly Value[] {
  if (isArray(value)) return value
  if (!isBag(value)) return [value]
  return Object.entries(value).map(([key, member]) => (isKeyed ? [key, member] : { [key]: member }))
}

/** Expands a row: the arrays side by side, with nulls where one is shorter. */
function elementMaker(expansions: readonly Expansion[], isKeyed: boolean, limit: () => number) {
  return (row: Row): Element[] => {
    const lists = expansions.map(({ of }) => elementsOf(of(row, noFrame), isKeyed))
    const length = Math.min(limit(), Math.max(...lists.map((list) => list.length)))
    return Array.from({ length }, (_, index) => ({
      index,
      values: lists.map((list, place) => {
        const type = expansions[place]?.type ?? "dynamic"
        return cast(list[index] ?? null, type) ?? missingOf(type)
      }),
    }))
  }
}

/** What an operator that expands says beside its expressions. */
function optionsOf(node: ExpandNode, scope: Scope) {
  requireParameters(node.Parameters, ["kind", "bagexpansion", "with_itemindex"])
  const kind = parameterOf(node.Parameters, "kind") ?? parameterOf(node.Parameters, "bagexpansion") ?? "bag"
  if (kind !== "bag" && kind !== "array") throw unsupported(`the expansion of the kind ${kind}`)
  const limit = node.RowLimitClause && scalarOf(node.RowLimitClause.RowLimit, scopeOfNone(scope))
  const index = listed(node.Parameters).find(({ Name: { SimpleName: name } }) => name === "with_itemindex")
  return {
    isKeyed: kind === "array",
    indexName: index && textOf(index.Expression),
    limit: () => (limit ? Number(limit.of([], noFrame)) : Infinity),
  }
}

/** How columns are put together from an input row and one of its elements, by their names. */
function assembler(
  columns: Relation["columns"],
  input: Relation,
  expansions: readonly Expansion[],
  indexName: string | undefined,
): (row: Row, element: Element) => Row {
  const places = columns.map(({ name }) => ({
    expansion: expansions.findIndex((one) => one.name === name),
    input: input.columns.findIndex((column) => column.name === name),
    isIndex: name === indexName,
  }))
  if (places.some((place) => !place.isIndex && place.expansion < 0 && place.input < 0))
    throw unsupported("an expansion without a name")
  return (row, { values, index }) =>
    places.map((place) => {
      if (place.isIndex) return index
      return (place.expansion >= 0 ? values[place.expansion] : row[place.input]) ?? null
    })
}

/** `mv-expand`: a row for each element of an array or bag. */
export const expand: Operator<ExpandNode> = (node, input, scope) => {
  const expansions = expansionsOf(node, scopeOver(input, scope))
  const { isKeyed, indexName, limit } = optionsOf(node, scope)
  const columns = amongNeeded(columnsOf(node), scope.needed)
  const elements = elementMaker(expansions, isKeyed, limit)
  const assemble = assembler(columns, input, expansions, indexName)
  const isKept = (name: string) => name !== indexName && expansions.every((one) => one.name !== name)
  const build = (from: Relation): Relation => ({
    columns,
    isSerialized: input.isSerialized,
    async *read() {
      for await (const batch of from.read())
        yield batch.flatMap((row) => elements(row).map((element) => assemble(row, element)))
    },
    narrow: narrowThrough(from, (name) => (isKept(name) ? name : undefined), build),
  })
  return build(input)
}

/** The columns of an input row and its elements, as the subquery of `mv-apply` sees them. */
function innerColumns(input: Relation, expansions: readonly Expansion[], indexName: string | undefined) {
  const added = expansions.filter(({ name }) => !input.columns.some((column) => column.name === name))
  const kept = input.columns.map((column) => expansions.find(({ name }) => name === column.name) ?? column)
  const columns = [...kept, ...added].map(({ name, type }) => ({ name, type }))
  return indexName ? [...columns, { name: indexName, type: "long" as const }] : columns
}

/** `mv-apply`: a subquery over the elements of each row, whose results come together. */
export const apply: Operator<Nodes["MvApplyOperator"]> = (node, input, scope) => {
  if (node.ContextIdClause) throw unsupported("mv-apply with an id")
  const columns = amongNeeded(columnsOf(node), scope.needed)
  const expansions = expansionsOf(node, scopeOver(input, scope))
  const { isKeyed, indexName, limit } = optionsOf(node, scope)
  const elements = elementMaker(expansions, isKeyed, limit)
  const inner = innerColumns(input, expansions, indexName)
  const assemble = assembler(inner, input, expansions, indexName)
  let current: readonly Row[] = []
  const subquery = relationOf(subqueryOf(node), {
    ...scopeOfNone(scope),
    input: {
      columns: inner,
      isSerialized: true,
      async *read() {
        yield current
      },
    },
  })
  const places = columns.map(({ name }) => ({
    own: subquery.columns.findIndex((column) => column.name === name),
    input: input.columns.findIndex((column) => column.name === name),
  }))
  if (places.some(({ own, input: place }) => own < 0 && place < 0)) throw unsupported(textOf(node))
  const joined = (row: Row, result: Row): Row =>
    places.map(({ own, input: place }) => (own >= 0 ? result[own] : row[place]) ?? null)
  return {
    columns,
    isSerialized: false,
    async *read() {
      for await (const batch of input.read())
        for (const row of batch) {
          current = elements(row).map((element) => assemble(row, element))
          for await (const results of subquery.read()) yield results.map((result) => joined(row, result))
        }
    },
  }
}

const subqueryOf = (node: Nodes["MvApplyOperator"]): Expression => node.Subquery.Expression
