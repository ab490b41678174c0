import { columnsOf, type Handlers, handle, is, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import { noFrame, type Relation, relationOf, type Scope, scalarOf, scopeOfNone } from "../scope"
import { bodyOf, viewOf } from "../statements"
import type { Expression, Nodes } from "../syntax"
import { compare } from "../values/compare"
import { add, type Long } from "../values/long"
import { isLong, type Row, type Value } from "../values/value"
import { neededBefore } from "./needs"
import { operators } from "./operators"
import { allRows, refuseNeighbours, valueFor } from "./rows"
import { sorted } from "./sort"
import { union } from "./union"

/** A table of the workspace, or a name that stands for one. */
function named(node: Nodes["NameReference"], scope: Scope): Relation {
  const name = node.SimpleName
  const binding = scope.names.find(name)
  if (binding?.kind === "relation")
    return { ...relationOf(binding.node, { ...binding.scope, needed: scope.needed }), name }
  if (binding?.kind === "function") {
    const view = viewOf(binding, scope)
    return { ...relationOf(view.node.Expression, view.scope), name }
  }
  if (binding) throw unsupported(`the name ${name} as a table`)
  return scope.run.tableOf(name, scope.needed)
}

/** Rows that are there already. */
const given = (columns: Relation["columns"], rowsOf: () => readonly Row[]): Relation => ({
  columns,
  isSerialized: false,
  async *read() {
    yield rowsOf()
  },
})

/** `datatable`: rows that stand in the query. */
function dataTable(node: Nodes["DataTableExpression"], scope: Scope): Relation {
  const columns = columnsOf(node)
  const values = listed(node.Values).map((value, index) => {
    const column = columns[index % columns.length]
    return column ? valueFor(column, value, scopeOfNone(scope)) : () => null
  })
  return given(columns, () =>
    Array.from({ length: values.length / columns.length }, (_, row) =>
      columns.map((_column, place) => values[row * columns.length + place]?.([], noFrame) ?? null),
    ),
  )
}

/** `print`: one row of expressions. */
function print(node: Nodes["PrintOperator"], scope: Scope): Relation {
  refuseNeighbours(node)
  const columns = columnsOf(node)
  const expressions = listed(node.Expressions)
  if (columns.length !== expressions.length) throw unsupported(textOf(node))
  const values = expressions.map((expression, index) => {
    const column = columns[index]
    return column ? valueFor(column, expression, scopeOfNone(scope)) : () => null
  })
  return given(columns, () => [values.map((of) => of([], noFrame))])
}

/** `range`: values in equal steps, the last one among them. */
function range(node: Nodes["RangeOperator"], scope: Scope): Relation {
  const columns = columnsOf(node)
  const [column] = columns
  if (!column || column.type === "real" || column.type === "dynamic") throw unsupported(textOf(node))
  const none = scopeOfNone(scope)
  const stepType = column.type === "datetime" ? "timespan" : column.type
  const [from, to] = [node.From, node.To].map((one) => implicit(scalarOf(one, none), column.type))
  const step = implicit(scalarOf(node.Step, none), stepType)
  return given(columns, () => {
    const [start, end, size] = [from, to, step].map((of): Value => of?.([], noFrame) ?? null)
    if (!isLong(start ?? null) || !isLong(end ?? null) || !isLong(size ?? null)) return []
    // Safe: all three were just seen to be whole numbers.
    return steps(start as Long, end as Long, size as Long)
  })
}

function steps(start: Long, end: Long, size: Long): Row[] {
  if (size === 0) throw unsupported("range with steps of zero")
  const isUp = size > 0
  const rows: Row[] = []
  for (let at = start; isUp ? compare(at, end) <= 0 : compare(at, end) >= 0; at = add(at, size)) {
    if (rows.length >= 1_000_000) throw unsupported("range of more than a million rows")
    rows.push([at])
  }
  return rows
}

/** `materialize`: read once, however often it is used. */
function materialized({ Expression: inner }: Nodes["MaterializeExpression"], scope: Scope): Relation {
  const known = scope.run.materialized.get(inner)
  if (known) return known
  const relation = relationOf(inner, { ...scope, needed: undefined })
  let rows: Promise<readonly Row[]> | undefined
  const once: Relation = {
    ...relation,
    narrow: undefined,
    async *read() {
      rows ??= allRows(relation)
      yield await rows
    },
  }
  scope.run.materialized.set(inner, once)
  return once
}

/** An operator behind what it goes on from; `sort` and `take` together are `top`. */
function piped(node: Nodes["PipeExpression"], scope: Scope): Relation {
  const { Expression: before, Operator: operator } = node
  if (is(operator, "TakeOperator") && is(before, "PipeExpression") && is(before.Operator, "SortOperator")) {
    const input = relationBefore(before.Operator, before.Expression, scope)
    return sorted(before.Operator, input, scope, operator.Expression)
  }
  return operated(operator, relationBefore(operator, before, scope), scope)
}

/** What an operator goes on from, with the columns that it needs. */
function relationBefore(operator: Expression, before: Expression, scope: Scope): Relation {
  const declared = columnsOf(before)
  const needed = scope.run.isTrial
    ? undefined
    : neededBefore(operator, { needed: scope.needed, before: declared })
  return { ...relationOf(before, { ...scope, needed }), declared }
}

function operated(operator: Expression, input: Relation, scope: Scope): Relation {
  const relation = handle(operators, operator, { input, scope })
  if (!relation) throw unsupported(`the operator ${textOf(operator).split(/[\s(]/)[0] ?? ""}`)
  return relation
}

const sources: Handlers<Scope, Relation> = {
  NameReference: named,
  ParenthesizedExpression: ({ Expression: inner }, scope) => relationOf(inner, scope),
  PipeExpression: piped,
  FunctionCallExpression(node, scope) {
    const body = bodyOf(node, scope)
    if (!body) throw unsupported(`the function ${node.Name.SimpleName}() as a table`)
    return relationOf(body.node.Expression, body.scope)
  },
  MaterializeExpression: materialized,
  DataTableExpression: dataTable,
  PrintOperator: print,
  RangeOperator: range,
  UnionOperator: (node, scope) => union(node, scope.input, scope),
}

/** Prepares a tabular expression. Throws a refusal that names what the sandbox does not do. */
export function prepareRelation(node: Expression, scope: Scope): Relation {
  const source = handle(sources, node, scope)
  if (source) return source
  if (scope.input) return operated(node, scope.input, scope)
  throw unsupported(`the expression ${textOf(node)} as a table`)
}
