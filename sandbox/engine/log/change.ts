import { randomUUID } from "node:crypto"
import type { DirectoryAudit, ServicePrincipal, Tenant, User } from "../../tenants/types"

type Kind = Pick<DirectoryAudit, "category" | "loggedByService" | "operationType">

const directory = (operationType: Kind["operationType"], category = "ApplicationManagement"): Kind => ({
  category,
  loggedByService: "Core Directory",
  operationType,
})

/** INFERRED: which of the two documented categories it is; the service is the one whose table lists the activities. */
const authenticationEvents = (operationType: Kind["operationType"]): Kind => ({
  category: "PolicyManagement",
  loggedByService: "B2C",
  operationType,
})

/**
 * The activities that the sandbox logs, by the names that Microsoft lists
 * (https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities). [FIELD] That of an app's
 * secrets has a long dash and a blank at its end.
 */
const activities = {
  "Add application": directory("Add"),
  "Update application": directory("Update"),
  "Update application – Certificates and secrets management ": directory("Update"),
  "Delete application": directory("Delete"),
  "Add service principal": directory("Add"),
  "Update service principal": directory("Update"),
  "Remove service principal": directory("Delete"),
  "Add app role assignment to service principal": directory("Assign"),
  "Remove app role assignment from service principal": directory("Unassign"),
  "Add policy": directory("Add", "Policy"),
  "Update policy": directory("Update", "Policy"),
  "Delete policy": directory("Delete", "Policy"),
  "Add policy to service principal": directory("Assign"),
  "Remove policy from service principal": directory("Unassign"),
  "Update user": directory("Update", "UserManagement"),
  "Create customAuthenticationExtension": authenticationEvents("Add"),
  "Update customAuthenticationExtension": authenticationEvents("Update"),
  "Delete customAuthenticationExtension": authenticationEvents("Delete"),
  "Create authenticationEventListener": authenticationEvents("Add"),
  "Update authenticationEventListener": authenticationEvents("Update"),
  "Delete authenticationEventListener": authenticationEvents("Delete"),
  "Update authenticationEventsFlow": authenticationEvents("Update"),
} as const satisfies Record<string, Kind>

/** What was done, as the audit log calls it. */
export type Activity = keyof typeof activities

/** Who made a change: a person at an address, or an app on its own. */
export type Actor =
  | { user: Pick<User, "id" | "displayName" | "userPrincipalName">; ip: string }
  | { app: Pick<ServicePrincipal, "id" | "displayName"> }

/** The object that was changed, or one that the change has to do with. */
export type ChangeTarget = {
  id: string
  displayName: string | null
  type: "Application" | "ServicePrincipal" | "User" | "Policy" | "Other"
  userPrincipalName?: string
}

/** A property with its value before and after; undefined where there is none. */
export type Modified = { name: string; from?: unknown; to?: unknown }

/** One change of a tenant. */
export type Change = {
  /** In milliseconds since the epoch. */
  at: number
  actor: Actor
  activity: Activity
  target: ChangeTarget
  modified: readonly Modified[]
  /** Other objects that the change has to do with. */
  also?: readonly ChangeTarget[]
}

const initiatorOf = (actor: Actor): DirectoryAudit["initiatedBy"] =>
  "user" in actor
    ? { app: null, user: { ...named(actor.user), ipAddress: actor.ip } }
    : // [FIELD] The app's own id stays away, its service principal's is there.
      {
        app: { appId: null, displayName: actor.app.displayName, servicePrincipalId: actor.app.id },
        user: null,
      }

const named = ({
  id,
  displayName,
  userPrincipalName,
}: Pick<User, "id" | "displayName" | "userPrincipalName">) => ({
  id,
  displayName,
  userPrincipalName,
})

/** Values are JSON inside the text, as in Microsoft's sample. */
const written = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

function targetOf(
  { id, displayName, type, userPrincipalName }: ChangeTarget,
  modified: readonly Modified[],
): DirectoryAudit["targetResources"][number] {
  return {
    id,
    displayName,
    type,
    userPrincipalName: userPrincipalName ?? null,
    groupType: null,
    modifiedProperties: modified.map(({ name, from, to }) => ({
      displayName: name,
      oldValue: written(from),
      newValue: written(to),
    })),
  }
}

/** The entry of the audit log that tells of a change; without a correlation id it gets one of its own. */
export function auditOf(change: Change, correlationId: string = randomUUID()): DirectoryAudit {
  const { at, actor, activity, target, modified, also = [] } = change
  const kind: Kind = activities[activity]
  const isUpdate = kind.loggedByService === "Core Directory" && kind.operationType === "Update"
  const included = { name: "Included Updated Properties", to: modified.map(({ name }) => name).join(", ") }
  const prefix = kind.loggedByService === "B2C" ? "B2C" : "Directory"
  const digits = Number.parseInt(correlationId.slice(0, 7), 16)
  return {
    // As in Microsoft's samples; INFERRED for the entries of B2C since they tell of a correlation id.
    id: `${prefix}_${correlationId}_${correlationId.slice(-5).toUpperCase()}_${digits}`,
    ...kind,
    correlationId,
    result: "success",
    resultReason: "",
    activityDisplayName: activity,
    activityDateTime: new Date(at).toISOString().replace("Z", "0000Z"),
    initiatedBy: initiatorOf(actor),
    targetResources: [
      targetOf(target, isUpdate ? [...modified, included] : modified),
      ...also.map((one) => targetOf(one, [])),
    ],
    additionalDetails: [],
  }
}

/** Writes a change into the tenant's audit log. */
export function recordChange(tenant: Pick<Tenant, "directoryAudits">, change: Change): DirectoryAudit {
  const audit = auditOf(change)
  tenant.directoryAudits.add(audit)
  return audit
}
