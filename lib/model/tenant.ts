import type { Members } from "./json"
import type { Part } from "./part"

/** A tenant's name and kind; "external" is what Graph calls CIAM. */
export type Organization = { id: string; name: string; kind: "workforce" | "external" | "b2c" | "unknown" }

/** How long and how often an API is asked; null means that the next wider setting counts. */
export type Limits = { timeoutMs: number | null; maximumRetries: number | null }

/** A custom authentication extension as we read it; null limits mean that the service's default applies. */
export type Extension = Limits & {
  id: string
  name: string
  /** Event type such as `tokenIssuanceStart`, or Graph's own type name when it is not one we know. */
  eventType: string
  targetUrl: string | null
  /** Host of the target URL, null when the URL cannot be parsed. */
  host: string | null
  resourceId: string | null
  /** Whether Microsoft's own provider steps in when the API fails; it counts for e-mail codes alone. */
  fallsBack: boolean
  /** The object as Graph has it, when its type is none that we know. */
  raw: Members | null
}

/** The apps that a listener or a user flow is for, and its rank; Graph's beta alone has a rank, 1000 the highest. */
export type Conditions = { allApps: boolean; appIds: readonly string[]; priority: number | null }

/** What a listener or a user flow does when its event comes; its limits win over the extension's. */
export type Handler = Limits & { extensionId: string | null; fallsBack: boolean }

/** An event listener that calls an extension. */
export type Listener = Conditions &
  Handler & {
    id: string
    eventType: string
    /** The user flow whose handler the listener stands for. */
    flowId: string | null
    /** The directory extension that marks the users whose password is still to migrate. */
    migrationPropertyId: string | null
  }

/** A listener of a type that calls no extension we know, under Graph's name for the type and as Graph has it. */
export type OtherListener = { id: string; type: string; raw: Members }

/** A user flow of an external tenant and the extensions that it calls, by event type. */
export type UserFlow = Conditions & {
  id: string
  name: string
  handlers: readonly (Handler & { eventType: string })[]
}

/** The parts of a tenant's configuration that the console reads. */
export type Tenant = {
  organization: Organization
  extensions: readonly Extension[]
  listeners: readonly Listener[]
  otherListeners: readonly OtherListener[]
  flows: readonly UserFlow[]
}

/** When a tenant was read, and each part of it or why it could not be read; plain JSON. */
export type Snapshot = { readAt: string } & { [Name in keyof Tenant]: Part<Tenant[Name]> }
