import { type EventType, flowEvents, graphNames, listenersOfFlow } from "../../tenants/event-types"
import type { AuthenticationEventListener, AuthenticationEventsFlow, Tenant } from "../../tenants/types"

type Bindings = Pick<Tenant, "authenticationEventListeners" | "authenticationEventsFlows">

const wants = ({ conditions }: Pick<AuthenticationEventListener, "conditions">, appId: string) =>
  conditions.applications.includeAllApplications ||
  conditions.applications.includeApplications.some((included) => included.appId === appId)

/** Of several the one with the highest beta priority; INFERRED: of equals, the first in the list. */
const foremost = <Binding extends { priority: number }>(bindings: readonly Binding[]) =>
  bindings.toSorted((one, other) => other.priority - one.priority)[0]

/** The user flow that signs people up for an app, or undefined when no flow includes it. */
export function chooseFlow(
  { authenticationEventsFlows }: Pick<Tenant, "authenticationEventsFlows">,
  appId: string,
): AuthenticationEventsFlow | undefined {
  return foremost(authenticationEventsFlows.filter((flow) => wants(flow, appId)))
}

/**
 * The listener that handles an event for an app, or undefined when nobody listens: that of the app's user flow for
 * the attribute events, else one of the tenant's own listeners. For token events the app is the token's audience.
 */
export function chooseListener(
  bindings: Bindings,
  eventType: EventType,
  appId: string,
): AuthenticationEventListener | undefined {
  const type = graphNames[eventType].listener
  if (Object.hasOwn(flowEvents, eventType)) {
    const flow = chooseFlow(bindings, appId)
    return flow && listenersOfFlow(flow).find((listener) => listener["@odata.type"] === type)
  }
  return foremost(
    bindings.authenticationEventListeners.filter(
      (listener) => listener["@odata.type"] === type && wants(listener, appId),
    ),
  )
}
