import type { Tenant } from "../tenants/types"
import type { World } from "../world"
import type { Permission } from "./permissions"

/** The two published versions of Microsoft Graph. */
export type Version = "v1.0" | "beta"

/** One authenticated request: what a route needs to answer it, with no trace of HTTP beyond the query. */
export type Call = {
  world: World
  /** The tenant that the token names. */
  tenant: Tenant
  version: Version
  /** The path as sent, still encoded. */
  path: string
  /** What stood in the route's braces, decoded. */
  params: Readonly<Record<string, string>>
  /** The query as sent, still encoded, without the question mark. */
  search: string
  /** The preferences of the `Prefer` header in lower case. */
  prefer: readonly string[]
}

/** What a route answers; the envelope and the headers of every answer are added outside. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> }

/** One operation of the service. */
export type Route = {
  method: "GET"
  /** Under the version, without a slash in front; `{name}` takes what stands there. */
  path: string
  permission: Permission
  /** Set when the route shares the audit logs' small request limit. */
  limited?: true
  answer(call: Call): Answer
}
