/** A constant in a filter; a dateTime is in milliseconds since the epoch. */
export type Literal =
  | { type: "string" | "guid"; value: string }
  | { type: "number" | "dateTime"; value: number }
  | { type: "boolean"; value: boolean }
  | { type: "null"; value: null }

/** One piece of a filter and where it begins. */
export type Token = { at: number } & (
  | { kind: "literal"; literal: Literal }
  | { kind: "word"; word: string }
  | { kind: "mark"; mark: string }
)

/** Thrown inside the filter's parser only; nobody outside sees it. */
export class FilterSyntaxError extends Error {}

type Rule = { pattern: RegExp; read: (text: string) => DistributiveOmit<Token, "at"> | undefined }
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

const literal = (value: Literal) => ({ kind: "literal", literal: value }) as const
const constants: Readonly<Record<string, Literal>> = {
  true: { type: "boolean", value: true },
  false: { type: "boolean", value: false },
  null: { type: "null", value: null },
}

// In this order: a GUID may begin like a number, a date and time too. A bare date is none of them.
const rules: readonly Rule[] = [
  { pattern: /\s+/y, read: () => undefined },
  {
    pattern: /'(?:[^']|'')*'/y,
    read: (text) => literal({ type: "string", value: text.slice(1, -1).replaceAll("''", "'") }),
  },
  {
    pattern: /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/iy,
    read: (text) => literal({ type: "guid", value: text.toLowerCase() }),
  },
  {
    pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)(?![\w:.-])/iy,
    read: (text) => literal({ type: "dateTime", value: readDateTime(text) }),
  },
  {
    pattern: /-?\d+(?:\.\d+)?(?![\w.-])/y,
    read: (text) => literal({ type: "number", value: Number(text) }),
  },
  {
    pattern: /[A-Za-z_][\w.]*/y,
    read: (text) => {
      const constant = Object.hasOwn(constants, text) ? constants[text] : undefined
      return constant ? literal(constant) : { kind: "word", word: text }
    },
  },
  { pattern: /[(),:/]/y, read: (text) => ({ kind: "mark", mark: text }) },
]

function readDateTime(text: string): number {
  const value = Date.parse(text.toUpperCase())
  if (Number.isNaN(value)) throw new FilterSyntaxError(`'${text}' is not a date and time.`)
  return value
}

/** The tokens of a filter; throws a FilterSyntaxError at the first character that begins none. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const { token, end } = tokenAt(text, at)
    if (token) tokens.push(token)
    at = end
  }
  return tokens
}

function tokenAt(text: string, at: number): { token?: Token; end: number } {
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) continue
    const token = read(found)
    return { token: token && { at, ...token }, end: at + found.length }
  }
  throw new FilterSyntaxError(`Syntax error at position ${at}.`)
}
