import type { GraphRefusal } from "../errors"
import { type Filter, type Operator, parseFilter } from "./parser"
import type { Literal } from "./tokenizer"

/** An object that a filter can look at. */
export type Row = Readonly<Record<string, unknown>>

/** What a filter does: says whether an object is wanted. */
export type Predicate = (row: Row) => boolean

/** What a comparison can use: the operators that OData has for one constant, and `in` for several. */
export type FilterOperator = Operator | "in"

/** One property that can be filtered: its path, the type of its constants and the operators that are supported. */
export type Filterable = {
  path: string
  type: Literal["type"]
  operators: readonly FilterOperator[]
  /** Operators that are supported only in an advanced query. */
  advanced?: readonly FilterOperator[]
  /** The only constants that it takes, where the service does not take all. */
  values?: readonly string[]
}

/**
 * A collection that `any` filters: one of constants, or one of objects by the members named, by all of them where
 * they count only together.
 */
export type FilterableCollection =
  | Filterable
  | { path: string; members: readonly Filterable[]; together?: true }

/** The filters that one collection supports; anything else is refused. */
export type FilterRules = {
  properties: readonly Filterable[]
  collections?: readonly FilterableCollection[]
  /** What `isof` means for a type name, or undefined when the collection has no such type. */
  isOf?: (type: string) => Predicate | undefined
  /** Whether texts are compared without regard to case. */
  ignoreCase: boolean
  /** Set when the request has what advanced queries need; only then `not` is supported. */
  advanced?: boolean
  /** How many constants `in` takes. */
  maxInValues?: number
  /**
   * The refusal for a filter; the subject is the path in question, or null when the text is no filter at all. The
   * operator is given when another request could use it there.
   */
  refuse: (subject: string | null, message: string, operator?: FilterOperator | "not") => GraphRefusal
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
    case "compare":
      return compileComparison(filter, filter.operator, [filter.literal], rules)
    case "in":
      return compileComparison(filter, "in", filter.literals, rules)
    case "any":
      return compileAny(filter, rules)
    case "not": {
      if (!rules.advanced) throw rules.refuse(null, "The operator 'not' is not supported.", "not")
      const matches = compileFilter(filter.part, rules)
      return (row) => !matches(row)
    }
    case "isof": {
      const matches = rules.isOf?.(filter.type)
      if (!matches) throw rules.refuse(filter.type, "The type is not known here.")
      return matches
    }
    case "all":
      throw rules.refuse(filter.path, "The operator 'all' is not supported.")
  }
}

function compileComparison(
  { path }: { path: string },
  operator: FilterOperator,
  literals: readonly Literal[],
  rules: FilterRules,
): Predicate {
  const names = requireFilterable(path, operator, literals, rules).path.split("/")
  const tests = literals.map((literal) =>
    comparison(operator === "in" ? "eq" : operator, literal, rules.ignoreCase),
  )
  return (row) => {
    const value = valueAt(row, names)
    return tests.some((matches) => matches(value))
  }
}

function compileAny(filter: Filter & { kind: "any" | "all" }, rules: FilterRules): Predicate {
  const collection = (rules.collections ?? []).find(({ path }) => sameName(path, filter.path))
  if (!collection) throw rules.refuse(filter.path, "The property cannot be filtered by any().")
  const { variable, part } = filter
  if ("together" in collection && collection.together) requireTogether(part, variable, collection, rules)
  // Each member is wrapped, so that the variable reads like a property.
  const properties =
    "members" in collection
      ? collection.members.map((member) => ({ ...member, path: `${variable}/${member.path}` }))
      : [{ ...collection, path: variable }]
  const matches = compileFilter(part, { ...rules, properties, collections: [], isOf: undefined })
  const names = collection.path.split("/")
  return (row) => {
    const members = valueAt(row, names)
    return Array.isArray(members) && members.some((member) => matches({ [variable]: member }))
  }
}

function requireTogether(
  part: Filter,
  variable: string,
  { path, members }: { path: string; members: readonly Filterable[] },
  rules: FilterRules,
): void {
  const used = [...comparisonsOf(part)].map((comparison) => comparison.path)
  const missing = members.find((member) => !used.some((one) => sameName(one, `${variable}/${member.path}`)))
  if (missing) throw rules.refuse(path, `The filter must compare '${missing.path}' too.`)
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

function requireFilterable(
  path: string,
  operator: FilterOperator,
  literals: readonly Literal[],
  rules: FilterRules,
): Filterable {
  const property = rules.properties.find((one) => sameName(one.path, path))
  if (!property) throw rules.refuse(path, "The property cannot be filtered.")
  const isAdvanced = property.advanced?.includes(operator) ?? false
  if (!property.operators.includes(operator) && !(rules.advanced && isAdvanced))
    throw rules.refuse(
      path,
      `The operator '${operator}' is not supported for this property.`,
      isAdvanced ? operator : undefined,
    )
  if (literals.some(({ type }) => type !== property.type))
    throw rules.refuse(path, "A binary operator with incompatible types was detected.")
  if (literals.some(({ value }) => property.values?.includes(String(value)) === false))
    throw rules.refuse(path, "The value is not supported for this property.")
  if (literals.length > (rules.maxInValues ?? Number.POSITIVE_INFINITY))
    throw rules.refuse(null, `Too many values, ${literals.length}; at most ${rules.maxInValues} are allowed.`)
  return property
}

/** The value at a path; a segment that names a type gives the object itself when it is of that type. */
function valueAt(row: Row, names: readonly string[]): unknown {
  let value: unknown = row
  for (const name of names) {
    if (typeof value !== "object" || value === null) return undefined
    if (name.startsWith("microsoft.graph.")) {
      if (!("@odata.type" in value) || !sameName(String(value["@odata.type"]), `#${name}`)) return undefined
      continue
    }
    if (!Object.hasOwn(value, name)) return undefined
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
    case "in":
      for (const literal of filter.literals) yield { path: filter.path, literal }
      return
    case "any":
    case "all":
      yield { path: filter.path }
      return
    case "isof":
      return
  }
}
