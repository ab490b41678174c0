import { randomUUID } from "node:crypto"
import { allOfIt, TimeLog } from "../../../sandbox/tenants/time-log"
import type { AppliedEventListener, SignInRow, SignUpRow } from "../../../sandbox/tenants/types"

/** A complete beta sign-in that succeeded without any callout; the test changes what it is about. */
export function signInRow(changes: Partial<SignInRow> = {}): SignInRow {
  const id = changes.id ?? randomUUID()
  return {
    id,
    createdDateTime: new Date().toISOString(),
    userDisplayName: "Casey Jensen",
    userPrincipalName: "casey@contoso.com",
    userId: "8a7b6c5d-4e3f-4201-9182-736455463728",
    userType: "member",
    appId: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
    appDisplayName: "Woodgrove Groceries",
    resourceDisplayName: "Woodgrove API",
    resourceId: "a13d0fc1-04ab-4ede-b215-63de0174cbb4",
    ipAddress: "203.0.113.7",
    clientAppUsed: "Browser",
    userAgent: "Mozilla/5.0",
    correlationId: randomUUID(),
    originalRequestId: id,
    isInteractive: true,
    signInEventTypes: ["interactiveUser"],
    authenticationProtocol: "oAuth2",
    authenticationRequirement: "singleFactorAuthentication",
    conditionalAccessStatus: "notApplied",
    processingTimeInMilliseconds: 212,
    incomingTokenType: "none",
    crossTenantAccessType: "none",
    flaggedForReview: false,
    riskState: "none",
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
    deviceDetail: {
      deviceId: "",
      displayName: "",
      operatingSystem: "Windows10",
      browser: "Edge 142.0.0",
      isCompliant: false,
      isManaged: false,
      trustType: "",
    },
    location: {
      city: "Redmond",
      state: "Washington",
      countryOrRegion: "US",
      geoCoordinates: { altitude: null, latitude: 47.6, longitude: -122.1 },
    },
    appliedConditionalAccessPolicies: [],
    authenticationDetails: [],
    authenticationProcessingDetails: [],
    networkLocationDetails: [],
    appliedEventListeners: [],
    ...changes,
  }
}

/** A callout that failed with HTTP 500 twice. */
export function failedCallout(eventType = "tokenIssuanceStart"): AppliedEventListener {
  return {
    eventType,
    executedListenerId: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
    handlerResult: {
      "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
      calloutDateTime: new Date().toISOString(),
      customExtensionId: "6fc5012e-7665-43d6-9708-4370863f4e6e",
      errorCode: 1003002,
      httpStatus: 500,
      numberOfAttempts: 2,
    },
  }
}

/** Successful rows, oldest first, ids `row-0000` upward, one every `stepMs` until `endMs`. */
export function signInRows(
  count: number,
  { endMs, stepMs = 1000 }: { endMs: number; stepMs?: number },
): SignInRow[] {
  return Array.from({ length: count }, (_, index) =>
    signInRow({
      id: `row-${String(index).padStart(4, "0")}`,
      createdDateTime: new Date(endMs - (count - 1 - index) * stepMs).toISOString(),
    }),
  )
}

/** A sign-in log that holds these rows. */
export function logOf(rows: readonly SignInRow[]): TimeLog<SignInRow> {
  const log = new TimeLog<SignInRow>(({ createdDateTime }) => createdDateTime)
  for (const row of rows) log.add(row)
  return log
}

/** Every row of a log, oldest first. */
export const rowsOf = <Row extends { id: string; correlationId: string }>(log: TimeLog<Row>): Row[] => [
  ...log.walk(allOfIt),
]

/** The step of a sign-up in which the customer's account was made; the test changes what it is about. */
export function signUpRow(changes: Partial<SignUpRow> = {}): SignUpRow {
  return {
    id: randomUUID(),
    createdDateTime: new Date().toISOString().replace("Z", "000Z"),
    correlationId: randomUUID(),
    appId: "5d0c7e2a-9b3c-4d5e-8f60-7182930a4b5d",
    appDisplayName: "Woodgrove Groceries",
    signUpStage: "userCreation",
    signUpIdentity: { signUpIdentifier: "mia@fabrikam.com", signUpIdentifierType: "emailAddress" },
    signUpIdentityProvider: "Email OTP",
    userId: "9fb7a577-9469-4489-912d-bc58a5bca276",
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
    appliedEventListeners: [],
    ...changes,
  }
}
