import { randomBytes } from "node:crypto"
import type { Call } from "./call"
import { badRequest } from "./errors"
import { readOptions, withoutSkipToken } from "./query-options"

/** A begun list: the query that it answers and the object after which it goes on. */
export type Continuation<Position> = { scope: string; search: string; after: Position }

const maxTokens = 10_000

/** The continuations of one collection by their opaque token; the oldest are forgotten first. */
export class Continuations<Position> {
  readonly #byToken = new Map<string, Continuation<Position>>()

  /** A new opaque hexadecimal token. */
  issue(continuation: Continuation<Position>): string {
    const token = randomBytes(32).toString("hex")
    this.#byToken.set(token, continuation)
    const [oldest] = this.#byToken.keys()
    if (this.#byToken.size > maxTokens && oldest !== undefined) this.#byToken.delete(oldest)
    return token
  }

  /** The continuation of a token; 400 for a token that is unknown or belongs to another list. */
  find(token: string, scope: string): Continuation<Position> {
    const continuation = this.#byToken.get(token)
    if (continuation?.scope !== scope) throw badRequest("The specified skip token is not valid.")
    return continuation
  }
}

/** One page to answer: its query and, beyond the first page, where it begins. */
export type Page<Position> = { search: string; after?: Position; next(after: Position): string }

/**
 * Opens the page that a request asks for. A token brings back the query that it was made for, so what else stands
 * in the address does not matter.
 */
export function openPage<Position>(
  call: Call,
  collection: string,
  continuations: Continuations<Position>,
): Page<Position> {
  const scope = `${call.tenant.id} ${call.version} ${collection}`
  const token = readOptions(call.search).get("skiptoken")
  const begun = token === undefined ? undefined : continuations.find(token, scope)
  const search = begun?.search ?? withoutSkipToken(call.search)
  return {
    search,
    after: begun?.after,
    next(after) {
      const query = [search, `$skiptoken=${continuations.issue({ scope, search, after })}`]
      return `${call.world.urls.graph}${call.path}?${query.filter((part) => part !== "").join("&")}`
    },
  }
}

/**
 * The objects of a page and the link to the next. A list goes on after the object that it ended with, or begins
 * anew when that was deleted meanwhile.
 */
export function takePage<Kind extends { id: string }>(
  objects: readonly Kind[],
  top: number,
  page: Page<{ id: string }>,
): { shown: readonly Kind[]; next?: string } {
  const begin = page.after ? objects.findIndex(({ id }) => id === page.after?.id) + 1 : 0
  const shown = objects.slice(begin, begin + top)
  const last = shown.at(-1)
  return { shown, next: last && begin + top < objects.length ? page.next({ id: last.id }) : undefined }
}

/** What a list can say beside its objects: how many there are over all pages, and advice to the caller. */
export type ListNotes = { count?: number; tips?: string }

/** The body of a list in the order in which the service writes it. */
export function listBody(context: string, value: readonly unknown[], next?: string, notes: ListNotes = {}) {
  return {
    "@odata.context": context,
    ...(notes.count === undefined ? {} : { "@odata.count": notes.count }),
    ...(next === undefined ? {} : { "@odata.nextLink": next }),
    ...(notes.tips === undefined ? {} : { "@microsoft.graph.tips": notes.tips }),
    value,
  }
}

/** The address in `@odata.context` for a path of the metadata document. */
export function contextOf({ world, version }: Call, fragment: string): string {
  return `${world.urls.graph}/${version}/$metadata#${fragment}`
}

/** The selected members as `@odata.context` names them after the path. */
export const fieldsOf = (select: readonly string[] | undefined): string =>
  select ? `(${select.join(",")})` : ""
