import type { Call } from "./call"
import { directoryObjectNotFound, GraphRefusal } from "./errors"

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

type Keys = { id: string; appId?: string; uniqueName?: string | null }

/** The object that a path names by id or, in parentheses, by an alternate key; 404 without it. */
export function namedObject<Kind extends Keys>(objects: readonly Kind[], { params }: Call): Kind {
  const { id, appId, uniqueName } = params
  if (id !== undefined && !guid.test(id))
    throw new GraphRefusal(400, "Request_BadRequest", `Invalid object identifier '${id}'.`)
  const found = objects.find((object) => {
    if (id !== undefined) return object.id === id.toLowerCase()
    return appId === undefined ? object.uniqueName === uniqueName : object.appId === appId.toLowerCase()
  })
  if (!found) throw directoryObjectNotFound(id ?? appId ?? uniqueName ?? "")
  return found
}
