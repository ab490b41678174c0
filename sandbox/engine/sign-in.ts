import { randomUUID } from "node:crypto"
import { issueCalloutToken } from "../login/callout-token"
import type { AuthenticationEventListener, SignInRow, Tenant } from "../tenants/types"
import type { World } from "../world"
import { callOut, limitsOf } from "./callout"
import { type CalloutResult, decide } from "./decide"
import { record } from "./journal"
import { chooseListener } from "./listeners"
import { requireApp, requireTenant, requireUser } from "./names"
import { type Outcome, outcomeOf } from "./outcome"
import { type EventContext, tokenIssuanceStartPayload } from "./payload"
import { precheck } from "./precheck"
import { Refusal } from "./refusal"
import { appliedListener, type Flow, signInRow } from "./row"
import { whereaboutsOf } from "./whereabouts"

/** Who signs in to what; names or ids. The tenant defaults to the first one, the flow to "interactive". */
export type SignInRequest = { tenant?: string; user: string; app: string; flow?: Flow }

/** One sign-in with all its ends: the log's row, the callout's result and what the app or person received. */
export type SignInReport = {
  row: SignInRow
  /** null when no listener wanted the event, so that nobody was to be called. */
  result: CalloutResult | null
  outcome: Outcome
}

async function runListener(world: World, tenant: Tenant, context: EventContext): Promise<CalloutResult> {
  const { listener } = context
  const unsent = (code: number) => ({ code, httpStatus: null, attempts: 0, claims: null })
  const checked = precheck(tenant, listener)
  if (!checked.plan) return unsent(checked.code)
  // INFERRED: only what would have been sent counts, and nothing is sent of what is too much.
  if (!world.platform.admits(tenant.id, performance.now())) return unsent(1003004)
  const { extension, targetUrl, resource, resourceId } = checked.plan
  const attempts = await callOut({
    url: targetUrl,
    token: await issueCalloutToken(world, tenant, resource, resourceId),
    payload: tokenIssuanceStartPayload(context),
    caPem: world.authority.caPem,
    limits: limitsOf(listener.handler, extension),
  })
  const result = decide(attempts, { eventType: "tokenIssuanceStart" })
  return world.platform.checkSchemaVersion(result, attempts.at(-1))
}

/** Finds everybody that the request names, or throws a Refusal that says who is missing. */
function resolve(world: World, { tenant: tenantName, user: userName, app, flow }: SignInRequest) {
  const tenant = requireTenant(world, tenantName)
  const user = requireUser(tenant, userName)
  const { application, servicePrincipal: client } = requireApp(tenant, app)
  const [redirectUri] = application.web.redirectUris
  if (!redirectUri)
    throw new Refusal(`${application.displayName} has no redirect URI, so nobody can sign in to it.`)
  if (flow === "refresh" && client.preferredSingleSignOnMode === "saml")
    throw new Refusal(`${application.displayName} uses SAML, which has no refresh tokens.`)
  return { tenant, user, client, redirectUri }
}

/**
 * Signs a person in to an app as Entra does: finds the listener, checks the configuration, calls the API and
 * writes the log. The token is an ID token, so the app is its own audience. Throws a Refusal for unknown names.
 */
export async function signIn(world: World, request: SignInRequest): Promise<SignInReport> {
  const { tenant, user, client, redirectUri } = resolve(world, request)
  const at = world.clock.now()
  const started = performance.now()
  const whereabouts = whereaboutsOf(user.id)
  const correlationId = randomUUID()
  const run = async (listener: AuthenticationEventListener) => {
    const calledAt = world.clock.now()
    const context = { tenant, listener, user, client, resource: client, correlationId, whereabouts }
    const result = await runListener(world, tenant, context)
    return { result, applied: appliedListener("tokenIssuanceStart", listener, result, calledAt) }
  }
  const listener = chooseListener(tenant, "tokenIssuanceStart", client.appId)
  const callout = listener ? await run(listener) : null
  const row = signInRow({
    id: randomUUID(),
    correlationId,
    sessionId: randomUUID(),
    tenant,
    user,
    client,
    resource: client,
    flow: request.flow ?? "interactive",
    whereabouts,
    at,
    processingMs: Math.round(performance.now() - started),
    appliedEventListeners: callout ? [callout.applied] : [],
  })
  record(tenant, row)
  const result = callout?.result ?? null
  return { row, result, outcome: outcomeOf(row, result, redirectUri) }
}
