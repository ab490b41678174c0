import type { Answer, Call } from "./call"
import type { DirectoryType } from "./directory-members"
import { GraphRefusal } from "./errors"
import { compileFilter, type Filterable, type FilterRules, type Row, readFilter } from "./filter/evaluate"
import { Continuations, contextOf, listBody, openPage } from "./paging"
import { showObject } from "./project"
import { allowOptions, type Options, readOptions, readSelect, readTop } from "./query-options"
import { untilReset } from "./until-reset"

/** One list of directory objects: where it stands, what it holds, and which filters it supports. */
export type DirectoryList = {
  /** The path in `@odata.context`, such as `servicePrincipals('…')/appRoleAssignments`. */
  path: string
  type: DirectoryType
  objects: readonly (Row & { id: string })[]
  filters: FilterRules
}

const maxPage = 999
const usualPage = 100
const continuationsOf = untilReset(() => new Continuations<{ id: string }>())

/** A page of a list with `$filter`, `$select` and `$top`. */
export function answerList(call: Call, { path, type, objects, filters }: DirectoryList): Answer {
  const page = openPage(call, path, continuationsOf(call.world))
  const options = readOptions(page.search)
  allowOptions(options, { supported: ["filter", "select", "top"] })
  const top = readTop(options, { max: maxPage, usual: usualPage })
  const select = readMembers(options, type)
  const text = options.get("filter")
  const matches = text === undefined ? () => true : compileFilter(readFilter(text, filters), filters)
  const wanted = objects.filter(matches)
  // A list goes on after the object it ended with, or begins anew when that was deleted meanwhile.
  const begin = page.after ? wanted.findIndex(({ id }) => id === page.after?.id) + 1 : 0
  const shown = wanted.slice(begin, begin + top)
  const last = shown.at(-1)
  const next = last && begin + top < wanted.length ? page.next({ id: last.id }) : undefined
  const value = shown.map((object) => show(object, { type, call, select, single: false }))
  const context = contextOf(call, path + fieldsOf(select))
  return { status: 200, body: listBody(context, value, next) }
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

const fieldsOf = (select: readonly string[] | undefined) => (select ? `(${select.join(",")})` : "")

const readMembers = (options: Options, { type, members, notModelled }: DirectoryType) =>
  readSelect(options, { type, members: Object.keys(members), notModelled })

type Shown = { type: DirectoryType; call: Call; select: readonly string[] | undefined; single: boolean }

function show(object: Row, { type, call, select, single }: Shown): Record<string, unknown> {
  const complete = withoutSecrets({ ...type.members, ...object }, single && select !== undefined)
  return { ...showObject(complete, select ?? (call.version === "v1.0" ? type.v1Default : undefined)) }
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

/** The filters of a directory collection with the refusals that the directory has for all others. */
export function directoryFilters(
  resource: string,
  properties: readonly Filterable[],
  collections: readonly Filterable[] = [],
): FilterRules {
  return {
    properties,
    collections,
    ignoreCase: true,
    refuse: (subject, message) =>
      new GraphRefusal(
        400,
        "Request_UnsupportedQuery",
        subject === null
          ? `Invalid filter clause: ${message}`
          : `Unsupported or invalid query filter clause specified for property '${subject}' of resource '${resource}'.`,
      ),
  }
}
