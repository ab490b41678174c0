import { columnsOf, type Handlers, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import type { Relation, Scope } from "../scope"
import type { Nodes } from "../syntax"
import type { Column, ColumnType, Row } from "../values/value"
import { apply, expand } from "./expand"
import { filter } from "./filter"
import { join, lookup } from "./join"
import { byName, distinct, extended, project, rename } from "./project"
import { type Operator, requireParameters } from "./rows"
import { makeSeries } from "./series"
import { sorted, take, top } from "./sort"
import { summarize } from "./summarize"
import { union } from "./union"

type Context = { input: Relation; scope: Scope }

/** `count`: how many rows there are. */
const count: Operator<Nodes["CountOperator"]> = (node, input) => ({
  columns: columnsOf(node),
  isSerialized: false,
  async *read() {
    let rows = 0
    for await (const batch of input.read()) rows += batch.length
    yield [[rows]]
  },
})

/** The types of .NET that stand for those of columns. INFERRED: that of bool, which Kusto keeps in a byte. */
const netTypes: Readonly<Record<ColumnType, string>> = {
  bool: "System.SByte",
  datetime: "System.DateTime",
  dynamic: "System.Object",
  guid: "System.Guid",
  int: "System.Int32",
  long: "System.Int64",
  real: "System.Double",
  string: "System.String",
  timespan: "System.TimeSpan",
}

/** `getschema`: a row for each column of the input. */
const getSchema: Operator<Nodes["GetSchemaOperator"]> = (node, input) => {
  if (node.KindParameter) throw unsupported("getschema of a kind")
  const columns = columnsOf(node)
  const describe = ({ name, type }: Column, index: number): Row => {
    const all: Readonly<Record<string, string | number>> = {
      ColumnName: name,
      ColumnOrdinal: index,
      DataType: netTypes[type],
      ColumnType: type,
    }
    return columns.map((column) => all[column.name] ?? null)
  }
  return {
    columns,
    isSerialized: true,
    async *read() {
      yield input.columns.map(describe)
    },
  }
}

/** `render`: changes nothing, but is told to the client. */
const render: Operator<Nodes["RenderOperator"]> = (node, input) => {
  const properties = node.WithClause ? listed(node.WithClause.Properties) : []
  return {
    ...input,
    drawing: {
      visualization: node.ChartType.Text.toLowerCase(),
      properties: Object.fromEntries(
        properties.map(({ Name: { SimpleName: name }, Expression: value }) => [
          name,
          textOf(value).replace(/^(["'])(.*)\1$/, "$2"),
        ]),
      ),
    },
  }
}

const on =
  <Node>(operator: (node: Node, input: Relation, scope: Scope) => Relation) =>
  (node: Node, { input, scope }: Context) =>
    operator(node, input, scope)

/** The operators that stand behind a bar. */
export const operators: Handlers<Context, Relation> = {
  FilterOperator: on(filter),
  ProjectOperator: on(project),
  ExtendOperator: on(extended),
  ProjectAwayOperator: on(byName),
  ProjectKeepOperator: on(byName),
  ProjectReorderOperator: on(byName),
  ProjectRenameOperator: on(rename),
  DistinctOperator: on(distinct),
  SummarizeOperator: on(summarize),
  MakeSeriesOperator: on(makeSeries),
  SortOperator: (node, { input, scope }) => sorted(node, input, scope),
  TopOperator: on(top),
  TakeOperator: on(take),
  CountOperator: on(count),
  MvExpandOperator: on(expand),
  MvApplyOperator: on(apply),
  UnionOperator: on(union),
  JoinOperator: on(join),
  LookupOperator: on(lookup),
  GetSchemaOperator: on(getSchema),
  RenderOperator: on(render),
  SerializeOperator(node, { input, scope }) {
    requireParameters(node.Parameters)
    return { ...extended(node, { ...input, isSerialized: true }, scope), isSerialized: true }
  },
}
