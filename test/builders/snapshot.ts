import type { Extension, Listener, Snapshot, Tenant, UserFlow } from "@/lib/model/tenant"

const noLimits = { timeoutMs: null, maximumRetries: null }
const app = "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c"

/** The app id of the API behind every extension that is built here. */
export const apiApp = "a13d0fc1-04ab-4ede-b215-63de0174cbb4"

/** An extension for an event; members given replace its own. */
export const extension = (eventType: string, change: Partial<Extension> = {}): Extension => ({
  id: `${eventType}-extension`,
  name: `Extension of ${eventType}`,
  eventType,
  targetUrl: `https://api.woodgrove.example/api/${eventType}`,
  host: "api.woodgrove.example",
  resourceId: `api://api.woodgrove.example/${apiApp}`,
  timeoutMs: 2000,
  maximumRetries: 1,
  fallsBack: false,
  raw: null,
  ...change,
})

/** A listener of one app that calls the event's extension; members given replace its own. */
export const listener = (eventType: string, change: Partial<Listener> = {}): Listener => ({
  ...noLimits,
  id: `${eventType}-listener`,
  eventType,
  extensionId: `${eventType}-extension`,
  fallsBack: false,
  allApps: false,
  appIds: [app],
  priority: 500,
  flowId: null,
  migrationPropertyId: null,
  ...change,
})

/** A user flow of one app with a handler for each of the events. */
export const userFlow = (eventTypes: readonly string[], change: Partial<UserFlow> = {}): UserFlow => ({
  id: "79a67c51-c86d-4a48-8313-1e14ac821e16",
  name: "Sign up and in",
  allApps: false,
  appIds: [app],
  priority: 500,
  handlers: eventTypes.map((eventType) => ({
    ...noLimits,
    eventType,
    extensionId: `${eventType}-extension`,
    fallsBack: false,
  })),
  ...change,
})

/** A tenant that was read whole; members given replace its own. */
export function snapshot(change: Partial<Tenant> = {}): Snapshot {
  const part = <T>(value: T) => ({ ok: true, value }) as const
  return {
    readAt: "2026-11-19T14:04:00.000Z",
    organization: part(change.organization ?? { id: "one", name: "Woodgrove", kind: "external" }),
    extensions: part(change.extensions ?? []),
    listeners: part(change.listeners ?? []),
    otherListeners: part(change.otherListeners ?? []),
    flows: part(change.flows ?? []),
  }
}
