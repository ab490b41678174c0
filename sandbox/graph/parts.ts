import type { World } from "../world"
import type { Answerer } from "./answerer"
import type { Sender } from "./batch"
import type { Version } from "./call"
import { notModelled, segmentNotFound } from "./errors"
import { complete, refusalOf } from "./reply"
import { type GraphPath, readPath } from "./router"

/** Whether a path is that of batches. */
export const isBatch = ({ rest }: GraphPath): boolean => rest.toLowerCase() === "$batch"

/** The batch whose parts are sent: its version and its token. */
type Batch = { version: Version; authorization: string }

/** Sends each part as a request of its own with the batch's token; it inherits no other header (INFERRED). */
export const createSender = (answer: Answerer, world: World, batch: Batch): Sender => ({
  async send({ method, url, headers: given, body }) {
    const headers = new Headers(given)
    headers.set("authorization", batch.authorization)
    const sent = async () => {
      const text = async () => JSON.stringify(body) ?? ""
      const part = { method: method.toUpperCase(), url: addressOf(url, batch.version, world), headers, text }
      return (await answer(part)) ?? notModelled(`${part.method} ${url}`)
    }
    return complete(await sent().catch(refusalOf), headers, world)
  },
  refuse: (refusal) => complete(refusal, new Headers(), world),
})

/** INFERRED: the address of a part cannot leave the batch's version, and a batch holds no other batch. */
function addressOf(url: string, version: Version, { urls }: World): string {
  const relative = url.replace(/^\/+/, "")
  const root = `${urls.graph}/${version}/`
  const address = new URL(root + relative)
  const path = readPath(address.pathname)
  const segment = path?.segments[0] ?? relative
  if (!address.href.startsWith(root) || /^[a-z][\w+.-]*:/i.test(segment) || (path && isBatch(path)))
    throw segmentNotFound(segment)
  return address.href
}
