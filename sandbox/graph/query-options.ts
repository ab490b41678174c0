import { badRequest, notModelled, propertyNotFound } from "./errors"

const systemOptions = [
  "filter",
  "select",
  "top",
  "orderby",
  "skip",
  "skiptoken",
  "count",
  "expand",
  "search",
  "format",
  "apply",
  "compute",
  "deltatoken",
] as const

/** An OData system query option, without the dollar sign. */
export type OptionName = (typeof systemOptions)[number]

/** The system query options of one request, decoded. */
export type Options = ReadonlyMap<OptionName, string>

const asOption = (name: string): OptionName | undefined => {
  const bare = name.replace(/^\$/, "").toLowerCase()
  return systemOptions.find((option) => option === bare)
}

/**
 * Reads the system query options; the dollar sign may be missing and other parameters are ignored.
 * https://learn.microsoft.com/graph/query-parameters
 */
export function readOptions(search: string): Options {
  const options = new Map<OptionName, string>()
  for (const [name, value] of new URLSearchParams(search)) {
    const option = asOption(name)
    if (!option && name.startsWith("$")) throw badRequest(`The query parameter '${name}' is not supported.`)
    if (!option) continue
    if (options.has(option))
      throw badRequest(
        `Query option '$${option}' was specified more than once, but it must be specified at most once.`,
      )
    options.set(option, value)
  }
  return options
}

/** The part of a query that stands before its continuation: every parameter but `$skiptoken`, as sent. */
export function withoutSkipToken(search: string): string {
  return search
    .split("&")
    .filter((parameter) => parameter !== "" && !/^(?:\$|%24)?skiptoken=/i.test(parameter))
    .join("&")
}

/** Refuses options: 400 for those that the service has not here, 501 for those that only the sandbox lacks. */
export function allowOptions(
  options: Options,
  { supported, refused = [] }: { supported: readonly OptionName[]; refused?: readonly OptionName[] },
): void {
  for (const name of options.keys()) {
    if (refused.includes(name)) throw badRequest(`The query option '$${name}' is not supported.`)
    if (!supported.includes(name)) throw notModelled(`query option '$${name}' for this collection`)
  }
}

/** The page size: `$top`, which must be a whole number from 1 to the maximum, or the given default. */
export function readTop(options: Options, { max, usual }: { max: number; usual: number }): number {
  const text = options.get("top")
  if (text === undefined) return usual
  if (!/^-?\d{1,9}$/.test(text)) throw badRequest(`Invalid value '${text}' for $top query option found.`)
  const top = Number(text)
  if (top < 1 || top > max)
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and ${max} inclusive.`)
  return top
}

/** Whether `$count` asks for the number of objects; 400 for what is neither true nor false. */
export function readCount(options: Options): boolean {
  const text = options.get("count")?.toLowerCase() ?? "false"
  if (text !== "true" && text !== "false")
    throw badRequest(`Invalid value '${text}' for $count query option found.`)
  return text === "true"
}

/** An order of a list: by one member, up or down. */
export type Order = { member: string; descending: boolean }

/** What `$orderby` asks for, or undefined without it; 400 for a member that the collection cannot sort by. */
export function readOrder(options: Options, members: readonly string[]): Order | undefined {
  const text = options.get("orderby")
  if (text === undefined) return undefined
  const [, name = "", direction = "asc"] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text) ?? []
  const member = members.find((known) => known.toLowerCase() === name.toLowerCase())
  if (!member) throw badRequest("Invalid orderby clause")
  return { member, descending: direction.toLowerCase() === "desc" }
}

/** What a `$select` may name: members that are answered and members that the service has but the sandbox has not. */
export type Selectable = { type: string; members: readonly string[]; notModelled?: readonly string[] }

/** The members that `$select` names, each once, or undefined when all are wanted; unknown ones answer 400. */
export function readSelect(options: Options, selectable: Selectable): readonly string[] | undefined {
  const names = (options.get("select") ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
  if (names.length === 0 || names.includes("*")) return undefined
  const selected = names.map((name) => {
    const same = (known: string) => known.toLowerCase() === name.toLowerCase()
    if (selectable.notModelled?.some(same)) throw notModelled(`property '${name}' of ${selectable.type}`)
    const member = selectable.members.find(same)
    if (!member) throw propertyNotFound(name, selectable.type)
    return member
  })
  return [...new Set(selected)]
}

/** The members of an object in the order of the selection. */
export function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
}
