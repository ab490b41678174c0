import type { Tenant } from "../../tenants/types"
import { Incidents } from "./incidents"
import { People } from "./people"
import { Places } from "./places"
import { createRandom, type Random } from "./random"
import type { Period } from "./rhythm"
import { Ways } from "./ways"

/** How much past to invent; the same seed at the same time gives the same rows. */
export type HistoryRequest = { tenant?: string | undefined; days: number; perDay: number; seed: number }

/** What all rows of one invented past refer to by number. */
export type Past = {
  tenant: Tenant
  seed: number
  period: Period
  random: Random
  ways: Ways
  people: People
  places: Places
  incidents: Incidents
}

/** The objects that a past tells of, as they are now: later changes of the tenant do not change its past. */
function frozen(tenant: Tenant): Tenant {
  const { users, applications, servicePrincipals } = tenant
  const { authenticationEventListeners, authenticationEventsFlows, customAuthenticationExtensions } = tenant
  const copied = { users, applications, servicePrincipals, authenticationEventListeners }
  return {
    ...tenant,
    ...structuredClone({ ...copied, authenticationEventsFlows, customAuthenticationExtensions }),
  }
}

/** Prepares a past before `now`. Throws a Refusal when no app of the tenant has a listener. */
export function preparePast(live: Tenant, { days, seed }: HistoryRequest, now: number): Past {
  const tenant = frozen(live)
  const random = createRandom(seed)
  const period: Period = { days, now, pursuit: tenant.tenantType === "CIAM" ? "shopping" : "work" }
  const ways = new Ways(tenant)
  return {
    tenant,
    seed,
    period,
    random,
    ways,
    people: new People(tenant, seed, random),
    places: new Places(),
    incidents: new Incidents(ways, period, seed, random),
  }
}
