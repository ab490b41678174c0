import { derivedId } from "../../tenants/event-types"
import type { DirectoryAudit, Tenant } from "../../tenants/types"
import { type Actor, auditOf, type Change } from "../log/change"
import { whereaboutsOf } from "../whereabouts"
import { causeOf, type Step } from "./causes"
import type { Incident } from "./incidents"
import type { Random } from "./random"
import { busyMoment, type Period } from "./rhythm"

const minuteMs = 60_000

/** Days between two changes that harm nobody. */
const daysPerRoutine = 4

/** The audit log of an invented past: what brought incidents about and what ended them, among everyday changes. */
export function inventChanges(
  tenant: Tenant,
  incidents: readonly Incident[],
  period: Period,
  random: Random,
): DirectoryAudit[] {
  const actors = actorsOf(tenant)
  const entry = (step: Step, at: number): DirectoryAudit => {
    const change: Change = { ...step, at, actor: random.favour(actors) }
    return auditOf(change, random.uuid())
  }
  const ofIncidents = incidents.flatMap((incident) => {
    const { cause: name, extensionId, beginsAt, endsAt } = incident
    const cause = name && causeOf(tenant, extensionId, name, random.uuid())
    if (!cause) return []
    const before = Math.floor(minuteMs * (2 + 20 * random.next()))
    return [entry(cause.change, beginsAt - before), entry(cause.repair, endsAt)]
  })
  const routine = routines(tenant)
  const others = Array.from({ length: Math.ceil(period.days / daysPerRoutine) }, (_, index) => {
    const share = (index + random.next()) * (daysPerRoutine / period.days)
    return entry(
      random.favour(routine),
      busyMoment(share, period) + Math.floor(random.next() * 90) * minuteMs,
    )
  })
  return [...ofIncidents, ...others].filter(
    ({ activityDateTime }) => Date.parse(activityDateTime) <= period.now,
  )
}

/** Who may change things: the tenant's operators, or its first user where it has none, and a pipeline. */
function actorsOf({ users, id: tenantId }: Tenant): Actor[] {
  const operators = users.filter(({ userPrincipalName }) => userPrincipalName.startsWith("operator@"))
  const people = operators.length > 0 ? operators : users.slice(0, 1)
  return [
    ...people.map((user) => ({ user, ip: whereaboutsOf(user.id).ip })),
    { app: { id: derivedId(`${tenantId} deployment pipeline`), displayName: "Deployment pipeline" } },
  ]
}

/** Changes that no callout notices. */
function routines({ users, applications, customAuthenticationExtensions }: Tenant): Step[] {
  const [user] = users
  const [app] = applications
  const [extension] = customAuthenticationExtensions
  const steps: (Step | undefined)[] = [
    app && {
      activity: "Update application",
      target: { id: app.id, displayName: app.displayName, type: "Application" },
      modified: [{ name: "Notes", from: [], to: ["Reviewed"] }],
    },
    user && {
      activity: "Update user",
      target: { id: user.id, displayName: null, type: "User", userPrincipalName: user.userPrincipalName },
      modified: [{ name: "Department", from: ["Sales"], to: ["Support"] }],
    },
    extension && {
      activity: "Update customAuthenticationExtension",
      target: { id: extension.id, displayName: extension.displayName, type: "Policy" },
      modified: [{ name: "Description", from: null, to: extension.description }],
    },
  ]
  return steps.filter((step) => step !== undefined)
}
