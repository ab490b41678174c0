import { randomUUID } from "node:crypto"
import type { QueryRefusal } from "./kql/refusal"

/** What stands under an error, one inside of the other. */
type InnerError = { code: string; message: string; innererror?: InnerError; [member: string]: unknown }

/** An answer of Log Analytics that is an error: https://learn.microsoft.com/azure/azure-monitor/logs/api/errors */
export class LogsRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly inner: InnerError | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    { inner, headers = {} }: { inner?: InnerError; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.inner = inner
    this.headers = headers
  }
}

/** The body of an error. */
export const errorBody = ({ code, message, inner }: LogsRefusal) => ({
  error: { message, code, correlationId: randomUUID(), ...(inner ? { innererror: inner } : {}) },
})

const badArgument = (inner?: InnerError) =>
  new LogsRefusal(400, "BadArgumentError", "The request had some invalid properties", inner ? { inner } : {})

/** The refusals of the query API. INFERRED: their sentences, where Microsoft's samples show none. */
export const refuse = {
  noToken: () =>
    new LogsRefusal(
      401,
      "AuthenticationFailed",
      "Authentication failed. The 'Authorization' header is missing.",
    ),
  invalidToken: (why: string) => new LogsRefusal(403, "InvalidAuthenticationToken", why),
  wrongAudience: () =>
    new LogsRefusal(
      403,
      "InvalidAuthenticationTokenAudience",
      "The audience of the access token is not valid for this API.",
    ),
  noAccess: (workspaceId: string) =>
    new LogsRefusal(
      403,
      "InsufficientAccessError",
      "The provided credentials have insufficient access to perform the requested operation",
      {
        inner: {
          code: "UnauthorizedClient",
          message: `The service principal does not have sufficient permissions to access this resource: ${workspaceId}`,
        },
      },
    ),
  unknownWorkspace: (workspaceId: string) =>
    new LogsRefusal(404, "WorkspaceNotFoundError", `The workspace ${workspaceId} could not be found`),
  tooManyAtOnce: () =>
    new LogsRefusal(429, "ThrottledError", "Too many queries of this user are running at once", {
      headers: { "retry-after": "2" },
    }),
  timeout: (seconds: number) =>
    new LogsRefusal(504, "GatewayTimeout", `The query did not complete within ${seconds} seconds`),
  argument: (code: string, message: string) => badArgument({ code, message }),
  query({ kind, code, message, place }: QueryRefusal): LogsRefusal {
    const told =
      kind === "SyntaxError" ? "A recognition error occurred in the query." : "A semantic error occurred."
    return badArgument({ code: kind, message: told, innererror: { code, message, ...place } })
  },
}

/** The error that stands beside a part of a result. INFERRED: what the engine says when it is not the result's size. */
export const partialError = (message: string) => ({
  code: "PartialError",
  message: "There were some errors when processing your query.",
  details: [
    {
      code: "EngineError",
      message: "Something went wrong processing your query on the server",
      innererror: { code: "-2133196797", message, severity: 2, severityName: "Error" },
    },
  ],
})
