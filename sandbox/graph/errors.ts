/** A refusal of Microsoft Graph: routes throw it, the app turns it into the error envelope. */
export class GraphRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The error envelope of a refusal; `date` is UTC without a zone, as the service writes it. */
export function envelope(
  refusal: GraphRefusal,
  ids: { requestId: string; clientRequestId: string },
  now: Date,
) {
  return {
    error: {
      code: refusal.code,
      message: refusal.message,
      innerError: {
        date: now.toISOString().slice(0, 19),
        "request-id": ids.requestId,
        "client-request-id": ids.clientRequestId,
      },
    },
  }
}

/** 400 with the code that most collections share. */
export const badRequest = (message: string) => new GraphRefusal(400, "BadRequest", message)

/** 400 for a path that this version has not. */
export const segmentNotFound = (segment: string) =>
  badRequest(`Resource not found for the segment '${segment}'.`)

/** 400 for a name that the type has not. */
export const propertyNotFound = (name: string, type: string) =>
  badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`)

/** 501 for what the service has and the sandbox has not, so that the gap cannot pass for a refusal of theirs. */
export const notModelled = (what: string) =>
  new GraphRefusal(501, "NotImplemented", `The graph origin of the sandbox has no ${what}.`)

/** 404 of the directory's collections. */
export const directoryObjectNotFound = (id: string) =>
  new GraphRefusal(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )

/** 404 of the other collections; code and text are INFERRED. */
export const resourceNotFound = (id: string) =>
  new GraphRefusal(404, "ResourceNotFound", `Resource '${id}' could not be found.`)
