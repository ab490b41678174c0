import { z } from "zod"
import type { EventType } from "./define"

/** The response of an event as JSON Schema (draft 2020-12), for editors and other validators. */
export function responseJsonSchema({ id, title, response }: EventType): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(response, { target: "draft-2020-12" })
  return { $schema, title: `${title}: response`, $id: `urn:calloutscope:${id}:response`, ...schema }
}
