import { expect, test } from "vitest"
import { calloutPayload } from "../../../../../sandbox/engine/callout/payload/payload"
import { whereaboutsOf } from "../../../../../sandbox/engine/whereabouts"
import { contosoIds } from "../../../../../sandbox/tenants/ids"
import { healthyTenant, listenerOf, principalOf, userOf } from "../../healthy"

const correlationId = "7b6a5948-3726-4150-8f9e-adbccbdaef10"

function payloadFor(alias: string, resourceAppId: string = contosoIds.groceriesApp) {
  const tenant = healthyTenant()
  const user = userOf(tenant, alias)
  const context = {
    tenant,
    client: principalOf(tenant, contosoIds.groceriesApp),
    resource: principalOf(tenant, resourceAppId),
    correlationId,
    whereabouts: { ...whereaboutsOf(user.id), ip: "203.0.113.24", locale: "en-us" },
  }
  return calloutPayload(context, listenerOf(tenant), { eventType: "tokenIssuanceStart", user })
}

const groceries = {
  id: "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101",
  appId: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
  appDisplayName: "Woodgrove Groceries",
  displayName: "Woodgrove Groceries",
}

test("a member's sign-in gives the documented body", () => {
  expect(payloadFor("casey")).toEqual({
    type: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
    source: "/tenants/3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b/applications/5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
    data: {
      "@odata.type": "microsoft.graph.onTokenIssuanceStartCalloutData",
      tenantId: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
      authenticationEventListenerId: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
      customAuthenticationExtensionId: "6fc5012e-7665-43d6-9708-4370863f4e6e",
      authenticationContext: {
        correlationId,
        client: { ip: "203.0.113.24", locale: "en-us", market: "en-us" },
        protocol: "OAUTH2.0",
        clientServicePrincipal: groceries,
        resourceServicePrincipal: groceries,
        user: {
          companyName: "Contoso",
          createdDateTime: "2024-12-20T12:00:00Z",
          displayName: "Casey Jensen",
          givenName: "Casey",
          id: "8a7b6c5d-4e3f-4201-9182-736455463728",
          mail: "casey@contoso.com",
          onPremisesSamAccountName: "casey",
          onPremisesSecurityIdentifier: "S-1-5-21-1111111111-2222222222-3333333333-1108",
          onPremisesUserPrincipalName: "casey@corp.contoso.com",
          preferredLanguage: "en-us",
          surname: "Jensen",
          userPrincipalName: "casey@contoso.com",
          userType: "Member",
        },
      },
    },
  })
})

test("a guest's body leaves out what the guest has no value for", () => {
  expect(payloadFor("john").data.authenticationContext.user).toEqual({
    companyName: "Fabrikam",
    createdDateTime: "2025-07-08T12:00:00Z",
    displayName: "John Wright",
    givenName: "John",
    id: "8a7b6c5d-4e3f-4201-9182-736455463730",
    mail: "john@fabrikam.com",
    preferredDataLocation: "EUR",
    surname: "Wright",
    userPrincipalName: "john_fabrikam.com#EXT#@contoso.onmicrosoft.com",
    userType: "Guest",
  })
})

test("an access token for another API names that API as source and resource, the app as client", () => {
  const { source, data } = payloadFor("casey", contosoIds.expensesApp)
  expect(source).toBe(`/tenants/${contosoIds.tenant}/applications/${contosoIds.expensesApp}`)
  expect(data.authenticationContext.clientServicePrincipal).toEqual(groceries)
  expect(data.authenticationContext.resourceServicePrincipal).toEqual({
    id: "3f4e5d6c-7b8a-4099-b8a7-c6d5e4f30212",
    appId: contosoIds.expensesApp,
    appDisplayName: "Contoso Expenses",
    displayName: "Contoso Expenses",
  })
})
