import "server-only"
import type { SignIn } from "@/lib/model/callout"
import { type AuditLog, correlates, rowsOf, toAppliedListener, toIso, toStatus, within } from "./audit-log"
import { type GraphSignUp, graphSignUp } from "./wire"

const pageSize = 1000

function toSignUp(wire: GraphSignUp): SignIn {
  const address = wire.signUpIdentity?.signUpIdentifier ?? null
  return {
    kind: "signUp",
    id: wire.id,
    at: toIso(wire.createdDateTime),
    correlationId: wire.correlationId ?? null,
    source: "sign-up",
    protocol: null,
    stage: wire.signUpStage || "unknown",
    identityProvider: wire.signUpIdentityProvider ?? null,
    app: { id: wire.appId ?? null, name: wire.appDisplayName || wire.appId || "unknown app" },
    user: {
      id: wire.userId ?? null,
      name: address || wire.userId || "unknown person",
      principalName: null,
      type: null,
    },
    status: toStatus(wire.status),
    listeners: (wire.appliedEventListeners ?? []).map(toAppliedListener),
  }
}

const path = "/auditLogs/signUps"

// No $select: its page lists $filter, $top and $skiptoken alone, and a row has hardly a member that is not needed.
const listPath = (...clauses: readonly string[]): string =>
  `${path}?$filter=${encodeURIComponent(clauses.join(" and "))}&$top=${pageSize}`

/** The steps of sign-ups, which external tenants alone have (learn.microsoft.com/graph/api/auditlogroot-list-signups). */
export const signUps: AuditLog = {
  kind: "signUp",
  spanPath: (span) => listPath(...within(span)),
  correlationPath: (id, span) => listPath(...(span ? within(span) : []), correlates(id)),
  ...rowsOf(path, graphSignUp, toSignUp),
}
