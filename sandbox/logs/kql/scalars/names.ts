import { type Handlers, is, textOf } from "../language"
import { semantic, unsupported } from "../refusal"
import { type Evaluate, type Scalar, type Scope, scalarOf } from "../scope"
import type { Expression, Nodes } from "../syntax"
import { isArray, isBag, isLong, type Value } from "../values/value"

/** A column of the row, or a name that `let` or a parameter binds to a value. */
function name(node: Nodes["NameReference"], { columns, names }: Scope): Scalar {
  const index = columns.findIndex((column) => column.name === node.SimpleName)
  const column = columns[index]
  if (column) return { type: column.type, isConstant: false, of: (row) => row[index] ?? null }
  const binding = names.find(node.SimpleName)
  if (binding?.kind === "scalar") return binding.scalar
  throw unsupported(`the name ${node.SimpleName} as a value`)
}

/** A member of a property bag; null when there is none. */
const memberOf = (value: Value, property: string): Value =>
  isBag(value) && Object.hasOwn(value, property) ? (value[property] ?? null) : null

/** An element of an array, counted from its end when the index is negative; null when there is none. */
const elementOf = (value: Value, index: number): Value =>
  isArray(value) ? (value[index < 0 ? value.length + index : index] ?? null) : null

function requireDynamic(node: Expression, scope: Scope): Evaluate {
  const { type, of } = scalarOf(node, scope)
  if (type === "dynamic") return of
  throw semantic("SEM0031", `A path cannot be applied to a value of type ${type}: ${textOf(node)}`)
}

/** A value by a name or an index that is known only when it is evaluated. */
function valueBy(whole: Evaluate, selector: Scalar): Evaluate {
  return (row, frame) => {
    const key = selector.of(row, frame)
    if (typeof key === "string") return memberOf(whole(row, frame), key)
    return isLong(key) ? elementOf(whole(row, frame), Number(key)) : null
  }
}

/** `bag.name` and `bag["name"]`, which the parser writes as paths or as elements. */
function path({ Expression: base, Selector: selector }: Nodes["PathExpression"], scope: Scope): Scalar {
  const whole = requireDynamic(base, scope)
  if (is(selector, "NameReference")) {
    const property = selector.SimpleName
    return dynamic((row, frame) => memberOf(whole(row, frame), property))
  }
  return element(whole, selector, scope)
}

function element(whole: Evaluate, selector: Expression, scope: Scope): Scalar {
  if (!is(selector, "BracketedExpression")) throw unsupported(`the path ${textOf(selector)}`)
  return dynamic(valueBy(whole, scalarOf(selector.Expression, scope)))
}

const dynamic = (of: Evaluate): Scalar => ({ type: "dynamic", isConstant: false, of })

/** Names and paths. */
export const nameHandlers: Handlers<Scope, Scalar> = {
  NameReference: name,
  PathExpression: path,
  ElementExpression: ({ Expression: base, Selector: selector }, scope) =>
    element(requireDynamic(base, scope), selector, scope),
}
