import type { AppliedEventListener, SignInRow, SignUpRow } from "../tenants/types"
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
  signUpIdentifierType: ["emailAddress", future],
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

function showMember(name: string, value: unknown, { version, laterNames }: SignInView): unknown {
  if (name === "deviceDetail" && version === "v1.0") return withoutBrowserId(value)
  if (name === "appliedEventListeners" && Array.isArray(value)) return showEventListeners(value, laterNames)
  return showEnumeration(name, value, laterNames)
}

/** The browser's id is a member of beta: https://learn.microsoft.com/graph/api/resources/devicedetail */
function withoutBrowserId(device: unknown): unknown {
  if (typeof device !== "object" || device === null || !("browserId" in device)) return device
  const { browserId: _, ...rest } = device
  return rest
}

function showEnumeration(name: string, value: unknown, laterNames: boolean): unknown {
  const known = Object.hasOwn(everybodyKnows, name) ? everybodyKnows[name] : undefined
  if (laterNames || !known || typeof value !== "string") return value
  // Some of these enumerations are flags and come as a list with commas.
  return value.split(",").every((part) => known.includes(part.trim())) ? value : future
}

const showEventListeners = (listeners: readonly AppliedEventListener[], laterNames: boolean) =>
  listeners.map((listener) => ({ ...listener, eventType: showEventType(listener.eventType, laterNames) }))

// INFERRED: types that the enumeration lacks, such as verifiedIdClaimValidation, never show their name.
function showEventType(type: string, laterNames: boolean): string {
  if (eventTypes.everybody.includes(type)) return type
  return laterNames && eventTypes.onRequest.includes(type) ? type : future
}

/** The members of a sign-up that were selected, or all of them, with the enumeration members that the request knows. */
export function showSignUp(row: SignUpRow, { select, laterNames }: Omit<SignInView, "version">) {
  const { signUpIdentity: identity } = row
  const shown: Record<string, unknown> = {
    ...row,
    appliedEventListeners: showEventListeners(row.appliedEventListeners, laterNames),
    signUpIdentity: identity && {
      ...identity,
      signUpIdentifierType: showEnumeration(
        "signUpIdentifierType",
        identity.signUpIdentifierType,
        laterNames,
      ),
    },
  }
  return pick(shown, select ?? signUpMembers)
}

/**
 * The members of a selfServiceSignUp, which only beta has.
 * https://learn.microsoft.com/graph/api/resources/selfservicesignup
 */
export const signUpMembers = [
  "appDisplayName",
  "appId",
  "correlationId",
  "createdDateTime",
  "fraudProtectionDetails",
  "id",
  "signUpStage",
  "signUpIdentityProvider",
  "appliedEventListeners",
  "status",
  "signUpIdentity",
  "userId",
] as const
