import { type Relation, type Scalar, scalarOf, scopeOver } from "../scope"
import type { Nodes } from "../syntax"
import { boundsOf } from "./narrow"
import { eachRow, looksAround, type Operator, requireParameters } from "./rows"

/** The rows that meet a condition; what it says of the table's columns goes down to the table. */
export const filter: Operator<Nodes["FilterOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters)
  const over = scopeOver(input, scope)
  const condition = scalarOf(node.Condition, over)
  // A condition that looks around must see all the rows, also those that it leaves out.
  if (looksAround([node.Condition], input)) return kept({ ...input, narrow: undefined }, condition, true)
  return kept(input.narrow?.(boundsOf(node.Condition, over)) ?? input, condition, false)
}

function kept(input: Relation, condition: Scalar, around: boolean): Relation {
  const { narrow } = input
  return {
    ...input,
    read: () => eachRow(input, around, (row, frame) => (condition.of(row, frame) === true ? row : undefined)),
    narrow: narrow && ((by) => kept(narrow(by), condition, around)),
  }
}
