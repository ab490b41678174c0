import type { Evaluate, Scalar } from "../scope"
import type { Expression } from "../syntax"
import type { Column, Row, Value } from "../values/value"

/** What is gathered of the rows of one group. */
export type Accumulator = {
  add(row: Row): void
  /** The values of the aggregate's columns. */
  values(): readonly Value[]
}

/** A call of an aggregate function. */
export type AggregateCall = {
  name: string
  args: readonly Scalar[]
  nodes: readonly Expression[]
  /** The columns that it gives: one, or several for such as `arg_max`. */
  columns: readonly Column[]
  /** The columns of the rows that it aggregates, which an asterisk stands for. */
  input: readonly Column[]
}

/** Makes what begins an accumulator for each group. */
export type Aggregate = (call: AggregateCall) => () => Accumulator

/** Aggregate functions by their names. */
export type Aggregates = Readonly<Record<string, Aggregate>>

/** Always true: the condition of aggregates that have none. */
export const always: Evaluate = () => true
