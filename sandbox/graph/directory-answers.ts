import type { Answer, Call } from "./call"
import type { DirectoryType } from "./directory-members"
import { GraphRefusal, notModelled } from "./errors"
import { compileFilter, type FilterRules, type Row, readFilter } from "./filter/evaluate"
import { Continuations, contextOf, fieldsOf, listBody, openPage, takePage } from "./paging"
import {
  allowOptions,
  type OptionName,
  type Options,
  pick,
  readCount,
  readOptions,
  readOrder,
  readSelect,
  readTop,
} from "./query-options"
import { untilReset } from "./until-reset"

/** An object of the directory, with whatever its type has. */
export type DirectoryObject = Row & { id: string }

/** One list of directory objects: where it stands, what it holds, and how it can be asked. */
export type DirectoryList = {
  /** The path in `@odata.context`, such as `servicePrincipals('…')/appRoleAssignments`. */
  path: string
  type: DirectoryType
  objects: readonly DirectoryObject[]
  filters: FilterRules
  /** The options beside `$filter`, `$select` and `$top`, or those of a list that takes fewer. */
  options?: readonly OptionName[]
  /** The members that `$orderby` takes, and whether only an advanced query may use each. */
  orders?: Readonly<Record<string, "usual" | "advanced">>
}

const maxPage = 999
const usualPage = 100
const continuationsOf = untilReset(() => new Continuations<{ id: string }>())
const usualOptions = ["filter", "select", "top"] as const

/** The options of collections that take advanced queries: https://learn.microsoft.com/graph/aad-advanced-queries */
export const advancedOptions = [...usualOptions, "count", "orderby", "search"] as const

const unsupported = (message: string) => new GraphRefusal(400, "Request_UnsupportedQuery", message)

/** A page of a list. */
export function answerList(call: Call, list: DirectoryList): Answer {
  const page = openPage(call, call.path.toLowerCase(), continuationsOf(call.world))
  const options = readOptions(page.search)
  allowOptions(options, { supported: list.options ?? usualOptions, refused: ["skip"] })
  if (options.has("search")) refuseSearch(call)
  const top = readTop(options, { max: maxPage, usual: usualPage })
  const select = readMembers(options, list.type)
  // Without the header the service ignores $count, and nothing is an advanced query.
  const counts = readCount(options) && call.eventual
  const wanted = sorted(filtered(list, options, counts), list, options, counts)
  const { shown, next } = takePage(wanted, top, page)
  const value = shown.map((object) => show(object, { type: list.type, call, select, single: false }))
  const context = contextOf(call, list.path + fieldsOf(select))
  return { status: 200, body: listBody(context, value, next, counts ? { count: wanted.length } : {}) }
}

function refuseSearch({ eventual }: Call): never {
  if (eventual) throw notModelled("query option '$search' for this collection")
  throw unsupported(
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  )
}

function filtered({ objects, filters }: DirectoryList, options: Options, advanced: boolean) {
  const text = options.get("filter")
  if (text === undefined) return objects
  const rules = advanced ? { ...filters, advanced, maxInValues: Number.POSITIVE_INFINITY } : filters
  return objects.filter(compileFilter(readFilter(text, rules), rules))
}

/** INFERRED: the text of the refusal; texts are sorted without regard to case, and null comes first. */
function sorted(
  objects: readonly DirectoryObject[],
  { orders = {} }: DirectoryList,
  options: Options,
  advanced: boolean,
): readonly DirectoryObject[] {
  const order = readOrder(options, Object.keys(orders))
  if (!order) return objects
  if (!advanced && (options.has("filter") || orders[order.member] === "advanced"))
    throw unsupported("Sorting not supported for current query.")
  const keyOf = (object: DirectoryObject) => String(object[order.member] ?? "").toLowerCase()
  const sign = order.descending ? -1 : 1
  return objects.toSorted((one, other) => {
    if (keyOf(one) === keyOf(other)) return 0
    return keyOf(one) < keyOf(other) ? -sign : sign
  })
}

/** One object with `$select`. */
export function answerOne(call: Call, path: string, type: DirectoryType, object: Row): Answer {
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["select"] })
  const select = readMembers(options, type)
  const context = contextOf(call, `${path}${fieldsOf(select)}/$entity`)
  const body = { "@odata.context": context, ...show(object, { type, call, select, single: true }) }
  return { status: 200, body }
}

const readMembers = (options: Options, { type, members, optional = [], notModelled }: DirectoryType) =>
  readSelect(options, { type, members: [...Object.keys(members), ...optional], notModelled })

type Shown = { type: DirectoryType; call: Call; select: readonly string[] | undefined; single: boolean }

function show(object: Row, { type, call, select, single }: Shown): Record<string, unknown> {
  const complete = withoutSecrets({ ...type.members, ...object }, single && select !== undefined)
  const usual = (call.version === "v1.0" && type.v1Default) || Object.keys(type.members)
  const isAbsent = (name: string) => type.optional?.includes(name) === true && complete[name] === undefined
  const shown = (select ?? usual).filter((name) => !isAbsent(name))
  const annotation = object["@odata.type"]
  return { ...(annotation ? { "@odata.type": annotation } : {}), ...pick(complete, shown) }
}

/**
 * Keys show only on a single object whose `$select` names keyCredentials; values of passwords never do.
 * https://learn.microsoft.com/graph/api/resources/keycredential
 */
function withoutSecrets(object: Record<string, unknown>, keys: boolean): Record<string, unknown> {
  const hide = (member: string, change: Record<string, null>) => {
    const credentials = object[member]
    return Array.isArray(credentials)
      ? { [member]: credentials.map((credential: object) => ({ ...credential, ...change })) }
      : {}
  }
  return {
    ...object,
    ...hide("passwordCredentials", { secretText: null }),
    ...(keys ? {} : hide("keyCredentials", { key: null })),
  }
}
