import { describe, expect, test } from "vitest"
import { precheck } from "../../../../sandbox/engine/callout/precheck"
import { contosoIds } from "../../../../sandbox/tenants/ids"
import type { Tenant } from "../../../../sandbox/tenants/types"
import { calloutCallerAppId, graphAppId, receivePayloadRoleId } from "../../../../sandbox/tenants/well-known"
import { extensionOf, healthyTenant, listenerOf, principalOf } from "../healthy"

function codeAfter(change: (tenant: Tenant) => void): number | null {
  const tenant = healthyTenant()
  const listener = listenerOf(tenant)
  change(tenant)
  const checked = precheck(tenant, listener)
  return checked.plan ? null : checked.code
}

const target = (targetUrl: string) => (tenant: Tenant) => {
  extensionOf(tenant).endpointConfiguration = {
    "@odata.type": "#microsoft.graph.httpRequestEndpoint",
    targetUrl,
  }
}

const resource = (resourceId: string) => (tenant: Tenant) => {
  const type = "#microsoft.graph.azureAdTokenAuthentication"
  extensionOf(tenant).authenticationConfiguration = { "@odata.type": type, resourceId }
}

const without = (appId: string) => (tenant: Tenant) => {
  tenant.servicePrincipals = tenant.servicePrincipals.filter((one) => one.appId !== appId)
}

const disabled = (appId: string) => (tenant: Tenant) => {
  principalOf(tenant, appId).accountEnabled = false
}

const moved = (host: string) => (tenant: Tenant) => {
  const resourceId = `api://${host}/${contosoIds.apiApp}`
  for (const app of tenant.applications)
    if (app.appId === contosoIds.apiApp) app.identifierUris = [resourceId]
  resource(resourceId)(tenant)
  target(`https://${host}/api`)(tenant)
}

const withoutConsent = (tenant: Tenant) => {
  tenant.appRoleAssignments = tenant.appRoleAssignments.filter(
    ({ appRoleId }) => appRoleId !== receivePayloadRoleId,
  )
}

test("a healthy tenant gives everything that the callout needs", () => {
  const tenant = healthyTenant()
  const { plan } = precheck(tenant, listenerOf(tenant))
  expect(plan?.targetUrl.href).toBe("https://claims.contoso.example:5404/api/onTokenIssuanceStart")
  expect(plan?.resourceId).toBe(`api://claims.contoso.example/${contosoIds.apiApp}`)
  expect(plan?.resource.appId).toBe(contosoIds.apiApp)
  expect(plan?.extension.id).toBe(contosoIds.extension)
})

const handledBy = (type: string) => (tenant: Tenant) => {
  listenerOf(tenant).handler["@odata.type"] = `#microsoft.graph.${type}`
}

const oneThingWrong: [code: number | null, what: string, change: (tenant: Tenant) => void][] = [
  [
    1003011,
    "the listener names an extension that is gone",
    (tenant) => tenant.customAuthenticationExtensions.splice(0),
  ],
  [1003000, "the handler is of another event", handledBy("onAttributeCollectionStartCustomExtensionHandler")],
  [1003000, "the handler is of a type that nobody knows", handledBy("handler")],
  [1003020, "the target URL is http", target("http://claims.contoso.example/api")],
  [1003020, "the target URL is relative", target("/api")],
  [
    1003020,
    "there is no endpoint",
    (tenant) => Object.assign(extensionOf(tenant), { endpointConfiguration: null }),
  ],
  [1003014, "the resourceId has no host", resource(`api://${contosoIds.apiApp}`)],
  [1003014, "the resourceId ends in no app id", resource("api://claims.contoso.example/claims")],
  [1003014, "the resourceId names an address", resource(`api://10.0.0.4/${contosoIds.apiApp}`)],
  [
    1003014,
    "the API's app does not list the resourceId",
    resource(`api://other.contoso.example/${contosoIds.apiApp}`),
  ],
  [1003015, "the target URL is on another host", target("https://api.contoso.example:5404/api")],
  [null, "the target URL is on the same host in capitals", target("https://CLAIMS.contoso.example/api")],
  [null, "the target URL is on another port", target("https://claims.contoso.example:8443/api")],
  [1003016, "the API has no service principal", without(contosoIds.apiApp)],
  [1003019, "the API's service principal is disabled", disabled(contosoIds.apiApp)],
  [1003017, "the caller has no service principal", without(calloutCallerAppId)],
  [1003018, "the caller's service principal is disabled", disabled(calloutCallerAppId)],
  [1003022, "Microsoft Graph has no service principal", without(graphAppId)],
  [1003022, "Microsoft Graph's service principal is disabled", disabled(graphAppId)],
  [1003021, "the API's app has no consent for Receive.Payload", withoutConsent],
  [1003023, "the target is a host of Microsoft's sign-in", moved("login.microsoftonline.com")],
  [
    1003001,
    "the API wants an assignment that the caller has not",
    (tenant) => {
      principalOf(tenant, contosoIds.apiApp).appRoleAssignmentRequired = true
    },
  ],
]

describe("one thing wrong", () => {
  test.each(oneThingWrong)("%s when %s", (code, _what, change) => {
    expect(codeAfter(change)).toBe(code)
  })
})

test.each([
  ["onTokenIssuanceStartListener", "onTokenIssuanceStartCustomExtensionHandler"],
  ["onAttributeCollectionSubmitListener", "onAttributeCollectionSubmitCustomExtensionHandler"],
  ["onEmailOtpSendListener", "onOtpSendCustomExtensionHandler"],
  ["onPasswordSubmitListener", "onPasswordMigrationCustomExtensionHandler"],
  ["onVerifiedIdClaimValidationListener", "onVerifiedIdClaimValidationCustomExtensionHandler"],
])("%s is served by %s", (listenerType, handlerType) => {
  const code = codeAfter((tenant) => {
    listenerOf(tenant)["@odata.type"] = `#microsoft.graph.${listenerType}`
    handledBy(handlerType)(tenant)
  })
  expect(code).toBeNull()
})

test("consent that another app holds does not count", () => {
  const code = codeAfter((tenant) => {
    for (const one of tenant.appRoleAssignments)
      if (one.appRoleId === receivePayloadRoleId) one.principalId = "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101"
  })
  expect(code).toBe(1003021)
})

test("an assignment of the caller satisfies an API that wants one", () => {
  const code = codeAfter((tenant) => {
    const api = principalOf(tenant, contosoIds.apiApp)
    api.appRoleAssignmentRequired = true
    const [any] = tenant.appRoleAssignments
    if (any)
      tenant.appRoleAssignments.push({
        ...any,
        principalId: principalOf(tenant, calloutCallerAppId).id,
        resourceId: api.id,
        appRoleId: "00000000-0000-0000-0000-000000000000",
      })
  })
  expect(code).toBeNull()
})

test("of two things wrong the earlier rule decides", () => {
  const code = codeAfter((tenant) => {
    withoutConsent(tenant)
    disabled(calloutCallerAppId)(tenant)
  })
  expect(code).toBe(1003018)
})
