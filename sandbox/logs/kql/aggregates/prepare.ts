import { columnsOf, findNode, is, listed, textOf } from "../language"
import { refuseNeighbours } from "../operators/rows"
import { unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import { noFrame, type Scalar, type Scope, scalarOf, scopeOfNone } from "../scope"
import type { Expression, Nodes } from "../syntax"
import { type Column, columnType, missingOf, type Row } from "../values/value"
import type { Accumulator, AggregateCall, Aggregates } from "./aggregate"
import { choiceAggregates } from "./choices"
import { collectionAggregates } from "./collections"
import { countAggregates } from "./counts"

const aggregates: Aggregates = { ...countAggregates, ...choiceAggregates, ...collectionAggregates }

const isAggregate = ({ Name: { SimpleName: name } }: Nodes["FunctionCallExpression"]) =>
  Object.hasOwn(aggregates, name)

/** What an expression without its names is. */
const unnamed = (node: Expression): Expression =>
  is(node, "SimpleNamedExpression") || is(node, "CompoundNamedExpression") ? unnamed(node.Expression) : node

function startOf(
  node: Nodes["FunctionCallExpression"],
  columns: readonly Column[],
  scope: Scope,
): () => Accumulator {
  const name = node.Name.SimpleName
  const nodes = listed(node.ArgumentList.Expressions)
  const args = nodes.filter((one) => !is(one, "StarExpression")).map((one) => scalarOf(one, scope))
  const call: AggregateCall = { name, args, nodes, columns, input: scope.columns }
  const start = aggregates[name]
  if (!start) throw unsupported(`the aggregate ${name}()`)
  return start(call)
}

/** Calculates with aggregates: each of them is found first, then the expression around them is evaluated. */
function combined(node: Expression, column: Column, scope: Scope): () => Accumulator {
  const starts: (() => Accumulator)[] = []
  const known = new Map<Expression, Scalar>()
  const visit = (part: Expression): void => {
    const call = findNode(part, "FunctionCallExpression", (one) => isAggregate(one) && !known.has(one))
    if (!call) return
    const place = starts.length
    const type = columnType(call.ResultType?.Name ?? "")
    starts.push(startOf(call, [{ name: "", type }], scope))
    known.set(call, { type, isConstant: false, of: (row) => row[place] ?? null })
    visit(part)
  }
  visit(node)
  if (starts.length === 0) throw unsupported(`${textOf(node)} as an aggregate`)
  const of = implicit(scalarOf(node, { ...scopeOfNone(scope), known }), column.type)
  return () => {
    const parts = starts.map((start) => start())
    return {
      add(row: Row) {
        for (const part of parts) part.add(row)
      },
      values: () => [
        of(
          parts.map((part) => part.values()[0] ?? null),
          noFrame,
        ),
      ],
    }
  }
}

/** An aggregate as it stands in `summarize`: its columns, and what begins to gather its values. */
export function prepareAggregate(
  node: Expression,
  columns: readonly Column[],
  scope: Scope,
): () => Accumulator {
  refuseNeighbours(node)
  const call = unnamed(node)
  if (is(call, "FunctionCallExpression") && isAggregate(call)) return startOf(call, columns, scope)
  const [column] = columns
  if (!column || columns.length > 1) throw unsupported(textOf(node))
  return combined(call, column, scope)
}

/** How many columns an aggregate gives. */
export const widthOf = (node: Expression): number => columnsOf(node).length || 1

/** The values of an accumulator for columns of these types. */
export const valuesFor = (accumulator: Accumulator, columns: readonly Column[]): Row => {
  const values = accumulator.values()
  return columns.map(({ type }, index) => values[index] ?? missingOf(type))
}
