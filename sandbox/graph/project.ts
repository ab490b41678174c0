import type { AppliedEventListener, AuthenticationEventListener, SignInRow } from "../tenants/types"
import type { Version } from "./call"
import { pick } from "./query-options"
import { signInMembers } from "./sign-in-members"

const future = "unknownFutureValue"

/**
 * The members of evolvable enumerations that every client gets; later ones need a Prefer header.
 * https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations
 */
const everybodyKnows: Readonly<Record<string, readonly string[]>> = {
  authenticationProtocol: ["none", "oAuth2", "ropc", "wsFederation", "saml20", "deviceCode", future],
  crossTenantAccessType: [
    "none",
    "b2bCollaboration",
    "b2bDirectConnect",
    "microsoftSupport",
    "serviceProvider",
    future,
  ],
  incomingTokenType: ["none", "primaryRefreshToken", "saml11", "saml20", future],
  tokenIssuerType: ["AzureAD", "ADFederationServices", "UnknownFutureValue"],
}

const eventTypes = {
  everybody: ["tokenIssuanceStart", "pageRenderStart", future],
  onRequest: ["attributeCollectionStart", "attributeCollectionSubmit", "emailOtpSend", "passwordSubmit"],
}

/** How a request wants its rows: version, selection, and the real names of later enumeration members. */
export type SignInView = { version: Version; select?: readonly string[]; laterNames: boolean }

/** A row as a version of Graph shows it: only members that the version has. */
export function showSignIn(row: SignInRow, view: SignInView): Record<string, unknown> {
  const members = signInMembers[view.version]
  const shown = view.select ?? Object.keys(members)
  return Object.fromEntries(shown.map((name) => [name, showMember(name, row[name] ?? members[name], view)]))
}

function showMember(name: string, value: unknown, { laterNames }: SignInView): unknown {
  if (name === "appliedEventListeners" && Array.isArray(value))
    return value.map((listener: AppliedEventListener) => ({
      ...listener,
      eventType: showEventType(listener.eventType, laterNames),
    }))
  const known = Object.hasOwn(everybodyKnows, name) ? everybodyKnows[name] : undefined
  if (laterNames || !known || typeof value !== "string") return value
  // Some of these enumerations are flags and come as a list with commas.
  return value.split(",").every((part) => known.includes(part.trim())) ? value : future
}

// INFERRED: types that the enumeration lacks, such as verifiedIdClaimValidation, never show their name.
function showEventType(type: string, laterNames: boolean): string {
  if (eventTypes.everybody.includes(type)) return type
  return laterNames && eventTypes.onRequest.includes(type) ? type : future
}

/** A listener without what v1.0 lacks: `priority`, and `includeAllApplications` among its conditions. */
export function showListener(
  listener: AuthenticationEventListener,
  version: Version,
): Record<string, unknown> {
  if (version === "beta") return listener
  const { priority: _, conditions, ...rest } = listener
  const { includeAllApplications: __, ...applications } = conditions.applications
  return { ...rest, conditions: { ...conditions, applications } }
}

/** An object of the directory with the members that were selected, or all of them. */
export function showObject(object: Readonly<Record<string, unknown>>, select: readonly string[] | undefined) {
  return select ? pick(object, select) : object
}

const betaOnly = [
  /^auditLogs\/(signUps)(?:\/|$)/i,
  /^servicePrincipals(?:\/[^/]+|\(appId='[^']*'\))\/(claimsPolicy)(?:\/|$)/i,
]

/** The segment, as sent, that a path of v1.0 names although only beta has it; undefined when there is none. */
export function segmentMissingInV1(path: string): string | undefined {
  for (const pattern of betaOnly) {
    const segment = pattern.exec(path)?.[1]
    if (segment) return segment
  }
  return undefined
}
