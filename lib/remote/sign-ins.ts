import "server-only"
import type { AppliedListener, SignIn, Source } from "@/lib/model/callout"
import { readAuditObject, readAuditPage } from "./graph"
import { MalformedAnswer } from "./trouble"
import { type GraphAppliedListener, type GraphSignIn, graphSignIn } from "./wire"

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

/** One page of the sign-in log, newest first; rows that cannot be read stand apart as text, to be counted once each. */
export type SignInPage = {
  signIns: readonly SignIn[]
  unreadable: readonly string[]
  nextLink: string | null
}

/** One sign-in, and its row exactly as Graph answered it. */
export type SignInRecord = { signIn: SignIn; raw: unknown }

function toIso(value: string | null | undefined): string | null {
  const at = value ? new Date(value) : null
  return at && Number.isFinite(at.getTime()) ? at.toISOString() : null
}

function toAppliedListener(wire: GraphAppliedListener): AppliedListener {
  const result = wire.handlerResult
  return {
    eventType: wire.eventType || "unknown",
    listenerId: wire.executedListenerId ?? null,
    extensionId: result?.customExtensionId ?? null,
    calloutAt: toIso(result?.calloutDateTime),
    errorCode: result?.errorCode ?? null,
    httpStatus: result?.httpStatus ?? null,
    attempts: result?.numberOfAttempts ?? null,
  }
}

function toSource(wire: GraphSignIn): Source {
  if (wire.signInEventTypes?.includes("interactiveUser") || wire.isInteractive === true) return "interactive"
  if (wire.signInEventTypes?.includes("nonInteractiveUser") || wire.isInteractive === false)
    return "non-interactive"
  return "unknown"
}

function toSignIn(wire: GraphSignIn): SignIn {
  return {
    id: wire.id,
    at: toIso(wire.createdDateTime),
    correlationId: wire.correlationId ?? null,
    source: toSource(wire),
    protocol: wire.authenticationProtocol ?? null,
    app: { id: wire.appId ?? null, name: wire.appDisplayName || wire.appId || "unknown app" },
    user: {
      id: wire.userId ?? null,
      name: wire.userDisplayName || wire.userPrincipalName || wire.userId || "unknown user",
      principalName: wire.userPrincipalName ?? null,
      type: wire.userType ?? null,
    },
    status: {
      errorCode: wire.status?.errorCode ?? null,
      failureReason: wire.status?.failureReason ?? null,
      additionalDetails: wire.status?.additionalDetails ?? null,
    },
    listeners: (wire.appliedEventListeners ?? []).map(toAppliedListener),
  }
}

/** The first page of interactive and non-interactive sign-ins of a time range (both ends included, ISO 8601). */
export function signInsPath(from: string, to: string): string {
  const filter = encodeURIComponent(
    [
      `createdDateTime ge ${from}`,
      `createdDateTime le ${to}`,
      "signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')",
    ].join(" and "),
  )
  return `/auditLogs/signIns?$filter=${filter}&$select=${selected}&$top=${pageSize}`
}

/** A page of sign-ins by the path of {@link signInsPath} or by the link that the page before it gave. */
export async function readSignInPage(path: string, patienceMs: number): Promise<SignInPage> {
  const { objects, nextLink } = await readAuditPage(path, patienceMs)
  const parsed = objects.map((object) => ({ object, row: graphSignIn.safeParse(object) }))
  return {
    signIns: parsed.flatMap(({ row }) => (row.success ? [toSignIn(row.data)] : [])),
    unreadable: parsed.flatMap(({ object, row }) => (row.success ? [] : [JSON.stringify(object)])),
    nextLink,
  }
}

/** One sign-in by its id with every member that Graph has for it. */
export async function readSignIn(id: string, patienceMs: number): Promise<SignInRecord> {
  const raw = await readAuditObject(`/auditLogs/signIns/${encodeURIComponent(id)}`, patienceMs)
  const parsed = graphSignIn.safeParse(raw)
  if (!parsed.success) throw new MalformedAnswer("Graph answered with a sign-in that cannot be read.")
  return { signIn: toSignIn(parsed.data), raw }
}
