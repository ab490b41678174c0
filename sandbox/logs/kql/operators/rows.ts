import { columnsOf, is, listed, textOf } from "../language"
import { semantic, unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import {
  type Batch,
  type Evaluate,
  type Frame,
  noFrame,
  type Relation,
  type Scope,
  scalarOf,
  usesNeighbours,
} from "../scope"
import type { Expression, Parameters, SyntaxNode } from "../syntax"
import { keyOf } from "../values/compare"
import type { Column, Row, Value } from "../values/value"

/** Makes a relation of another one. */
export type Operator<Node extends SyntaxNode> = (node: Node, input: Relation, scope: Scope) => Relation

/** Every row of a relation. */
export async function allRows(relation: Relation): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of relation.read()) for (const row of batch) rows.push(row)
  return rows
}

/** Makes rows of rows one by one; a row that nothing is made of is left out. */
export async function* eachRow(
  input: Relation,
  looksAround: boolean,
  make: (row: Row, frame: Frame) => Row | undefined,
): AsyncGenerator<Batch> {
  if (!looksAround) {
    for await (const batch of input.read()) {
      const made: Row[] = []
      for (const row of batch) {
        const result = make(row, noFrame)
        if (result) made.push(result)
      }
      if (made.length > 0) yield made
    }
    return
  }
  const rows = await allRows(input)
  yield rows.flatMap((row, index) => {
    const result = make(row, { rows, index })
    return result ? [result] : []
  })
}

/** Whether expressions look at the rows around a row, which must then have an order. */
export function looksAround(nodes: readonly SyntaxNode[], { isSerialized }: Relation): boolean {
  const found = nodes.some(usesNeighbours)
  // INFERRED: the number of the refusal.
  if (found && !isSerialized)
    throw semantic(
      "SEM0230",
      "Window functions need a serialized row set: sort it, or use the serialize operator.",
    )
  return found
}

/** Throws a refusal when an expression looks at the rows around a row where there is no order of them. */
export function refuseNeighbours(node: SyntaxNode): void {
  if (usesNeighbours(node)) throw unsupported(`window functions in ${textOf(node)}`)
}

/** Evaluates an expression as a value of a column. */
export function valueFor(column: Column, node: Expression, scope: Scope): Evaluate {
  if (is(node, "CompoundNamedExpression") || columnsOf(node).length > 1)
    throw unsupported(`several columns of one expression: ${textOf(node)}`)
  return implicit(scalarOf(node, scope), column.type)
}

/** The value of a parameter such as `kind` in lower case, undefined when it is not given. */
export function parameterOf(parameters: Parameters, name: string): string | undefined {
  const found = listed(parameters).find(({ Name: { SimpleName: one } }) => one === name)
  return found && textOf(found.Expression).toLowerCase()
}

/** Throws a refusal when a parameter is none of those that are known; hints change no result. */
export function requireParameters(parameters: Parameters, known: readonly string[] = []): void {
  for (const {
    Name: { SimpleName: name },
  } of listed(parameters))
    if (!known.includes(name) && !name.startsWith("hint.")) throw unsupported(`the parameter ${name}`)
}

/** A key for several values: equal only when each value is equal to its counterpart. */
export function keyOfAll(values: readonly Value[]): ReturnType<typeof keyOf> {
  const [only = null] = values
  if (values.length === 1) return keyOf(only)
  return values
    .map((value) => {
      const key = keyOf(value)
      const text = String(key)
      return `${key === null ? "null" : typeof key}${text.length}:${text}`
    })
    .join("")
}
