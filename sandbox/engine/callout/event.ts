import { issueCalloutToken } from "../../login/callout-token"
import type { EventType } from "../../tenants/event-types"
import type { AppliedEventListener, AuthenticationEventListener, Tenant } from "../../tenants/types"
import type { World } from "../../world"
import { type CalloutResult, decide } from "../answer/decide"
import { appliedListener } from "../log/row"
import { callOut, limitsOf } from "./callout"
import { chooseListener } from "./listeners"
import { encryptPassword, type TypedPassword } from "./payload/password"
import { calloutPayload, type EventContext, type EventData } from "./payload/payload"
import { type CalloutPlan, precheck } from "./precheck"

/** What is sent with an event; a typed password is encrypted to the API only once the API is known. */
export type EventInput =
  | Exclude<EventData, { eventType: "passwordSubmit" }>
  | (Omit<Extract<EventData, { eventType: "passwordSubmit" }>, "encryptedPasswordContext"> & TypedPassword)

/** One callout with everything that became of it. */
export type Called = {
  eventType: EventType
  listener: AuthenticationEventListener
  result: CalloutResult
  /** As the log tells it. */
  applied: AppliedEventListener
  /** Whether Microsoft's own provider steps in where the callout failed. */
  fallsBack: boolean
}

const unsent = (code: number): CalloutResult => ({ code, httpStatus: null, attempts: 0, claims: null })

/** The data to send, or undefined when the API's app has no key that a password could be encrypted to. */
async function dataOf(world: World, input: EventInput, plan: CalloutPlan): Promise<EventData | undefined> {
  if (input.eventType !== "passwordSubmit") return input
  const nowS = Math.floor(world.clock.now() / 1000)
  const encryptedPasswordContext = await encryptPassword(input, plan.resource, plan.resourceId, nowS)
  return encryptedPasswordContext === undefined
    ? undefined
    : { eventType: input.eventType, user: input.user, encryptedPasswordContext }
}

async function run(
  world: World,
  context: EventContext,
  listener: AuthenticationEventListener,
  input: EventInput,
): Promise<CalloutResult> {
  const { tenant } = context
  const checked = precheck(tenant, listener)
  if (!checked.plan) return unsent(checked.code)
  const data = await dataOf(world, input, checked.plan)
  // INFERRED: no page gives a code to an app without a key for the password.
  if (!data) return unsent(1003001)
  // INFERRED: only what would have been sent counts, and nothing is sent of what is too much.
  if (!world.platform.admits(tenant, world.clock.now())) return unsent(1003004)
  const { extension, targetUrl, resource, resourceId } = checked.plan
  const attempts = await callOut({
    url: targetUrl,
    token: await issueCalloutToken(world, tenant, resource, resourceId),
    payload: calloutPayload(context, listener, data),
    caPem: world.authority.caPem,
    limits: limitsOf(listener.handler, extension),
    lookup: world.names.lookup,
  })
  const nonce = input.eventType === "passwordSubmit" ? input.nonce : undefined
  const result = decide(attempts, { eventType: input.eventType, nonce })
  return world.platform.checkSchemaVersion(result, attempts.at(-1))
}

/** The one behaviour on error that there is; the handler's own comes before the extension's. */
export function fallsBackToMicrosoft(
  { customAuthenticationExtensions }: Pick<Tenant, "customAuthenticationExtensions">,
  { handler }: AuthenticationEventListener,
): boolean {
  const extension = customAuthenticationExtensions.find(({ id }) => id === handler.customExtension.id)
  const behaviour = handler.configuration?.behaviorOnError ?? extension?.behaviorOnError
  return behaviour?.["@odata.type"] === "#microsoft.graph.fallbackToMicrosoftProviderOnError"
}

/**
 * Raises an event: finds the listener for the app, checks the configuration, and calls the API. Null when nobody
 * listens, so that nobody was to be called.
 */
export async function raise(world: World, context: EventContext, input: EventInput): Promise<Called | null> {
  const { eventType } = input
  const { tenant, client, resource } = context
  const audience = eventType === "tokenIssuanceStart" ? resource : client
  const listener = chooseListener(tenant, eventType, audience.appId)
  if (!listener) return null
  const calledAt = world.clock.now()
  const result = await run(world, context, listener, input)
  return {
    eventType,
    listener,
    result,
    applied: appliedListener(eventType, listener, result, calledAt, world.platform.settings.logForm),
    fallsBack: eventType === "emailOtpSend" && fallsBackToMicrosoft(tenant, listener),
  }
}
