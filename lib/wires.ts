import type { Callout } from "./model/callout"
import { valueOr } from "./model/part"
import type { Conditions, Extension, Limits, Listener, Snapshot, UserFlow } from "./model/tenant"

/** What attaches an extension to apps; a listener that only stands for a flow's handler comes with the flow. */
export type Binding =
  | { by: "listener"; listener: Listener }
  | { by: "flow"; flow: UserFlow; listener: Listener | null }

/** One way from apps to an API: the binding, the extension that it names, and what counts on the way. */
export type Wire = {
  eventType: string
  binding: Binding
  extensionId: string | null
  /** Null when the directory has no such extension, or when the extensions were not read. */
  extension: Extension | null
  /** The app registration of the API, from the extension's resource id. */
  apiAppId: string | null
  /** Each of the two from the binding, else from the extension. */
  limits: Limits
  fallsBack: boolean
}

type Handling = Limits & { eventType: string; extensionId: string | null; fallsBack: boolean }

/** The app id at the end of a resourceId, in lower case; `api://{host}/{appId}` and `api://{appId}` have one. */
export const apiAppIdOf = (resourceId: string | null | undefined): string | null =>
  /(?:^|\/)([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?$/i.exec(resourceId ?? "")?.[1]?.toLowerCase() ?? null

function toWire(binding: Binding, handling: Handling, extensions: readonly Extension[]): Wire {
  const extension = extensions.find(({ id }) => id === handling.extensionId) ?? null
  return {
    eventType: handling.eventType,
    binding,
    extensionId: handling.extensionId,
    extension,
    apiAppId: apiAppIdOf(extension?.resourceId),
    limits: {
      timeoutMs: handling.timeoutMs ?? extension?.timeoutMs ?? null,
      maximumRetries: handling.maximumRetries ?? extension?.maximumRetries ?? null,
    },
    fallsBack: handling.fallsBack || (extension?.fallsBack ?? false),
  }
}

/**
 * Every way from apps to APIs that the tenant has. INFERRED: that Graph may list the handler of a user flow as a
 * listener too, which names the flow; such a listener and its handler are one way, whichever of the two is read.
 */
export function wiresOf(snapshot: Snapshot): readonly Wire[] {
  const extensions = valueOr(snapshot.extensions, [])
  const listeners = valueOr(snapshot.listeners, [])
  const flows = valueOr(snapshot.flows, [])
  const standsFor = (listener: Listener, flow: UserFlow) =>
    listener.flowId === flow.id && flow.handlers.some(({ eventType }) => eventType === listener.eventType)
  const free = listeners.filter((listener) => !flows.some((flow) => standsFor(listener, flow)))
  const ofFlow = (flow: UserFlow) =>
    flow.handlers.map((handler) => {
      const listener = listeners.find((one) => one.eventType === handler.eventType && standsFor(one, flow))
      return toWire({ by: "flow", flow, listener: listener ?? null }, handler, extensions)
    })
  return [
    ...free.map((listener) => toWire({ by: "listener", listener }, listener, extensions)),
    ...flows.flatMap(ofFlow),
  ]
}

/** The apps that a wire begins at, and its rank. */
export const conditionsOf = ({ binding }: Wire): Conditions =>
  binding.by === "flow" ? binding.flow : binding.listener

/** The ways that begin at an app, the highest rank first. */
export function wiresFrom(appId: string | null, wires: readonly Wire[]): readonly Wire[] {
  const rank = (wire: Wire) => conditionsOf(wire).priority ?? 0
  return wires
    .filter((wire) => {
      const { allApps, appIds } = conditionsOf(wire)
      return allApps || (appId !== null && appIds.includes(appId))
    })
    .sort((a, b) => a.eventType.localeCompare(b.eventType) || rank(b) - rank(a))
}

/** The way that a callout took: by the listener that the log names, else by a flow with the same event and extension. */
export function wireOf({ listener, event, signIn }: Callout, wires: readonly Wire[]): Wire | null {
  if (!listener) return null
  const { listenerId, extensionId } = listener
  const named = wires.find(({ binding, eventType }) => {
    if (binding.listener && binding.listener.id === listenerId) return true
    return binding.by === "flow" && binding.flow.id === listenerId && eventType === event?.type
  })
  const fitting = wiresFrom(signIn.app.id, wires).find(
    (wire) =>
      wire.binding.by === "flow" && wire.eventType === event?.type && wire.extensionId === extensionId,
  )
  return named ?? fitting ?? null
}
