import type { AuthenticationEventListener, ServicePrincipal, SignInRow, Tenant, User } from "../tenants/types"
import type { World } from "../world"
import type { CalloutResult } from "./decide"
import { recordAll } from "./journal"
import { chooseListener } from "./listeners"
import { requireTenant } from "./names"
import { createRandom, type Random } from "./random"
import { Refusal } from "./refusal"
import { moments } from "./rhythm"
import { appliedListener, signInRow } from "./row"
import { results } from "./trouble"
import { type Whereabouts, whereaboutsOf } from "./whereabouts"

/** How much past to invent; the same seed at the same time gives the same rows. */
export type HistoryRequest = { tenant?: string; days: number; perDay: number; seed: number }

type App = { client: ServicePrincipal; listener: AuthenticationEventListener }

/** The apps that people sign in to and that a listener stands behind. */
function appsOf(tenant: Tenant): App[] {
  return tenant.applications.flatMap(({ appId, web }) => {
    const client = tenant.servicePrincipals.find((one) => one.appId === appId)
    const listener = chooseListener(tenant, "tokenIssuanceStart", appId)
    return client && listener && web.redirectUris.length > 0 ? [{ client, listener }] : []
  })
}

/** One of a list, the earlier ones more often. */
function favour<Item>(from: readonly Item[], random: Random): Item {
  const chosen = from[Math.floor(from.length * random.next() ** 1.6)]
  if (chosen === undefined) throw new RangeError("There is nothing to choose from.")
  return chosen
}

/** How long Entra worked on it, in milliseconds: the API's time and a little of its own. */
function processingMs({ code, attempts }: CalloutResult, random: Random): number {
  if (attempts === 0) return random.skewed(60, 240)
  if (code === 1003005) return random.skewed(4040, 4300)
  return (attempts - 1) * 2000 + random.skewed(170, 1400)
}

/** Where people are: mostly at home, now and then on a journey or on another device. */
function createWhereabouts(random: Random): (user: User) => Whereabouts {
  const known = new Map<string, Whereabouts>()
  return ({ id }) => {
    const journey = random.happens(0.05) ? 1 + Math.floor(random.next() * 3) : 0
    const device = random.happens(0.2) ? 1 : 0
    const key = `${id} ${journey} ${device}`
    const whereabouts = known.get(key) ?? whereaboutsOf(id, journey, device)
    known.set(key, whereabouts)
    return whereabouts
  }
}

/** The rows of an invented past, oldest first. Throws a Refusal when no app of the tenant has a listener. */
export function inventHistory(
  tenant: Tenant,
  { days, perDay, seed }: HistoryRequest,
  now: number,
): SignInRow[] {
  const random = createRandom(seed)
  const apps = appsOf(tenant)
  if (apps.length === 0) throw new Refusal(`No app of ${tenant.displayName} has a listener.`)
  const users = tenant.users
    .map((user) => ({ user, order: random.next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ user }) => user)
  const times = moments(days * perDay, days, now, random)
  const resultAt = results(times, days, now, random)
  const locate = createWhereabouts(random)
  return times.map((at, index) => {
    const { client, listener } = favour(apps, random)
    const user = favour(users, random)
    const result = resultAt(index)
    const isRefresh = client.preferredSingleSignOnMode !== "saml" && random.happens(0.4)
    return signInRow({
      id: random.uuid(),
      correlationId: random.uuid(),
      sessionId: random.uuid(),
      tenant,
      user,
      client,
      resource: client,
      flow: isRefresh ? "refresh" : "interactive",
      whereabouts: locate(user),
      at,
      processingMs: processingMs(result, random),
      appliedEventListeners: [
        appliedListener("tokenIssuanceStart", listener, result, at + random.skewed(20, 90)),
      ],
    })
  })
}

/** Writes an invented past into a tenant's log; again with the same seed it takes the place of the earlier one. */
export function writeHistory(world: World, request: HistoryRequest): SignInRow[] {
  const tenant = requireTenant(world, request.tenant)
  const rows = inventHistory(tenant, request, world.clock.now())
  recordAll(tenant, rows)
  return rows
}
