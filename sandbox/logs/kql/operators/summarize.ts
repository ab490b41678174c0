import type { Accumulator } from "../aggregates/aggregate"
import { prepareAggregate, valuesFor, widthOf } from "../aggregates/prepare"
import { columnsOf, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import { type Evaluate, noFrame, type Relation, type Scope, scopeOver } from "../scope"
import type { Expression, Nodes } from "../syntax"
import type { Column, Row, Value } from "../values/value"
import { keyOfAll, type Operator, refuseNeighbours, requireParameters, valueFor } from "./rows"

/** One aggregate of a `summarize` with the columns that it gives. */
type Part = { columns: readonly Column[]; start: () => Accumulator }

/** A group: the values that its rows share, and what is gathered of each aggregate. */
type Group = { by: readonly Value[]; parts: readonly Accumulator[] }

/** What to group by. */
export function groupingOf(
  nodes: readonly Expression[],
  columns: readonly Column[],
  scope: Scope,
): Evaluate[] {
  return nodes.map((node, index) => {
    refuseNeighbours(node)
    const column = columns[index]
    if (!column) throw unsupported(textOf(node))
    return valueFor(column, node, scope)
  })
}

/** The groups of a relation's rows, in the order in which they came first. */
export async function groupsOf(
  input: Relation,
  by: readonly Evaluate[],
  start: () => readonly Accumulator[],
): Promise<Map<unknown, Group>> {
  const groups = new Map<unknown, Group>()
  for await (const batch of input.read())
    for (const row of batch) {
      const values = by.map((of) => of(row, noFrame))
      const key = by.length === 0 ? null : keyOfAll(values)
      let group = groups.get(key)
      if (!group) {
        group = { by: values, parts: start() }
        groups.set(key, group)
      }
      for (const part of group.parts) part.add(row)
    }
  return groups
}

function partsOf(node: Nodes["SummarizeOperator"], columns: readonly Column[], scope: Scope): Part[] {
  let from = 0
  const parts = listed(node.Aggregates).map((aggregate) => {
    const own = columns.slice(from, from + widthOf(aggregate))
    from += own.length
    // An asterisk means columns by the names that they had, not by those that they are given here.
    const given = columnsOf(aggregate)
    return { columns: own, start: prepareAggregate(aggregate, given.length > 0 ? given : own, scope) }
  })
  if (from !== columns.length) throw unsupported(textOf(node))
  return parts
}

/** `summarize`: a row for each group, or one row for all when nothing is grouped by. */
export const summarize: Operator<Nodes["SummarizeOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters)
  if (node.ByClause?.BinClause) throw unsupported("summarize with a bin clause")
  const columns = columnsOf(node)
  const over = scopeOver(input, scope)
  const byNodes = node.ByClause ? listed(node.ByClause.Expressions) : []
  const by = groupingOf(byNodes, columns, over)
  const parts = partsOf(node, columns.slice(by.length), over)
  const start = () => parts.map((part) => part.start())
  return {
    columns,
    isSerialized: false,
    async *read() {
      const groups = await groupsOf(input, by, start)
      if (by.length === 0 && groups.size === 0) groups.set(null, { by: [], parts: start() })
      yield [...groups.values()].map((group): Row => {
        const values = parts.map((part, index) => {
          const gathered = group.parts[index]
          return gathered ? valuesFor(gathered, part.columns) : []
        })
        return [...group.by, ...values.flat()]
      })
    },
  }
}
