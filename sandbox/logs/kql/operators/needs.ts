import { columnsOf, findNode, type Handlers, handle, is, listed, namesIn } from "../language"
import type { Needed } from "../scope"
import type { Expression, NodeList, SyntaxNode } from "../syntax"
import type { Column } from "../values/value"

/** What is wanted of an operator's result, and all columns of what it goes on from. */
type Context = { needed: Needed; before: readonly Column[] }

/** The names in some nodes; undefined when they mean every column there is. */
export function namesOf(nodes: readonly (SyntaxNode | null)[]): Needed {
  const names = new Set<string>()
  for (const node of nodes) {
    if (!node) continue
    const isAll =
      findNode(node, "StarExpression", () => true) ??
      findNode(node, "FunctionCallExpression", ({ Name: { SimpleName: name } }) => name === "pack_all")
    if (isAll) return undefined
    for (const name of namesIn(node)) names.add(name)
  }
  return names
}

const eitherOf = (one: Needed, other: Needed): Needed => one && other && new Set([...one, ...other])

type WithExpressions = SyntaxNode & { Expressions: NodeList<Expression> }

/** The expressions whose column is wanted; those are whose name the service makes up. */
const wantedOf = ({ Expressions: all }: WithExpressions, needed: Needed): Expression[] =>
  listed(all).filter((node) => {
    if (is(node, "NameReference")) return !needed || needed.has(node.SimpleName)
    return !needed || !is(node, "SimpleNamedExpression") || needed.has(node.Name.SimpleName)
  })

/** The wanted columns, and whatever the operator itself names. */
const andOwn = (node: SyntaxNode, { needed }: Context) => eitherOf(needed, namesOf([node]))
const ownOnly = (node: SyntaxNode) => namesOf([node])
const asWanted = (_: SyntaxNode, { needed }: Context) => needed
const andExtended = (node: WithExpressions, { needed }: Context) =>
  eitherOf(needed, namesOf(wantedOf(node, needed)))

/** What `join` and `union` put behind the name of a column. */
const suffix = /(?:_(?:bool|datetime|dynamic|guid|int|long|real|string|timespan))?\d*$/

/** The names with and without what a union may have put behind them. */
export const unsuffixed = (needed: Needed): Needed =>
  needed && new Set([...needed].flatMap((name) => [name, name.replace(suffix, "")]))

/** The columns of one side of a join that are wanted: its keys, and those that come to the result. */
export function neededOfSide(
  side: { columns: readonly Column[]; begin: number },
  result: readonly Column[],
  needed: Needed,
  clause: SyntaxNode,
): Needed {
  if (!needed) return undefined
  const shown = side.columns.filter((_, index) => needed.has(result[side.begin + index]?.name ?? ""))
  return eitherOf(new Set(shown.map(({ name }) => name)), namesOf([clause]))
}

const needs: Handlers<Context, Needed> = {
  FilterOperator: andOwn,
  SortOperator: andOwn,
  TopOperator: andOwn,
  TakeOperator: asWanted,
  RenderOperator: asWanted,
  CountOperator: () => new Set(),
  ProjectOperator: (node, { needed }) => namesOf(wantedOf(node, needed)),
  ExtendOperator: andExtended,
  SerializeOperator: andExtended,
  ProjectAwayOperator: asWanted,
  ProjectKeepOperator: asWanted,
  ProjectReorderOperator: asWanted,
  ProjectRenameOperator: andOwn,
  SummarizeOperator: ownOnly,
  MakeSeriesOperator: ownOnly,
  DistinctOperator: ownOnly,
  MvExpandOperator: andOwn,
  MvApplyOperator: andOwn,
  UnionOperator: (_, { needed }) => unsuffixed(needed),
  JoinOperator: (node, { needed, before }) =>
    neededOfSide({ columns: before, begin: 0 }, columnsOf(node), needed, node.ConditionClause),
  LookupOperator: (node, { needed, before }) =>
    neededOfSide({ columns: before, begin: 0 }, columnsOf(node), needed, node.LookupClause),
}

/** The columns that an operator needs of what it goes on from, for those that are wanted of its result. */
export const neededBefore = (operator: Expression, context: Context): Needed =>
  handle(needs, operator, context)

/** The columns that are wanted among those that there are. */
export const amongNeeded = (columns: readonly Column[], needed: Needed): readonly Column[] =>
  needed ? columns.filter(({ name }) => needed.has(name)) : columns
