import type { Accumulator } from "../aggregates/aggregate"
import { prepareAggregate } from "../aggregates/prepare"
import { columnsOf, is, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import { type Evaluate, noFrame, type Relation, type Scope, scalarOf, scopeOfNone, scopeOver } from "../scope"
import type { Nodes } from "../syntax"
import { compare } from "../values/compare"
import { add, divide, type Long, multiply, subtract } from "../values/long"
import {
  type Column,
  type ColumnType,
  columnType,
  isLong,
  type Row,
  toDynamic,
  type Value,
} from "../values/value"
import { type Operator, parameterOf, refuseNeighbours, requireParameters } from "./rows"
import { groupingOf, groupsOf } from "./summarize"

const mostBins = 1_048_576

/** The axis of a series: what each row is placed by, and the places. */
type Axis = { of: Evaluate; type: ColumnType; from: Evaluate; to: Evaluate; step: Evaluate }

/** One aggregate of a series: its type, what gathers it, and what stands where there are no rows. */
type Part = { type: ColumnType; start: () => Accumulator; fallback: Evaluate }

function axisOf(node: Nodes["MakeSeriesOperator"], input: Relation, scope: Scope): Axis {
  const range = node.RangeClause
  if (!is(range, "MakeSeriesFromToStepClause") || !range.MakeSeriesFromClause || !range.MakeSeriesToClause)
    throw unsupported("make-series without from and to")
  refuseNeighbours(node)
  const axis = scalarOf(node.OnClause.Expression, scopeOver(input, scope))
  if (!["datetime", "timespan", "long", "int"].includes(axis.type))
    throw unsupported(`make-series on ${axis.type}`)
  const none = scopeOfNone(scope)
  const stepType = axis.type === "datetime" ? "timespan" : axis.type
  const at = (clause: { Expression: Parameters<typeof scalarOf>[0] }, type: ColumnType) =>
    implicit(scalarOf(clause.Expression, none), type)
  return {
    of: axis.of,
    type: axis.type,
    from: at(range.MakeSeriesFromClause, axis.type),
    to: at(range.MakeSeriesToClause, axis.type),
    step: at(range.MakeSeriesStepClause, stepType),
  }
}

function partsOf(node: Nodes["MakeSeriesOperator"], input: Relation, scope: Scope): Part[] {
  return listed(node.Aggregates).map(({ Expression: aggregate, DefaultExpression: given }) => {
    const type = columnType(aggregate.ResultType?.Name ?? "")
    const start = prepareAggregate(aggregate, [{ name: "", type }], scopeOver(input, scope))
    const fallback = given ? implicit(scalarOf(given.Expression, scopeOfNone(scope)), type) : (): Value => 0
    return { type, start, fallback }
  })
}

/** The places of an axis, from its begin up to, but without, its end. */
function placesOf({ from, to, step }: Axis) {
  const [start, end, size] = [from, to, step].map((of) => of([], noFrame))
  if (!isLong(start ?? null) || !isLong(end ?? null) || !isLong(size ?? null))
    throw unsupported("make-series over bounds that are null")
  // Safe: all three were just seen to be whole numbers.
  const [low, high, width] = [start, end, size] as [Long, Long, Long]
  if (width <= 0) throw unsupported("make-series with a step that is not above zero")
  const count = high > low ? Number(divide(subtract(add(high, width), add(low, 1)), width)) : 0
  if (count > mostBins) throw unsupported("make-series of more than 1048576 values")
  return {
    count,
    at: (index: number): Long => add(low, multiply(index, width)),
    indexOf(value: Value): number | undefined {
      if (!isLong(value) || compare(value, low) < 0 || compare(value, high) >= 0) return undefined
      return Number(divide(subtract(value, low), width))
    },
  }
}

/** Gathers the arrays of one group: one for each aggregate. */
function seriesOf(
  parts: readonly Part[],
  placeOf: (row: Row) => number | undefined,
  count: number,
): Accumulator {
  const bins = new Map<number, readonly Accumulator[]>()
  return {
    add(row) {
      const place = placeOf(row)
      if (place === undefined) return
      let bin = bins.get(place)
      if (!bin) {
        bin = parts.map(({ start }) => start())
        bins.set(place, bin)
      }
      for (const accumulator of bin) accumulator.add(row)
    },
    values: () =>
      parts.map(({ type, fallback }, part) => {
        const empty = toDynamic(fallback([], noFrame), type)
        return Array.from({ length: count }, (_, index) => {
          const gathered = bins.get(index)?.[part]
          return gathered ? toDynamic(gathered.values()[0] ?? null, type) : empty
        })
      }),
  }
}

/** `make-series`: arrays over equal steps of an axis, a row for each group. */
export const makeSeries: Operator<Nodes["MakeSeriesOperator"]> = (node, input, scope) => {
  requireParameters(node.Parameters, ["kind"])
  const isNeverEmpty = parameterOf(node.Parameters, "kind") === "nonempty"
  const columns: readonly Column[] = columnsOf(node)
  const byNodes = node.ByClause ? listed(node.ByClause.Expressions) : []
  const by = groupingOf(byNodes, columns, scopeOver(input, scope))
  const parts = partsOf(node, input, scope)
  if (columns.length !== by.length + parts.length + 1) throw unsupported(textOf(node))
  const axis = axisOf(node, input, scope)
  return {
    columns,
    isSerialized: false,
    async *read() {
      const { count, at, indexOf } = placesOf(axis)
      const placeOf = (row: Row) => indexOf(axis.of(row, noFrame))
      const start = (): readonly Accumulator[] => [seriesOf(parts, placeOf, count)]
      const groups = await groupsOf(
        inside(input, (row) => placeOf(row) !== undefined),
        by,
        start,
      )
      if (groups.size === 0 && by.length === 0 && isNeverEmpty) groups.set(null, { by: [], parts: start() })
      const places = Array.from({ length: count }, (_, index) => toDynamic(at(index), axis.type))
      yield [...groups.values()].map(
        ({ by: values, parts: [own] }): Row => [...values, ...(own?.values() ?? []), places],
      )
    },
  }
}

/** The rows of a relation that lie on the axis. */
const inside = (input: Relation, isOn: (row: Row) => boolean): Relation => ({
  ...input,
  async *read() {
    for await (const batch of input.read()) yield batch.filter(isOn)
  },
})
