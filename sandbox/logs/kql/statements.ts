import { is, isTabular, listed, textOf } from "./language"
import { unsupported } from "./refusal"
import { implicit } from "./scalars/implicit"
import { type Binding, Names, type Scalar, type Scope, scalarOf } from "./scope"
import type { Expression, Nodes, Statements } from "./syntax"
import { columnType } from "./values/value"

/** What the expression of a `let` stands for. */
function bindingOf(expression: Expression, scope: Scope): Binding {
  if (is(expression, "FunctionDeclaration"))
    return { kind: "function", declaration: expression, names: scope.names }
  if (isTabular(expression)) return { kind: "relation", node: expression, scope }
  return { kind: "scalar", scalar: scalarOf(expression, scope) }
}

/** Binds the names of `let` statements, each for those behind it; gives the expression among them, if any. */
export function bindStatements(statements: Statements, scope: Scope): readonly Expression[] {
  return listed(statements).flatMap((statement) => {
    if (is(statement, "ExpressionStatement")) return [statement.Expression]
    if (!is(statement, "LetStatement")) throw unsupported(`the statement ${textOf(statement)}`)
    scope.names.bind(statement.Name.SimpleName, bindingOf(statement.Expression, scope))
    return []
  })
}

/** The arguments of a call by the names of the parameters, those with names of their own among them. */
function argumentsOf(node: Nodes["FunctionCallExpression"], parameters: readonly string[]) {
  const byName = new Map<string, Expression>()
  for (const [index, argument] of listed(node.ArgumentList.Expressions).entries()) {
    if (is(argument, "SimpleNamedExpression")) byName.set(argument.Name.SimpleName, argument.Expression)
    else byName.set(parameters[index] ?? "", argument)
  }
  return byName
}

/** What a parameter stands for in one call. */
function bindParameter(
  { NameAndType: declared, DefaultValue: fallback }: Nodes["FunctionParameter"],
  argument: Expression | undefined,
  { outer, inner }: { outer: Scope; inner: Scope },
): Binding {
  const given = argument ?? fallback?.Value
  if (!given) throw unsupported(`a call without the argument ${declared.Name.SimpleName}`)
  const scope = argument ? outer : inner
  if (isTabular(given)) return { kind: "relation", node: given, scope }
  const scalar = scalarOf(given, scope)
  const type = columnType(declared.Type.ReferencedSymbol?.Name ?? "")
  const converted: Scalar = { type, isConstant: scalar.isConstant, of: implicit(scalar, type) }
  return { kind: "scalar", scalar: converted }
}

/** The body of a function without parameters that stands for a table by its name alone, with its scope. */
export function viewOf(
  { declaration, names }: Extract<Binding, { kind: "function" }>,
  { run, needed }: Scope,
): { node: Nodes["FunctionBody"]; scope: Scope } {
  const inner: Scope = { columns: [], names: new Names(names), run, needed }
  bindStatements(declaration.Body.Statements, inner)
  return { node: declaration.Body, scope: inner }
}

/** The body of the function that a call names, with the scope that its expression stands in; undefined for the engine's own. */
export function bodyOf(
  node: Nodes["FunctionCallExpression"],
  scope: Scope,
): { node: Nodes["FunctionBody"]; scope: Scope } | undefined {
  const binding = scope.names.find(node.Name.SimpleName)
  if (binding?.kind !== "function") return undefined
  const { declaration, names } = binding
  const body = node.GetCalledFunctionBody() ?? declaration.Body
  const inner: Scope = { columns: [], names: new Names(names), run: scope.run, needed: scope.needed }
  const parameters = listed(declaration.Parameters.Parameters)
  const given = argumentsOf(
    node,
    parameters.map(({ NameAndType: { Name: name } }) => name.SimpleName),
  )
  for (const parameter of parameters) {
    const name = parameter.NameAndType.Name.SimpleName
    inner.names.bind(name, bindParameter(parameter, given.get(name), { outer: scope, inner }))
  }
  bindStatements(body.Statements, inner)
  return { node: body, scope: inner }
}
