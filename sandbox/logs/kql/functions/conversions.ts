import { unsupported } from "../refusal"
import { kindWithin } from "../values/compare"
import { conversions } from "../values/convert"
import { isPlain, parseJson, stringify } from "../values/json"
import { type ColumnType, isArray, isLong, missingOf, Real, type Value } from "../values/value"
import { type Functions, free, type ScalarFunction } from "./define"

/** A conversion to a type, which gives null for what cannot be converted. */
const to =
  (type: ColumnType): ScalarFunction =>
  ({ args: [arg] }) => {
    if (!arg) throw unsupported(`a conversion to ${type} of nothing`)
    const { type: from, of } = arg
    if (from === type) return of
    const convert = conversions[type]
    const missing = missingOf(type)
    return (row, frame) => {
      const value = of(row, frame)
      return value === null ? missing : (convert(value, from) ?? missing)
    }
  }

/** A text read as JSON; what is dynamic already stays as it is (https://learn.microsoft.com/kusto/query/parse-json-function). */
const parse: ScalarFunction = ({ args: [arg], nodes: [node] }) => {
  if (!arg || !node) throw unsupported("parse_json of nothing")
  if (arg.type === "dynamic") return arg.of
  if (arg.type !== "string") throw unsupported(`parse_json of a value of type ${arg.type}`)
  return (row, frame) => parseJson(String(arg.of(row, frame)))
}

/** What JSON text of a value is read as again; most values come back as they were. */
export function reparsed(value: Value): Value {
  if (value === null || typeof value === "string") return parseJson(value ?? "")
  return isPlain(value) ? value : parseJson(stringify(value))
}

const typeNames = { text: "string", bool: "bool", datetime: "datetime", timespan: "timespan" } as const

function typeWithin(value: Value): string {
  if (value === null) return "null"
  if (isArray(value)) return "array"
  const kind = kindWithin(value)
  if (kind === "dynamic") return "dictionary"
  if (value instanceof Real) return "real"
  if (isLong(value) || kind === "number" || kind === "guid")
    throw unsupported("gettype of a whole number in a dynamic value")
  return typeNames[kind]
}

/** Functions that turn a value into one of another type, or tell its type. */
export const conversionFunctions: Functions = {
  tostring: to("string"),
  toint: to("int"),
  tolong: to("long"),
  toreal: to("real"),
  todouble: to("real"),
  tobool: to("bool"),
  toboolean: to("bool"),
  todatetime: to("datetime"),
  totimespan: to("timespan"),
  toguid: to("guid"),
  parse_json: parse,
  todynamic: parse,
  toobject: parse,
  parsejson: parse,
  gettype: free(([value = null], [type = "dynamic"]) => {
    if (type === "dynamic") return typeWithin(value)
    return value === null ? "null" : type
  }),
}
