import type { Part } from "./part"

/** A tenant's name and kind; "external" is what Graph calls CIAM. */
export type Organization = { id: string; name: string; kind: "workforce" | "external" | "b2c" | "unknown" }

/** A custom authentication extension as we read it. */
export type Extension = {
  id: string
  name: string
  /** Event type such as `tokenIssuanceStart`, or Graph's own type name when it is not one we know. */
  eventType: string
  targetUrl: string | null
  /** Host of the target URL, null when the URL cannot be parsed. */
  host: string | null
  resourceId: string | null
  /** Per attempt, in milliseconds; null means that the service's default applies. */
  timeoutMs: number | null
  maximumRetries: number | null
}

/** An event listener and the apps that it names. */
export type Listener = {
  id: string
  eventType: string
  extensionId: string | null
  allApps: boolean
  appIds: readonly string[]
}

/** The parts of a tenant's configuration that the console reads. */
export type Tenant = {
  organization: Organization
  extensions: readonly Extension[]
  listeners: readonly Listener[]
}

/** When a tenant was read, and each part of it or why it could not be read; plain JSON. */
export type Snapshot = { readAt: string } & { [Name in keyof Tenant]: Part<Tenant[Name]> }
