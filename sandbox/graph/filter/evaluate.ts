import type { GraphRefusal } from "../errors"
import { type Filter, type Operator, parseFilter } from "./parser"
import type { Literal } from "./tokenizer"

/** An object that a filter can look at. */
export type Row = Readonly<Record<string, unknown>>

/** What a filter does: says whether an object is wanted. */
export type Predicate = (row: Row) => boolean

/** One property that can be filtered: its path, the type of its constants and the operators that are supported. */
export type Filterable = { path: string; type: Literal["type"]; operators: readonly Operator[] }

/** The filters that one collection supports; anything else is refused. */
export type FilterRules = {
  properties: readonly Filterable[]
  /** Collections of constants, filtered by `any`. */
  collections?: readonly Filterable[]
  /** What `isof` means for a type name, or undefined when the collection has no such type. */
  isOf?: (type: string) => Predicate | undefined
  /** Whether texts are compared without regard to case. */
  ignoreCase: boolean
  /** The refusal for a filter; the subject is the path in question, or null when the text is no filter at all. */
  refuse: (subject: string | null, message: string) => GraphRefusal
}

/** The parsed filter of a request, or the collection's refusal thrown; nothing is known yet about its paths. */
export function readFilter(text: string, rules: FilterRules): Filter {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw rules.refuse(null, parsed.message)
  return parsed.filter
}

/** The predicate of a filter, or the collection's refusal thrown when it uses what the rules do not name. */
export function compileFilter(filter: Filter, rules: FilterRules): Predicate {
  switch (filter.kind) {
    case "and": {
      const parts = filter.parts.map((part) => compileFilter(part, rules))
      return (row) => parts.every((matches) => matches(row))
    }
    case "or": {
      const parts = filter.parts.map((part) => compileFilter(part, rules))
      return (row) => parts.some((matches) => matches(row))
    }
    case "compare": {
      const names = requireFilterable(filter, rules.properties, rules).path.split("/")
      const matches = comparison(filter.operator, filter.literal, rules.ignoreCase)
      return (row) => matches(valueAt(row, names))
    }
    case "any":
      return compileAny(filter, rules)
    case "isof": {
      const matches = rules.isOf?.(filter.type)
      if (!matches) throw rules.refuse(filter.type, "The type is not known here.")
      return matches
    }
    case "all":
      throw rules.refuse(filter.path, "The operator 'all' is not supported.")
    case "not":
      throw rules.refuse(null, "The operator 'not' is not supported.")
  }
}

function compileAny(filter: Filter & { kind: "any" | "all" }, rules: FilterRules): Predicate {
  const collection = (rules.collections ?? []).find(({ path }) => sameName(path, filter.path))
  if (!collection) throw rules.refuse(filter.path, "The property cannot be filtered by any().")
  // The members of such a collection are plain constants: wrapped, the variable reads like a property.
  const matches = compileFilter(filter.part, {
    ...rules,
    properties: [{ ...collection, path: filter.variable }],
    collections: [],
    isOf: undefined,
  })
  const names = collection.path.split("/")
  return (row) => {
    const members = valueAt(row, names)
    return Array.isArray(members) && members.some((member) => matches({ [filter.variable]: member }))
  }
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

function requireFilterable(
  { path, operator, literal }: Filter & { kind: "compare" },
  known: readonly Filterable[],
  rules: FilterRules,
): Filterable {
  const property = known.find((one) => sameName(one.path, path))
  if (!property) throw rules.refuse(path, "The property cannot be filtered.")
  if (!property.operators.includes(operator))
    throw rules.refuse(path, `The operator '${operator}' is not supported for this property.`)
  if (property.type !== literal.type)
    throw rules.refuse(path, "A binary operator with incompatible types was detected.")
  return property
}

function valueAt(row: Row, names: readonly string[]): unknown {
  let value: unknown = row
  for (const name of names) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined
    // Safe: the line above proved that it is an object with this own member.
    value = (value as Row)[name]
  }
  return value
}

function comparison(operator: Operator, literal: Literal, ignoreCase: boolean): (value: unknown) => boolean {
  const comparable = (value: unknown) => {
    if (literal.type === "dateTime") return typeof value === "string" ? Date.parse(value) : undefined
    return ignoreCase && typeof value === "string" ? value.toLowerCase() : value
  }
  const wanted = literal.type === "dateTime" ? literal.value : comparable(literal.value)
  const text = String(wanted)
  const ordered =
    (holds: (value: number | string, wanted: number | string) => boolean) => (value: unknown) => {
      const found = comparable(value)
      if (typeof found === "number" && typeof wanted === "number") return holds(found, wanted)
      return typeof found === "string" && typeof wanted === "string" && holds(found, wanted)
    }
  const holds: Record<Operator, (value: unknown) => boolean> = {
    eq: (value) => comparable(value) === wanted,
    ne: (value) => comparable(value) !== wanted,
    gt: ordered((one, other) => one > other),
    ge: ordered((one, other) => one >= other),
    lt: ordered((one, other) => one < other),
    le: ordered((one, other) => one <= other),
    startswith: (value) => typeof value === "string" && String(comparable(value)).startsWith(text),
    endswith: (value) => typeof value === "string" && String(comparable(value)).endsWith(text),
    contains: (value) => typeof value === "string" && String(comparable(value)).includes(text),
  }
  return holds[operator]
}

/** Every comparison in a filter with the path that it concerns, those inside any() included. */
export function* comparisonsOf(filter: Filter): Generator<{ path: string; literal?: Literal }> {
  switch (filter.kind) {
    case "and":
    case "or":
      for (const part of filter.parts) yield* comparisonsOf(part)
      return
    case "not":
      yield* comparisonsOf(filter.part)
      return
    case "compare":
      yield { path: filter.path, literal: filter.literal }
      return
    case "any":
    case "all":
      yield { path: filter.path }
      return
    case "isof":
      return
  }
}
