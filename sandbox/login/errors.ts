import { randomUUID } from "node:crypto"
import type { Context } from "hono"
import type { Env } from "../http/origin"
import type { World } from "../world"

/** The values of `error` that this service sends (RFC 6749 and OpenID Connect, plus Entra's invalid_resource). */
export type OAuthError =
  | "access_denied"
  | "consent_required"
  | "interaction_required"
  | "invalid_client"
  | "invalid_grant"
  | "invalid_request"
  | "invalid_resource"
  | "invalid_scope"
  | "login_required"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_response_type"

/** What a refusal of the token endpoint says beside its error, by which libraries tell what the person has to do. */
type Details = {
  suberror?: "basic_action" | "consent_required"
  /** What the next sign-in shall ask for, as JSON. */
  claims?: string
}

/** A refusal as Entra words it: an AADSTS number, the OAuth error it goes with, and a sentence. */
export class AadstsError extends Error {
  readonly code: number
  readonly error: OAuthError
  readonly details: Details

  constructor(code: number, error: OAuthError, text: string, details: Details = {}) {
    super(`AADSTS${code}: ${text}`)
    this.code = code
    this.error = error
    this.details = details
  }

  /** The HTTP status of the token endpoint for this refusal. */
  get status(): 400 | 401 {
    return this.error === "invalid_client" ? 401 : 400
  }
}

/** The ids by which support finds a refusal again. */
export type Incident = { traceId: string; correlationId: string; timestamp: string }

const isGuid = (text: string | undefined): text is string =>
  text !== undefined && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** A new incident; the correlation id is the client's `client-request-id` (header, query or form) when it sent one. */
export function incidentOf(c: Context<Env>, world: World, form?: URLSearchParams): Incident {
  const name = "client-request-id"
  const sent = [c.req.header(name), c.req.query(name), form?.get(name) ?? undefined].find(isGuid)
  return {
    traceId: randomUUID(),
    correlationId: sent ?? randomUUID(),
    timestamp: `${world.clock.date().toISOString().slice(0, 19).replace("T", " ")}Z`,
  }
}

/** The text of `error_description`: the refusal, followed by its ids. */
export const descriptionOf = (error: AadstsError, incident: Incident): string =>
  `${error.message} Trace ID: ${incident.traceId} Correlation ID: ${incident.correlationId} Timestamp: ${incident.timestamp}`

/** The address of `error_uri`. */
export const errorUri = (world: World, error: AadstsError): string =>
  `${world.urls.login}/error?code=${error.code}`

/** Answers a refusal as JSON, in the members that the token endpoint sends. */
export function refusalAsJson(
  c: Context<Env>,
  world: World,
  error: AadstsError,
  incident: Incident,
): Response {
  return c.json(
    {
      error: error.error,
      error_description: descriptionOf(error, incident),
      error_codes: [error.code],
      timestamp: incident.timestamp,
      trace_id: incident.traceId,
      correlation_id: incident.correlationId,
      error_uri: errorUri(world, error),
      ...error.details,
    },
    error.status,
    { ...headersOf(incident), "cache-control": "no-store, no-cache", pragma: "no-cache" },
  )
}

/** The headers by which every answer of the login service names its incident. */
export const headersOf = ({ traceId, correlationId }: Incident): Record<string, string> => ({
  "x-ms-request-id": traceId,
  "client-request-id": correlationId,
  "x-content-type-options": "nosniff",
})
