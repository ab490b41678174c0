import { type Handlers, handle, textOf } from "../language"
import { unsupported } from "../refusal"
import { isConstant, type Scalar, type Scope, scalarOf } from "../scope"
import type { Expression } from "../syntax"
import type { Value } from "../values/value"
import { arithmeticHandlers } from "./arithmetic"
import { callHandlers } from "./calls"
import { comparisonOf } from "./comparison"
import { literalHandlers } from "./literals"
import { memberHandlers } from "./membership"
import { nameHandlers } from "./names"
import { textTestOf } from "./text-tests"

const handlers: Handlers<Scope, Scalar> = {
  ...literalHandlers,
  ...nameHandlers,
  ...arithmeticHandlers,
  ...memberHandlers,
  ...callHandlers,
  ParenthesizedExpression: ({ Expression: inner }, scope) => scalarOf(inner, scope),
  SimpleNamedExpression: ({ Expression: inner }, scope) => scalarOf(inner, scope),
  BinaryExpression: (node, scope) => {
    const operator = node.Operator.Text
    const operands = [scalarOf(node.Left, scope), scalarOf(node.Right, scope)] as const
    const found = comparisonOf(operator, ...operands) ?? textTestOf(operator, ...operands)
    return found ?? arithmeticHandlers.BinaryExpression(node, scope)
  },
}

/** Prepares a scalar expression. Throws a refusal that names what the sandbox does not do. */
export function prepareScalar(node: Expression, scope: Scope): Scalar {
  const known = scope.known?.get(node)
  if (known) return known
  const scalar = handle(handlers, node, scope)
  if (!scalar) throw unsupported(`the expression ${textOf(node)}`)
  return isConstant(node, scope) ? once(scalar) : { ...scalar, isConstant: false }
}

/** Evaluates what is the same for every row once, and not before it is wanted. */
function once(scalar: Scalar): Scalar {
  let known: { value: Value } | undefined
  return {
    type: scalar.type,
    isConstant: true,
    of: (row, frame) => {
      known ??= { value: scalar.of(row, frame) }
      return known.value
    },
  }
}
