import { findNode } from "./language"
import type { Expression, Nodes, SyntaxNode } from "./syntax"
import type { Long } from "./values/long"
import type { Column, ColumnType, Row, Value } from "./values/value"

/** The rows among which a row stands, for functions that look at its neighbours. */
export type Frame = { rows: readonly Row[]; index: number }

/** Where no function looks at neighbours. */
export const noFrame: Frame = { rows: [], index: 0 }

/** Gives the value of an expression for a row. */
export type Evaluate = (row: Row, frame: Frame) => Value

/** An expression that is ready to be evaluated. */
export type Scalar = {
  type: ColumnType
  /** Whether it is the same for every row. */
  isConstant: boolean
  of: Evaluate
}

/** The columns that are wanted of a relation, by their names; undefined when all of them are. */
export type Needed = ReadonlySet<string> | undefined

/** Rows that come together, so that not every one of them is waited for. */
export type Batch = readonly Row[]

/** What the rows of a table must be like to be wanted at all. */
export type Bounds = {
  /** A column and the least or the greatest value that it may have. */
  limits: readonly { column: string; from?: Scalar | undefined; to?: Scalar | undefined }[]
  /** Lists of columns and values; of each list, one column at least must have its value. */
  lookups: readonly (readonly { column: string; id: Scalar }[])[]
}

/** A table, or what operators make of one; it can be read again and again. */
export type Relation = {
  /** Those of its columns that are wanted. */
  columns: readonly Column[]
  /** Whether the rows have an order that functions such as `row_number` may count on. */
  isSerialized: boolean
  /** Where the rows hold the time of their arrival, behind the columns. */
  ingestedAt?: number | undefined
  /** All columns that it could have, in their order: `join` tells its columns by their places. */
  declared?: readonly Column[]
  /** The name of the table, as `withsource` tells it. */
  name?: string | undefined
  read(): AsyncIterable<Batch>
  /** The same rows or fewer: those outside of the bounds need not be made. */
  narrow?(by: Bounds): Relation
  /** How a client is asked to draw the result. */
  drawing?: Drawing
}

/** What `render` says. */
export type Drawing = { visualization: string; properties: Readonly<Record<string, string>> }

/** What a name stands for that `let` or a parameter binds. */
export type Binding =
  | { kind: "scalar"; scalar: Scalar }
  | { kind: "relation"; node: Expression; scope: Scope }
  | { kind: "function"; declaration: Nodes["FunctionDeclaration"]; names: Names }

/** Bound names, the inner ones before the outer ones. */
export class Names {
  readonly #outer: Names | undefined
  readonly #bindings = new Map<string, Binding>()

  constructor(outer?: Names) {
    this.#outer = outer
  }

  bind(name: string, binding: Binding): void {
    this.#bindings.set(name, binding)
  }

  find(name: string): Binding | undefined {
    return this.#bindings.get(name) ?? this.#outer?.find(name)
  }
}

/** One execution of a query. */
export type Run = {
  /** The time at which it began. */
  now: Long
  /** Whether it is only to find what is wrong with the query, in columns that nobody wants too. */
  isTrial: boolean
  /** The table of this name with the columns that are wanted. */
  tableOf(name: string, needed: Needed): Relation
  /** What is read once only, by the nodes that say so. */
  materialized: Map<SyntaxNode, Relation>
  /** A scalar expression, ready to be evaluated. */
  scalarOf(node: Expression, scope: Scope): Scalar
  /** A tabular expression as a relation. */
  relationOf(node: Expression, scope: Scope): Relation
  /** What has to be read before the result, in this order: subqueries that give one value or a list. */
  deferred: (() => Promise<void>)[]
  /** Throws a QueryTimeout when the caller waits no longer; lets others have their turn in between. */
  pause(): Promise<void>
}

/** What the names in an expression can stand for. */
export type Scope = {
  columns: readonly Column[]
  ingestedAt?: number | undefined
  names: Names
  run: Run
  /** What some nodes have been evaluated to already, such as aggregates within an expression. */
  known?: ReadonlyMap<Expression, Scalar>
  /** What operators without a source of their own go on from. */
  input?: Relation
  /** What is wanted of a tabular expression. */
  needed?: Needed
}

/** Prepares a scalar expression. Throws a refusal that names what the sandbox does not do. */
export const scalarOf = (node: Expression, scope: Scope): Scalar => scope.run.scalarOf(node, scope)

/** Prepares a tabular expression, the same way. */
export const relationOf = (node: Expression, scope: Scope): Relation => scope.run.relationOf(node, scope)

/** The scope of expressions over the rows of a relation. */
export const scopeOver = ({ columns, ingestedAt }: Relation, { names, run }: Scope): Scope => ({
  columns,
  ingestedAt,
  names,
  run,
})

/** The scope of expressions that can be the same for every row only, and of tables of which all columns are wanted. */
export const scopeOfNone = ({ names, run }: Scope, needed?: Needed): Scope => ({
  columns: [],
  names,
  run,
  needed,
})

/** Functions whose value is another one each time. */
const restless = new Set(["rand", "new_guid"])
/** Functions that look at the rows around a row. */
const neighbourly = new Set(["row_number", "prev", "next", "row_cumsum"])

const callOf = (node: SyntaxNode, names: ReadonlySet<string>) =>
  findNode(node, "FunctionCallExpression", ({ Name: name }) => names.has(name.SimpleName))

/** Whether an expression is the same for every row of a scope. */
export function isConstant(node: Expression, { columns, names, known }: Scope): boolean {
  if (known && findNode(node, "FunctionCallExpression", (call) => known.has(call))) return false
  const changes = new Set(columns.map(({ name }) => name))
  const reference = findNode(node, "NameReference", ({ SimpleName: name }) => {
    const binding = names.find(name)
    return changes.has(name) || (binding?.kind === "scalar" && !binding.scalar.isConstant)
  })
  return !reference && !callOf(node, new Set([...restless, ...neighbourly, "ingestion_time", "pack_all"]))
}

/** Whether an expression looks at the rows around a row. */
export const usesNeighbours = (node: SyntaxNode): boolean => callOf(node, neighbourly) !== undefined
