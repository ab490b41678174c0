import { createRequire } from "node:module"
import path from "node:path"
import type { ColumnSymbol, Expression, NetList, NodeList, Nodes, SyntaxNode, TypeSymbol } from "./syntax"
import { type Column, columnType } from "./values/value"

/** What is wrong with a query, and where: `start` counts characters from its beginning. */
export type Problem = { isSyntax: boolean; code: string; message: string; start: number; length: number }

/** A query that was read and bound to the tables of a workspace. */
type Analysis = {
  block: Nodes["QueryBlock"]
  /** Whether it is a query at all: the parser reads management commands too. */
  isQuery: boolean
  /** The first problem that keeps the query from running. */
  problem: Problem | undefined
}

/** The tables of a workspace with their columns. */
export type Schema = ReadonlyMap<string, readonly Column[]>

type Diagnostic = { Severity: string; Code: string; Message: string; Start: number; Length: number }
type Global = { readonly brand: "GlobalState" }
type Code = {
  Kind: string
  Syntax: SyntaxNode
  GetSyntaxDiagnostics(): NetList<Diagnostic> | readonly Diagnostic[]
  GetDiagnostics(): NetList<Diagnostic> | readonly Diagnostic[]
}

/** What is used of the package's global `Kusto.Language`. */
type Language = {
  KustoCode: { ParseAndAnalyze(text: string, globals: Global): Code }
  GlobalState: { Default: { WithDatabase(database: object): Global } }
  Symbols: {
    TableSymbol: { $ctor7: new (name: string, columns: string, description: null) => object }
    DatabaseSymbol: { $ctor1: new (name: string, members: readonly object[], isOpen: boolean) => object }
  }
  Binding: {
    Binder: { GetExpressionResultName(expression: Expression, fallback: string): string | null }
  }
}

let loaded: Language | undefined

/** Microsoft's parser, loaded when the first query comes: it takes half a second and some memory. */
function language(): Language {
  if (loaded) return loaded
  const require = createRequire(import.meta.url)
  const folder = path.dirname(require.resolve("@kusto/language-service-next"))
  require(path.join(folder, "bridge.min.js"))
  require(path.join(folder, "Kusto.Language.Bridge.min.js"))
  // Safe: the second file puts the language there; the types above say what we use of it.
  const scope = globalThis as unknown as { Kusto: { Language: Language } }
  loaded = scope.Kusto.Language
  return loaded
}

const known = new WeakMap<Schema, Global>()

function globalsOf(schema: Schema): Global {
  const ready = known.get(schema)
  if (ready) return ready
  const { GlobalState, Symbols } = language()
  const tables = [...schema].map(([name, columns]) => {
    const declared = columns.map((column) => `['${column.name}']: ${column.type}`).join(", ")
    return new Symbols.TableSymbol.$ctor7(name, `(${declared})`, null)
  })
  const database = new Symbols.DatabaseSymbol.$ctor1("workspace", tables, false)
  const globals = GlobalState.Default.WithDatabase(database)
  known.set(schema, globals)
  return globals
}

/** Bridge gives some lists of .NET as arrays. */
const itemsOf = <Item>(list: NetList<Item> | readonly Item[]): readonly Item[] =>
  "getItem" in list ? Array.from({ length: list.Count }, (_, index) => list.getItem(index)) : list

/** Reads a query and binds its names to the tables of a workspace. */
export function analyze(text: string, schema: Schema): Analysis {
  const globals = globalsOf(schema)
  const code = language().KustoCode.ParseAndAnalyze(text, globals)
  const errorsIn = (list: NetList<Diagnostic> | readonly Diagnostic[], isSyntax: boolean): Problem[] =>
    itemsOf(list)
      .filter(({ Severity }) => Severity === "Error")
      .map(({ Code: id, Message, Start, Length }) => ({
        isSyntax,
        code: id,
        message: Message,
        start: Start,
        length: Length,
      }))
  const [problem] = [
    ...errorsIn(code.GetSyntaxDiagnostics(), true),
    ...errorsIn(code.GetDiagnostics(), false),
  ]
  // Safe: the root of every query is a QueryBlock.
  return { block: code.Syntax as Nodes["QueryBlock"], isQuery: code.Kind === "Query", problem }
}

/** The name of a node's class, such as FilterOperator; lists and separated elements without what they hold. */
function classOf(node: SyntaxNode): string {
  // Safe: Bridge gives every one of its objects a type with a full name.
  const { $$fullname: name } = (node.constructor ?? {}) as { $$fullname?: string }
  return (name ?? "").replace(/[[`].*$/, "").replace(/^.*\./, "")
}

/** Whether a node is of a class. */
export const is = <Name extends keyof Nodes>(node: SyntaxNode | null, name: Name): node is Nodes[Name] =>
  node !== null && classOf(node) === name

/** What to do with a node of each class. */
export type Handlers<Context, Result> = {
  readonly [Name in keyof Nodes]?: (node: Nodes[Name], context: Context) => Result
}

/** Gives a node to the handler of its class; undefined when there is none. */
export function handle<Context, Result>(
  handlers: Handlers<Context, Result>,
  node: SyntaxNode,
  context: Context,
): Result | undefined {
  const name = classOf(node)
  if (!Object.hasOwn(handlers, name)) return undefined
  // Safe: the class decides which handler is chosen, and so what it takes.
  const handler = handlers[name as keyof Nodes] as
    | ((node: SyntaxNode, context: Context) => Result)
    | undefined
  return handler?.(node, context)
}

/** The elements of a list, without the commas between them. */
export function listed<Item extends SyntaxNode>(list: NodeList<Item>): Item[] {
  return Array.from({ length: list.ChildCount }, (_, index) => list.GetChild(index)).flatMap((child) => {
    const element = child && classOf(child) === "SeparatedElement" ? child.GetChild(0) : child
    // Safe: the list's type says what it holds.
    return element ? [element as Item] : []
  })
}

/** The first node of a class among the descendants of a node, or the node itself. */
export function findNode<Name extends keyof Nodes>(
  node: SyntaxNode,
  name: Name,
  matches: (found: Nodes[Name]) => boolean,
): Nodes[Name] | undefined {
  if (is(node, name) && matches(node)) return node
  for (let index = 0; index < node.ChildCount; index += 1) {
    const child = node.GetChild(index)
    const found = child && findNode(child, name, matches)
    if (found) return found
  }
  return undefined
}

/** The names that a node refers to anywhere in it. */
export function namesIn(node: SyntaxNode): string[] {
  const names: string[] = []
  findNode(node, "NameReference", ({ SimpleName: name }) => {
    names.push(name)
    return false
  })
  return names
}

const symbolsOf = ({ Columns: columns }: TypeSymbol): readonly ColumnSymbol[] =>
  columns ? itemsOf(columns) : []

/**
 * The columns that an expression gives: those of a table or of a tuple; none for a scalar. What comes of a table that
 * is not there has no type and is left out, as a fuzzy union leaves the table out.
 */
export function columnsOf({ ResultType: type }: Expression): Column[] {
  const known = type ? symbolsOf(type).filter((symbol) => symbol.Type.Name !== "unknown") : []
  return known.map((symbol) => ({ name: symbol.Name, type: columnType(symbol.Type.Name) }))
}

/** Whether an expression gives a table. */
export const isTabular = ({ ResultType: type }: Expression): boolean => type?.IsTabular === true

/** The name that the service gives to the column of an expression without one; empty when it makes up a number. */
export const resultName = (expression: Expression): string =>
  language().Binding.Binder.GetExpressionResultName(expression, "") ?? ""

/** The text of a node without the blanks around it. */
export const textOf = (node: SyntaxNode): string => node.ToString(2).trim()
