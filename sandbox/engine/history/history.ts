import type { Stretch } from "../../tenants/stretch"
import type { DirectoryAudit, SignInRow, SignUpRow, Tenant } from "../../tenants/types"
import { WrittenRows } from "../../tenants/written-rows"
import type { World } from "../../world"
import { requireTenant } from "../names"
import { inventChanges } from "./changes"
import type { Incident } from "./incidents"
import { Inventor } from "./invent"
import { type HistoryRequest, preparePast } from "./past"
import { SignInStretch } from "./sign-in-stretch"
import { SignUpStretch } from "./sign-up-stretch"

export type { HistoryRequest } from "./past"

/** An invented past of a tenant. */
export type History = {
  signIns: Stretch<SignInRow>
  signUps: Stretch<SignUpRow>
  changes: Stretch<DirectoryAudit>
  /** What went wrong in it, with the callouts that met it; the oldest first. */
  incidents: readonly Incident[]
}

/**
 * Invents the past of a tenant before `now`, the same for the same seed. Throws a Refusal when no app of the tenant
 * has a listener or nobody could sign in.
 */
export function inventHistory(tenant: Tenant, request: HistoryRequest, now: number): History {
  const past = preparePast(tenant, request, now)
  const inventor = new Inventor(past)
  inventor.run(request)
  const incidents = past.incidents.all.filter(({ failures }) => failures > 0)
  const changes = inventChanges(past.tenant, incidents, past.period, past.random)
  return {
    signIns: new SignInStretch(past, inventor.signIns.sorted()),
    signUps: new SignUpStretch(past, inventor.signUps.sorted()),
    changes: new WrittenRows(({ activityDateTime }) => activityDateTime, changes),
    incidents,
  }
}

/** Puts an invented past into a tenant's logs; again with the same seed it takes the place of the earlier one. */
export function writeHistory(world: World, request: HistoryRequest): { tenant: Tenant; history: History } {
  const tenant = requireTenant(world, request.tenant)
  const history = inventHistory(tenant, request, world.clock.now())
  tenant.signIns.setPast(request.seed, history.signIns)
  tenant.signUps.setPast(request.seed, history.signUps)
  tenant.directoryAudits.setPast(request.seed, history.changes)
  return { tenant, history }
}
