import { expect, test } from "vitest"
import type { CalloutResult } from "../../../../sandbox/engine/answer/decide"
import { appliedListener, type Flow, type LogForm, signInRow } from "../../../../sandbox/engine/log/row"
import { whereaboutsOf } from "../../../../sandbox/engine/whereabouts"
import { contosoIds } from "../../../../sandbox/tenants/ids"
import { healthyTenant, listenerOf, principalOf, userOf } from "../healthy"

const success: CalloutResult = { code: 0, httpStatus: 200, attempts: 1, claims: { LoyaltyTier: "Gold" } }
const failure: CalloutResult = { code: 1003021, httpStatus: null, attempts: 0, claims: null }
const at = Date.parse("2026-11-19T14:03:21.987Z")

type Case = { user?: string; appId?: string; flow?: Flow; result?: CalloutResult | null }

function rowOf({
  user = "casey",
  appId = contosoIds.groceriesApp,
  flow = "interactive",
  result = success,
}: Case) {
  const tenant = healthyTenant()
  const client = principalOf(tenant, appId)
  const person = userOf(tenant, user)
  return signInRow({
    id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
    correlationId: "aaaa0000-bb11-4222-83cc-444444dddddd",
    sessionId: "0015e1a9-0000-4000-8000-000000000001",
    tenant,
    user: person,
    client,
    resource: client,
    flow,
    whereabouts: whereaboutsOf(person.id),
    at,
    processingMs: 4312,
    appliedEventListeners: result
      ? [appliedListener("tokenIssuanceStart", listenerOf(tenant), result, at + 131)]
      : [],
  })
}

/** Every member that the sign-in reference names for the console. */
const members = [
  "id createdDateTime correlationId originalRequestId uniqueTokenIdentifier sessionId signInEventTypes isInteractive",
  "appId appDisplayName appOwnerTenantId resourceId resourceDisplayName resourceServicePrincipalId resourceTenantId",
  "homeTenantId userId userPrincipalName userDisplayName userType ipAddress location deviceDetail clientAppUsed",
  "userAgent authenticationProtocol authenticationRequirement authenticationDetails authenticationProcessingDetails",
  "conditionalAccessStatus appliedConditionalAccessPolicies processingTimeInMilliseconds incomingTokenType",
  "clientCredentialType crossTenantAccessType servicePrincipalId servicePrincipalName tokenIssuerName",
  "tokenIssuerType status clientSessionId rootActorId agent networkLocationDetails flaggedForReview",
  "riskDetail riskEventTypes riskEventTypes_v2 riskLevelAggregated riskLevelDuringSignIn riskState",
  "authenticationAppDeviceDetails appliedEventListeners",
].flatMap((line) => line.split(" "))

test("a row has every member of a beta signIn that the console reads", () => {
  const row = rowOf({})
  expect(members.filter((member) => row[member] === undefined)).toEqual([])
})

test("a successful sign-in tells who, where to and how", () => {
  expect(rowOf({})).toMatchObject({
    createdDateTime: "2026-11-19T14:03:21Z",
    userDisplayName: "Casey Jensen",
    userPrincipalName: "casey@contoso.com",
    userType: "member",
    appDisplayName: "Woodgrove Groceries",
    resourceId: contosoIds.groceriesApp,
    originalRequestId: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
    isInteractive: true,
    signInEventTypes: ["interactiveUser"],
    authenticationProtocol: "oAuth2",
    incomingTokenType: "none",
    crossTenantAccessType: "none",
    processingTimeInMilliseconds: 4312,
    status: { errorCode: 0, failureReason: null, additionalDetails: null },
  })
})

test("a successful callout is told with status 200 and one attempt", () => {
  expect(rowOf({}).appliedEventListeners).toEqual([
    {
      eventType: "tokenIssuanceStart",
      executedListenerId: contosoIds.listener,
      handlerResult: {
        "@odata.type": "#microsoft.graph.customExtensionCalloutResult",
        calloutDateTime: "2026-11-19T14:03:22.1180000Z",
        customExtensionId: contosoIds.extension,
        errorCode: 0,
        httpStatus: 200,
        numberOfAttempts: 1,
      },
    },
  ])
})

test("a failed callout makes the sign-in fail with the wrapper's number and keeps its own", () => {
  const row = rowOf({ result: failure })
  expect(row.status).toEqual({
    errorCode: 1100001,
    failureReason: "Non-retryable error has occurred.",
    additionalDetails: null,
  })
  expect(row.appliedEventListeners[0]?.handlerResult).toMatchObject({
    errorCode: 1003021,
    httpStatus: null,
    numberOfAttempts: 0,
  })
})

test("a sign-in that no listener wanted has an empty list of listeners", () => {
  const row = rowOf({ result: null })
  expect(row.appliedEventListeners).toEqual([])
  expect(row.status.errorCode).toBe(0)
})

test("a refreshed token is a non-interactive row that came with a refresh token", () => {
  expect(rowOf({ flow: "refresh" })).toMatchObject({
    isInteractive: false,
    signInEventTypes: ["nonInteractiveUser"],
    incomingTokenType: "refreshToken",
  })
})

test("a guest is logged by the principal name that he has at home, and with another home tenant", () => {
  const row = rowOf({ user: "john" })
  expect(row).toMatchObject({
    userPrincipalName: "john@fabrikam.com",
    userType: "guest",
    crossTenantAccessType: "b2bCollaboration",
  })
  expect(row.homeTenantId).not.toBe(contosoIds.tenant)
})

test("what never came is written as null, as 0 or not at all, as the service is told", () => {
  const tenant = healthyTenant()
  const written = (status: LogForm["status"]) =>
    appliedListener("tokenIssuanceStart", listenerOf(tenant), failure, at, { status, success: "zero" })
  expect(written("null").handlerResult).toHaveProperty("httpStatus", null)
  expect(written("zero").handlerResult).toHaveProperty("httpStatus", 0)
  expect(written("absent").handlerResult).not.toHaveProperty("httpStatus")
})

test("a success can be written without a code", () => {
  const form = { status: "null", success: "null" } as const
  const { handlerResult } = appliedListener(
    "tokenIssuanceStart",
    listenerOf(healthyTenant()),
    success,
    at,
    form,
  )
  expect(handlerResult?.errorCode).toBeNull()
})
