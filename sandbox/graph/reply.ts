import { randomUUID } from "node:crypto"
import type { World } from "../world"
import type { Answer, Reply } from "./call"
import { envelope, GraphRefusal } from "./errors"

const contentType =
  "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

/** The refusal that was thrown; anything else is a bug of the sandbox and thrown on. */
export function refusalOf(error: unknown): GraphRefusal {
  if (!(error instanceof GraphRefusal)) throw error
  return error
}

/** Completes an answer by the headers of every answer; a refusal becomes an error envelope. */
export function complete(given: Answer | GraphRefusal, requestHeaders: Headers, { clock }: World): Reply {
  const requestId = randomUUID()
  const clientRequestId = requestHeaders.get("client-request-id") || requestId
  const ids = { requestId, clientRequestId }
  const body = given instanceof GraphRefusal ? envelope(given, ids, clock.date()) : given.body
  return {
    status: given.status,
    body,
    headers: {
      ...given.headers,
      ...(body === undefined ? {} : { "content-type": contentType }),
      date: clock.date().toUTCString(),
      "odata-version": "4.0",
      "request-id": requestId,
      "client-request-id": clientRequestId,
    },
  }
}
