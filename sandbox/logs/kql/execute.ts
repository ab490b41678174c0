import { analyze, columnsOf, findNode, isTabular, type Problem, type Schema } from "./language"
import { prepareRelation } from "./operators/sources"
import { isInner, MissingTable } from "./operators/union"
import { type Place, QueryRefusal, semantic, unsupported } from "./refusal"
import { prepareScalar } from "./scalars/expression"
import { Names, type Needed, type Relation, type Run, relationOf, type Scope } from "./scope"
import { bindStatements } from "./statements"
import type { Nodes, SyntaxNode } from "./syntax"
import type { Long } from "./values/long"
import type { Column } from "./values/value"

/** What a query runs over. */
export type Database = {
  schema: Schema
  /**
   * A table of the schema with the columns that are wanted; `pause` is awaited now and then, so that a long scan can
   * be ended and others have their turn.
   */
  tableOf(name: string, needed: Needed, pause: () => Promise<void>): Relation
}

/** Where in a text a problem is. */
function placeOf(text: string, { start, length }: Problem): Place {
  const before = text.slice(0, start)
  const line = before.split("\n").length
  const token = text.slice(start, start + Math.max(length, 1)).split(/\s/)[0] ?? ""
  // INFERRED: that columns count from one.
  return { line, pos: start - before.lastIndexOf("\n"), token: token || "<EOF>" }
}

/** The engine's codes and words for what Microsoft's parser found. INFERRED: those of all others. */
function refusalOf(text: string, problem: Problem): QueryRefusal {
  const place = placeOf(text, problem)
  if (problem.isSyntax) {
    const where = `'${place.token}' on line [${place.line},${place.pos}]`
    return new QueryRefusal("SyntaxError", "SYN0002", `Query could not be parsed at ${where}`, place)
  }
  const name = /'([^']*)'/.exec(problem.message)?.[1] ?? place.token
  const known: Readonly<Record<string, readonly [code: string, message: string]>> = {
    KS142: ["SEM0100", `Failed to resolve column or scalar expression named '${name}'`],
    KS204: ["SEM0100", `Failed to resolve table or column expression named '${name}'`],
    KS211: ["SEM0260", `Unknown function: '${name}'.`],
  }
  const [code, message] = known[problem.code] ?? ["SEM0000", problem.message]
  return new QueryRefusal("SemanticError", code, message, place)
}

/** One execution, begun now. */
function createRun(database: Database, { now, pause }: Pick<Run, "now" | "pause">, isTrial: boolean): Run {
  return {
    now,
    isTrial,
    deferred: [],
    scalarOf: prepareScalar,
    relationOf: prepareRelation,
    materialized: new Map(),
    tableOf(name, needed) {
      if (!database.schema.has(name)) throw new MissingTable(name)
      return database.tableOf(name, needed, pause)
    },
    pause,
  }
}

/** Throws when a relation has not the columns that Microsoft's parser gives for it: that would be the sandbox's mistake. */
function requireColumns({ columns }: Relation, expected: readonly Column[], block: SyntaxNode): void {
  const told = (all: readonly Column[]) => all.map(({ name, type }) => `${name}:${type}`).join()
  const mayLack = findNode(block, "UnionOperator", isInner) !== undefined
  const wanted = mayLack ? expected.filter(({ name }) => columns.some((one) => one.name === name)) : expected
  if (told(columns) !== told(wanted)) throw unsupported(`the columns ${told(expected)}`)
}

/**
 * Prepares a query: everything that does not depend on rows is done, and what the result needs before is read. Throws
 * a QueryRefusal for a query that the service would refuse, or that the sandbox does not execute.
 */
export async function prepareQuery(
  text: string,
  database: Database,
  options: { now: Long; pause: () => Promise<void> },
): Promise<Relation> {
  const { block, isQuery, problem } = analyze(text, database.schema)
  if (problem) throw refusalOf(text, problem)
  if (!isQuery) throw unsupported("management commands")
  prepared(block, createRun(database, options, true))
  const run = createRun(database, options, false)
  const relation = prepared(block, run)
  for (const task of run.deferred) await task()
  return relation
}

/** The result of a query's statements, not yet read. */
function prepared(block: Nodes["QueryBlock"], run: Run): Relation {
  const scope: Scope = { columns: [], names: new Names(), run }
  try {
    const [result, ...others] = bindStatements(block.Statements, scope)
    if (!result) throw semantic("SEM0007", "The query has no tabular expression statement.")
    if (others.length > 0) throw unsupported("several queries at once")
    if (!isTabular(result)) throw semantic("SEM0008", "The query must end in a tabular expression.")
    const relation = relationOf(result, scope)
    requireColumns(relation, columnsOf(result), block)
    return relation
  } catch (error) {
    if (error instanceof MissingTable) throw semantic("SEM0100", error.message)
    throw error
  }
}
