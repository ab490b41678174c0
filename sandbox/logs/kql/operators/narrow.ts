import { is } from "../language"
import { endOf } from "../scalars/membership"
import { type Bounds, isConstant, type Relation, type Scope, scalarOf } from "../scope"
import type { Expression } from "../syntax"

/**
 * Lets bounds through an operator down to its input; `nameBefore` tells what a column of the result is called there,
 * if it is the same one.
 */
export function narrowThrough(
  input: Relation,
  nameBefore: (column: string) => string | undefined,
  build: (input: Relation) => Relation,
): Relation["narrow"] {
  const { narrow } = input
  if (!narrow) return undefined
  const named = <Limited extends { column: string }>(one: Limited): Limited[] => {
    const column = nameBefore(one.column)
    return column === undefined ? [] : [{ ...one, column }]
  }
  return ({ limits, lookups }) =>
    build({
      ...input,
      ...narrow({
        limits: limits.flatMap(named),
        lookups: lookups
          .filter((one) => one.flatMap(named).length === one.length)
          .map((one) => one.flatMap(named)),
      }),
    })
}

type Limit = Bounds["limits"][number]
type Lookup = Bounds["lookups"][number][number]

const nameOf = (node: Expression, { columns }: Scope): string | undefined =>
  is(node, "NameReference") && columns.some(({ name }) => name === node.SimpleName)
    ? node.SimpleName
    : undefined

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==" }

/** The limit that a comparison of a column with a constant sets; bounds that do not belong to it are taken as if they did. */
function limitOf(node: Expression, scope: Scope): Limit[] {
  if (is(node, "BetweenExpression") && node.Operator.Text === "between") {
    const column = nameOf(node.Left, scope)
    const { First: first, Second: second } = node.Right
    if (!column || !isConstant(first, scope) || !isConstant(second, scope)) return []
    const from = scalarOf(first, scope)
    return [{ column, from, to: endOf(from, scalarOf(second, scope)) }]
  }
  if (!is(node, "BinaryExpression")) return []
  const name = nameOf(node.Left, scope)
  const [column, other, operator] = name
    ? [name, node.Right, node.Operator.Text]
    : [nameOf(node.Right, scope), node.Left, mirrored[node.Operator.Text]]
  if (!column || !operator || !isConstant(other, scope)) return []
  const value = scalarOf(other, scope)
  if (operator === "==") return [{ column, from: value, to: value }]
  if (operator.startsWith("<")) return [{ column, to: value }]
  return operator.startsWith(">") ? [{ column, from: value }] : []
}

/** The columns of which one must have a value: an equation, or several of them with `or` between. */
function lookupOf(node: Expression, scope: Scope): Lookup[] | undefined {
  if (is(node, "ParenthesizedExpression")) return lookupOf(node.Expression, scope)
  if (!is(node, "BinaryExpression")) return undefined
  if (node.Operator.Text === "or") {
    const [left, right] = [lookupOf(node.Left, scope), lookupOf(node.Right, scope)]
    return left && right && [...left, ...right]
  }
  const column = nameOf(node.Left, scope)
  if (node.Operator.Text !== "==" || !column || !isConstant(node.Right, scope)) return undefined
  return [{ column, id: scalarOf(node.Right, scope) }]
}

/** What a condition tells of the columns of every row that meets it. */
export function boundsOf(node: Expression, scope: Scope): Bounds {
  if (is(node, "ParenthesizedExpression")) return boundsOf(node.Expression, scope)
  if (is(node, "BinaryExpression") && node.Operator.Text === "and") {
    const [left, right] = [boundsOf(node.Left, scope), boundsOf(node.Right, scope)]
    return { limits: [...left.limits, ...right.limits], lookups: [...left.lookups, ...right.lookups] }
  }
  const lookup = lookupOf(node, scope)
  return { limits: limitOf(node, scope), lookups: lookup ? [lookup] : [] }
}
