import { type Node, type ParseError, parseTree } from "jsonc-parser"
import { unsupported } from "../refusal"
import { formatDatetime } from "./datetime"
import { parseLong } from "./long"
import { formatTimespan } from "./timespan"
import { type Bag, Duration, isArray, Moment, Real, type Value } from "./value"

/**
 * A real number as text. INFERRED: that whole ones end in `.0`, as they do in Microsoft's samples of dynamic values;
 * how the engine writes very large and very small ones is not known, so those are refused.
 */
export function formatReal(value: number): string {
  if (Number.isNaN(value)) return "NaN"
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity"
  const size = Math.abs(value)
  if (size >= 1e15 || (size !== 0 && size < 1e-4)) throw unsupported(`the real number ${value} as text`)
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Whether JavaScript's own JSON writes a dynamic value as Kusto does. */
export function isPlain(value: Value): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "bigint"
  if (isArray(value)) return value.every(isPlain)
  if (value instanceof Real || value instanceof Moment || value instanceof Duration) return false
  for (const property in value) if (!isPlain(value[property] ?? null)) return false
  return true
}

/** A dynamic value as JSON text; what JSON has no form for is written as a string. */
export function stringify(value: Value): string {
  if (isPlain(value)) return JSON.stringify(value)
  if (typeof value === "bigint") return String(value)
  if (value instanceof Real)
    return Number.isFinite(value.value) ? formatReal(value.value) : `"${formatReal(value.value)}"`
  if (value instanceof Moment) return `"${formatDatetime(value.ticks)}"`
  if (value instanceof Duration) return `"${formatTimespan(value.ticks)}"`
  if (isArray(value)) return `[${value.map(stringify).join(",")}]`
  // Safe: nothing but a bag is left.
  const members = Object.entries(value as Bag)
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${stringify(member)}`).join(",")}}`
}

/** A number with a fraction, an exponent or many digits, which JavaScript's own JSON would not keep as it is. */
const delicateNumber = /(?:^|[[,]|":|"\s+:)\s*-?(?:\d+[.eE]|\d{16})/

/** The dynamic value that a text writes in JSON; a text that is no JSON is itself the value. */
export function parseJson(text: string): Value {
  // INFERRED: that nothing comes of nothing, as Microsoft's sample of isempty() has it.
  if (text === "") return null
  if (delicateNumber.test(text)) return parseDelicately(text)
  try {
    // Safe: JSON without such numbers is made of nothing but values.
    return JSON.parse(text) as Value
  } catch {
    return text
  }
}

function parseDelicately(text: string): Value {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  return root && errors.length === 0 ? valueAt(root, text) : text
}

function valueAt(node: Node, text: string): Value {
  const children = node.children ?? []
  switch (node.type) {
    case "array":
      return children.map((child) => valueAt(child, text))
    case "object":
      return Object.fromEntries(
        children.map(({ children: [name, member] = [] }) => [
          String(name?.value),
          member ? valueAt(member, text) : null,
        ]),
      )
    case "number": {
      const written = text.slice(node.offset, node.offset + node.length)
      return parseLong(written) ?? new Real(Number(written))
    }
    default:
      // Safe: strings, booleans and null.
      return node.value as Value
  }
}
