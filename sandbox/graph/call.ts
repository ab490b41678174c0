import type { Tenant, User } from "../tenants/types"
import type { World } from "../world"
import type { Permission } from "./permissions"

/** The two published versions of Microsoft Graph. */
export type Version = "v1.0" | "beta"

/** One authenticated request: what a route needs to answer it, with no trace of HTTP beyond the query. */
export type Call = {
  world: World
  /** The tenant that the token names. */
  tenant: Tenant
  /** The app that calls. */
  appId: string
  /** The permissions that the token carries: of the app itself, or those that it may use for its user. */
  roles: readonly string[]
  /** For whom the app calls; null when it calls for itself. */
  user: User | null
  version: Version
  /** The path as sent, still encoded. */
  path: string
  /** What stood in the route's braces, decoded. */
  params: Readonly<Record<string, string>>
  /** The query as sent, still encoded, without the question mark. */
  search: string
  /** The preferences of the `Prefer` header in lower case. */
  prefer: readonly string[]
  /** Whether the request carries `ConsistencyLevel: eventual`, which advanced queries of the directory need. */
  eventual: boolean
  /** What a POST brought, read from its JSON. */
  body: unknown
}

/**
 * What a route answers, its body undefined when there is none; the envelope and the headers of every answer are added
 * outside.
 */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> }

/** A complete answer: with the headers of every answer, their names in lower case. */
export type Reply = { status: number; body: unknown; headers: Readonly<Record<string, string>> }

/** One operation of the service. */
export type Route = {
  method: "GET" | "POST"
  /** Under the version, without a slash in front; `{name}` takes what stands there. */
  path: string
  permission: Permission
  /** Set when the route shares the audit logs' small request limit. */
  limited?: true
  /** The segment that v1.0 has not; unset for what both versions have. */
  betaOnly?: string
  answer(call: Call): Answer
}
