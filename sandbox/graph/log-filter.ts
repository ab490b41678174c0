import { badRequest } from "./errors"
import { comparisonsOf, compileFilter, type FilterRules, type Predicate, readFilter } from "./filter/evaluate"
import type { Filter } from "./filter/parser"

/** The rows of a log that a filter wants: a span of time, both ends included, and a test for the rest. */
export type LogFilter = {
  fromMs: number
  toMs: number
  matches: Predicate
  /** The members that the test looks at, spelled as the service does. */
  members: readonly string[]
  /** The only id and correlation id that fit, where the filter names one. */
  id?: string | undefined
  correlationId?: string | undefined
}

/** What a log's `$filter` may use, and which member is the time of a row. */
export type LogRules = Pick<FilterRules, "properties" | "collections"> & { time: string }

type Comparison = Extract<Filter, { kind: "compare" }>

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

// [FIELD] Every unsupported filter has this one text: https://github.com/microsoftgraph/microsoft-graph-docs/issues/14173
const refusal = () => badRequest("Invalid filter clause")

/**
 * Reads the `$filter` of a log; 400 for whatever the rules do not name and for dates before the oldest one. The time
 * and the ids that a walk can start from stand apart from the test. INFERRED: texts are compared exactly.
 */
export function readLogFilter(
  source: string | undefined,
  { time, ...rest }: LogRules,
  oldestMs = -Infinity,
): LogFilter {
  if (source === undefined) return { fromMs: -Infinity, toMs: Infinity, matches: () => true, members: [] }
  const rules: FilterRules = { ...rest, ignoreCase: false, refuse: refusal }
  const filter = readFilter(source, rules)
  compileFilter(filter, rules)
  refuseOldDates(filter, time, oldestMs)
  const parts = filter.kind === "and" ? filter.parts : [filter]
  const isBound = (part: Filter): part is Comparison => part.kind === "compare" && same(part.path, time)
  const others: Filter = { kind: "and", parts: parts.filter((part) => !isBound(part)) }
  return {
    ...spanOf(parts.filter(isBound)),
    matches: compileFilter(others, rules),
    members: membersOf(others, rules),
    id: onlyValue(others, "id"),
    correlationId: onlyValue(others, "correlationId"),
  }
}

function refuseOldDates(filter: Filter, time: string, oldestMs: number): void {
  for (const { path, literal } of comparisonsOf(filter))
    if (same(path, time) && literal?.type === "dateTime" && literal.value < oldestMs) throw refusal()
}

/** The span of time that all of these bounds leave, so that a list walks only those rows. */
function spanOf(bounds: readonly Comparison[]): { fromMs: number; toMs: number } {
  let fromMs = -Infinity
  let toMs = Infinity
  for (const { operator, literal } of bounds) {
    if (literal.type !== "dateTime") continue
    if (operator !== "le") fromMs = Math.max(fromMs, literal.value)
    if (operator !== "ge") toMs = Math.min(toMs, literal.value)
  }
  return { fromMs, toMs }
}

/** The members that a filter looks at, by the first names of its paths. */
function membersOf(filter: Filter, { properties, collections = [] }: Omit<LogRules, "time">): string[] {
  const known = [...properties, ...collections].map(({ path }) => path)
  const named = [...comparisonsOf(filter)].map(({ path }) => known.find((one) => same(one, path)) ?? path)
  return [...new Set(named.map((path) => path.split("/")[0] ?? path))]
}

/** The value that every row must have in this member, or undefined when the filter leaves it open. */
function onlyValue(filter: Filter, member: string): string | undefined {
  if (filter.kind !== "and") return undefined
  for (const part of filter.parts)
    if (part.kind === "compare" && part.operator === "eq" && same(part.path, member))
      return part.literal.type === "string" ? part.literal.value : undefined
  return undefined
}
