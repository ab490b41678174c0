import { randomUUID } from "node:crypto"
import type { Application, ServicePrincipal, SignInRow, SignUpRow, Tenant, User } from "../../tenants/types"
import type { World } from "../../world"
import { type Called, type EventInput, raise } from "../callout/event"
import type { EventContext } from "../callout/payload/payload"
import { type Flow, signInRow } from "../log/row"
import { type LogStatus, statusAfter } from "../log/status"
import { requireApp, requireTenant } from "../names"
import { Refusal } from "../refusal"
import { type Whereabouts, whereaboutsOf } from "../whereabouts"
import type { Ending, Outcome } from "./outcome"

/** One row that a journey left behind, and in which log. */
export type Logged = { log: "signIns"; row: SignInRow } | { log: "signUps"; row: SignUpRow }

/** Everything that one journey came to: its rows, its callouts, and what the app or the person received. */
export type Report = { rows: Logged[]; called: Called[]; outcome: Outcome }

/** Somebody on the way to an app. */
export type Journey = {
  world: World
  tenant: Tenant
  application: Application
  client: ServicePrincipal
  /** The app that an access token is for, when the client asks for one beside the ID token. */
  api: ServicePrincipal | null
  redirectUri: string
  flow: Flow
  correlationId: string
  whereabouts: Whereabouts
  /** When it began: by the sandbox's clock, and by the machine's for durations. */
  at: number
  started: number
  rows: Logged[]
  called: Called[]
}

/** Who goes where, by names or ids. */
export type JourneyRequest = {
  tenant?: string | undefined
  app: string
  flow: Flow
  resource?: string | undefined
  /** Whose usual place and device it is. */
  person: string
}

/** Begins a journey, or throws a Refusal that says who or what is missing. */
export function begin(world: World, { tenant: name, app, flow, resource, person }: JourneyRequest): Journey {
  const tenant = requireTenant(world, name)
  const { application, servicePrincipal: client } = requireApp(tenant, app)
  const [redirectUri] = application.web.redirectUris
  if (!redirectUri)
    throw new Refusal(`${application.displayName} has no redirect URI, so nobody can sign in to it.`)
  if (flow === "native" && application.nativeAuthenticationApisEnabled !== "all")
    throw new Refusal(`${application.displayName} does not allow native authentication.`)
  const api = resource === undefined ? null : requireApp(tenant, resource).servicePrincipal
  const isSaml = client.preferredSingleSignOnMode === "saml"
  if (isSaml && api) throw new Refusal(`${application.displayName} uses SAML, which has no access tokens.`)
  return {
    world,
    tenant,
    application,
    client,
    api: api?.appId === client.appId ? null : api,
    redirectUri,
    flow,
    correlationId: randomUUID(),
    whereabouts: whereaboutsOf(person),
    at: world.clock.now(),
    started: performance.now(),
    rows: [],
    called: [],
  }
}

/** Raises an event on the way; the resource is the app that the token at the end is for. */
export async function raiseOn(
  journey: Journey,
  input: EventInput,
  resource: ServicePrincipal = journey.api ?? journey.client,
): Promise<Called | null> {
  const { world, tenant, client, correlationId, whereabouts } = journey
  const context: EventContext = { tenant, client, resource, correlationId, whereabouts }
  const called = await raise(world, context, input)
  if (called) journey.called.push(called)
  return called
}

/** Writes the row of a sign-in that carries these callouts. */
export function logSignIn(
  journey: Journey,
  user: User,
  called: readonly Called[],
  status: LogStatus = statusAfter(called),
): SignInRow {
  const { tenant, client, api, flow, correlationId, whereabouts, at, started } = journey
  const row = signInRow({
    id: randomUUID(),
    correlationId,
    sessionId: randomUUID(),
    tenant,
    user,
    client,
    resource: api ?? client,
    flow,
    whereabouts,
    at,
    processingMs: Math.round(performance.now() - started),
    appliedEventListeners: called.map(({ applied }) => applied),
    status,
  })
  tenant.signIns.add(row)
  journey.rows.push({ log: "signIns", row })
  return row
}

/** What a journey's end knows of it, from the row that it ended with. */
export const endingOf = (journey: Journey, row: Ending["row"]): Ending => ({
  tenant: journey.tenant,
  row,
  redirectUri: journey.redirectUri,
  protocol:
    journey.flow === "native"
      ? "nativeAuth"
      : journey.client.preferredSingleSignOnMode === "saml"
        ? "saml20"
        : "oAuth2",
  isInteractive: journey.flow !== "refresh",
})

/** The report of a journey that ended so. */
export const reportOf = ({ rows, called }: Journey, outcome: Outcome): Report => ({ rows, called, outcome })
