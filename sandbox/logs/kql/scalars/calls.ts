import { arrayFunctions } from "../functions/arrays"
import { bagFunctions } from "../functions/bags"
import { choiceFunctions } from "../functions/choices"
import { conversionFunctions, reparsed } from "../functions/conversions"
import type { Functions } from "../functions/define"
import { hashFunctions } from "../functions/hashes"
import { numberFunctions } from "../functions/numbers"
import { patternFunctions } from "../functions/patterns"
import { textFunctions } from "../functions/texts"
import { timeDifferenceFunctions } from "../functions/time-differences"
import { timeTextFunctions } from "../functions/time-texts"
import { timeFunctions } from "../functions/times"
import { windowFunctions } from "../functions/windows"
import { type Handlers, is, listed } from "../language"
import { unsupported } from "../refusal"
import { relationOf, type Scalar, type Scope, scalarOf, scopeOfNone } from "../scope"
import { bodyOf } from "../statements"
import type { Expression, Nodes } from "../syntax"
import { columnType, type Value } from "../values/value"

const functions: Functions = {
  ...conversionFunctions,
  ...choiceFunctions,
  ...textFunctions,
  ...patternFunctions,
  ...numberFunctions,
  ...timeFunctions,
  ...timeDifferenceFunctions,
  ...timeTextFunctions,
  ...arrayFunctions,
  ...bagFunctions,
  ...hashFunctions,
  ...windowFunctions,
  ingestion_time: ({ scope: { ingestedAt } }) => {
    if (ingestedAt === undefined) throw unsupported("ingestion_time() of rows that are not a table's own")
    return (row) => row[ingestedAt] ?? null
  },
}

/** What a conversion to text and back is made of, or undefined. */
function roundTrip(node: Nodes["FunctionCallExpression"]): Expression | undefined {
  const parses = ["parse_json", "todynamic", "parsejson", "toobject"]
  const [inner] = listed(node.ArgumentList.Expressions)
  if (!parses.includes(node.Name.SimpleName) || !inner || !is(inner, "FunctionCallExpression"))
    return undefined
  return inner.Name.SimpleName === "tostring" ? listed(inner.ArgumentList.Expressions)[0] : undefined
}

function call(node: Nodes["FunctionCallExpression"], scope: Scope): Scalar {
  const name = node.Name.SimpleName
  const body = bodyOf(node, scope)
  if (body) return scalarOf(body.node.Expression, body.scope)
  const type = columnType(node.ResultType?.Name ?? "")
  const whole = roundTrip(node)
  const wholeScalar = whole && scalarOf(whole, scope)
  // Most rows of a log go this way: what tostring() wrote is read again at once.
  if (wholeScalar?.type === "dynamic")
    return { type, isConstant: false, of: (row, frame) => reparsed(wholeScalar.of(row, frame)) }
  const made = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!made) throw unsupported(`the function ${name}()`)
  const nodes = listed(node.ArgumentList.Expressions)
  const args = nodes.map((argument) => scalarOf(argument, scope))
  return { type, isConstant: false, of: made({ name, args, nodes, type, scope }) }
}

/** The first value of a table, read before the query itself; null when it has no row. */
function toScalar(node: Nodes["ToScalarExpression"], scope: Scope): Scalar {
  const relation = relationOf(node.Expression, scopeOfNone(scope))
  const [column] = relation.columns
  if (!column) throw unsupported("toscalar of a table without columns")
  let value: Value = column.type === "string" ? "" : null
  scope.run.deferred.push(async () => {
    for await (const [row] of relation.read()) {
      if (!row) continue
      value = row[0] ?? null
      return
    }
  })
  return { type: column.type, isConstant: true, of: () => value }
}

/** Calls of functions. */
export const callHandlers: Handlers<Scope, Scalar> = {
  FunctionCallExpression: call,
  ToScalarExpression: toScalar,
}
