import { type Handlers, is, listed, textOf } from "../language"
import { unsupported } from "../refusal"
import type { Scalar, Scope } from "../scope"
import type { Expression, Nodes } from "../syntax"
import { toGuid } from "../values/convert"
import { type Long, negate, parseLong } from "../values/long"
import { parseDatetime } from "../values/parse-datetime"
import { parseTimespan } from "../values/timespan"
import { type ColumnType, columnType, isLong, missingOf, toDynamic, type Value } from "../values/value"

/** A value that stands in the query. */
export const constant = (type: ColumnType, value: Value): Scalar => ({
  type,
  isConstant: true,
  of: () => value,
})

/** What stands within the brackets of a literal such as `long(5)`, without quotes; or all of it when it has none. */
function contentOf(text: string): string {
  const inner = /^[a-z]+\s*\(([\s\S]*)\)$/i.exec(text)?.[1] ?? text
  return inner.trim().replace(/^(["'])([\s\S]*)\1$/, "$2")
}

function parseReal(text: string): number | undefined {
  const special: Record<string, number> = { nan: Number.NaN, "+inf": Infinity, "-inf": -Infinity }
  const value = special[text.toLowerCase()] ?? (/^[+-]?[\d.]/.test(text) ? Number(text) : Number.NaN)
  return Number.isNaN(value) && text.toLowerCase() !== "nan" ? undefined : value
}

const readers: Partial<Record<ColumnType, (text: string) => Value | undefined>> = {
  int: parseLong,
  long: parseLong,
  real: parseReal,
  timespan: parseTimespan,
  datetime: (text) => parseDatetime(text) ?? undefined,
  guid: (text) => toGuid(text) ?? undefined,
  bool: (text) => ({ true: true, false: false })[text.toLowerCase()],
}

function literal(node: Nodes["LiteralExpression"]): Scalar {
  const type = columnType(node.ResultType?.Name ?? "")
  // Strings alone are left to the parser: it knows all their quotes.
  if (type === "string") return constant(type, String(node.LiteralValue))
  const text = contentOf(textOf(node))
  if (text.toLowerCase() === "null") return constant(type, missingOf(type))
  const value = readers[type]?.(text)
  if (value === undefined) throw unsupported(`the literal ${textOf(node)}`)
  return constant(type, value)
}

/** The value of an expression inside of a dynamic literal. */
function dynamicValue(node: Expression): Value {
  if (is(node, "JsonArrayExpression")) return listed(node.Values).map(dynamicValue)
  if (is(node, "JsonObjectExpression"))
    return Object.fromEntries(
      // Safe: names are string literals, which JSON reads but for their single quotes.
      listed(node.Pairs).map(({ Name: name, Value: value }) => [nameOf(name.Text), dynamicValue(value)]),
    )
  if (is(node, "PrefixUnaryExpression")) return negative(dynamicValue(node.Expression), node)
  if (is(node, "DynamicExpression")) return dynamicValue(node.Expression)
  if (!is(node, "LiteralExpression")) throw unsupported(`${textOf(node)} in a dynamic literal`)
  if (node.ResultType?.Name === "null") return null
  const { type, of } = literal(node)
  return toDynamic(of([], { rows: [], index: 0 }), type)
}

const nameOf = (text: string): string =>
  String(JSON.parse(text.replace(/^'([\s\S]*)'$/, (_, inner: string) => JSON.stringify(inner))))

function negative(value: Value, node: Expression): Value {
  if (isLong(value)) return negate(value as Long)
  throw unsupported(`${textOf(node)} in a dynamic literal`)
}

/** Literals of every type. */
export const literalHandlers: Handlers<Scope, Scalar> = {
  LiteralExpression: literal,
  CompoundStringLiteralExpression: (node) => constant("string", String(node.LiteralValue)),
  DynamicExpression: (node) => constant("dynamic", dynamicValue(node.Expression)),
  TypeOfLiteralExpression: (node) => constant("string", node.ReferencedSymbol?.Name ?? ""),
}
