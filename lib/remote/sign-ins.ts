import "server-only"
import type { SignIn, Source } from "@/lib/model/callout"
import { type AuditLog, correlates, rowsOf, toAppliedListener, toIso, toStatus, within } from "./audit-log"
import { type GraphSignIn, graphSignIn } from "./wire"

const pageSize = 1000
const selected = [
  "id",
  "createdDateTime",
  "correlationId",
  "appId",
  "appDisplayName",
  "userId",
  "userDisplayName",
  "userPrincipalName",
  "userType",
  "isInteractive",
  "signInEventTypes",
  "authenticationProtocol",
  "status",
  "appliedEventListeners",
].join(",")

/** The protocol is a set of flags in newer metadata, so it may come as a list parted by commas. */
const isNative = (protocol: string | null | undefined): boolean =>
  (protocol ?? "").split(",").some((flag) => flag.trim().toLowerCase() === "nativeauth")

function toSource({ signInEventTypes, isInteractive, authenticationProtocol }: GraphSignIn): Source {
  const isAttended = signInEventTypes?.includes("interactiveUser") || isInteractive === true
  const isUnattended = signInEventTypes?.includes("nonInteractiveUser") || isInteractive === false
  if (!isAttended && isUnattended) return "non-interactive"
  if (isNative(authenticationProtocol)) return "native"
  return isAttended ? "interactive" : "unknown"
}

function toSignIn(wire: GraphSignIn): SignIn {
  return {
    kind: "signIn",
    id: wire.id,
    at: toIso(wire.createdDateTime),
    correlationId: wire.correlationId ?? null,
    source: toSource(wire),
    protocol: wire.authenticationProtocol ?? null,
    stage: null,
    identityProvider: null,
    app: { id: wire.appId ?? null, name: wire.appDisplayName || wire.appId || "unknown app" },
    user: {
      id: wire.userId ?? null,
      name: wire.userDisplayName || wire.userPrincipalName || wire.userId || "unknown user",
      principalName: wire.userPrincipalName ?? null,
      type: wire.userType ?? null,
    },
    status: toStatus(wire.status),
    listeners: (wire.appliedEventListeners ?? []).map(toAppliedListener),
  }
}

const path = "/auditLogs/signIns"
/** Graph leaves out the non-interactive rows unless a filter names both kinds. */
const bothKinds = "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')"

const listPath = (...clauses: readonly string[]): string =>
  `${path}?$filter=${encodeURIComponent(clauses.join(" and "))}&$select=${selected}&$top=${pageSize}`

/** Interactive and non-interactive sign-ins. */
export const signIns: AuditLog = {
  kind: "signIn",
  spanPath: (span) => listPath(...within(span), bothKinds),
  correlationPath: (id, span) => listPath(...(span ? within(span) : []), correlates(id), bothKinds),
  ...rowsOf(path, graphSignIn, toSignIn),
}
