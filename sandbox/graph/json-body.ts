import { badRequest } from "./errors"

const unreadable =
  "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."

/**
 * What the body of a write holds. [FIELD] 400 for an empty one, one of another type and one that is no JSON, as
 * reported in issues of Microsoft Graph's documents and SDKs.
 */
export function readJson(headers: Headers, text: string): unknown {
  if (text === "") throw badRequest("Empty Payload. JSON content expected.")
  const type = headers.get("content-type")
  if (type && !/^application\/json\b/i.test(type))
    throw badRequest("Entity only allows writes with a JSON Content-Type header.")
  if (!type) throw badRequest(unreadable)
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(unreadable)
  }
}
