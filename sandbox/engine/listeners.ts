import type { AuthenticationEventListener, Tenant } from "../tenants/types"

/** The events that the engine can raise, by the name that Graph and the log use. */
export type EventType = "tokenIssuanceStart"

const listenerTypes = { tokenIssuanceStart: "onTokenIssuanceStartListener" } as const satisfies Record<
  EventType,
  string
>

const wants = ({ conditions }: AuthenticationEventListener, appId: string) =>
  conditions.applications.includeAllApplications ||
  conditions.applications.includeApplications.some((included) => included.appId === appId)

/**
 * The listener that handles an event for an app, or undefined when nobody listens. The app is the token's
 * audience. Of several the one with the highest beta priority runs; INFERRED: of equals, the first in the list.
 */
export function chooseListener(
  tenant: Pick<Tenant, "authenticationEventListeners">,
  eventType: EventType,
  appId: string,
): AuthenticationEventListener | undefined {
  const type = `#microsoft.graph.${listenerTypes[eventType]}`
  return tenant.authenticationEventListeners
    .filter((listener) => listener["@odata.type"] === type && wants(listener, appId))
    .toSorted((one, other) => other.priority - one.priority)[0]
}
