import type { AuthenticationEventListener, ServicePrincipal, Tenant, User } from "../tenants/types"
import type { Whereabouts } from "./whereabouts"

/** Who signs in to what, as far as every event's request tells it. */
export type EventContext = {
  tenant: Pick<Tenant, "id">
  listener: AuthenticationEventListener
  user: User
  /** The app that asked for the token. */
  client: ServicePrincipal
  /** The app that the token is for: the client itself for an ID token. */
  resource: ServicePrincipal
  correlationId: string
  whereabouts: Whereabouts
}

const principalOf = ({ id, appId, appDisplayName, displayName }: ServicePrincipal) => ({
  id,
  appId,
  appDisplayName,
  displayName,
})

/** The members of a user that Entra sends, in its order; those without a value are left out. */
function userOf(user: User): Record<string, string> {
  const told = {
    companyName: user.companyName,
    createdDateTime: user.createdDateTime,
    displayName: user.displayName,
    givenName: user.givenName,
    id: user.id,
    mail: user.mail,
    onPremisesSamAccountName: user.onPremisesSamAccountName,
    onPremisesSecurityIdentifier: user.onPremisesSecurityIdentifier,
    onPremisesUserPrincipalName: user.onPremisesUserPrincipalName,
    preferredDataLocation: user.preferredDataLocation,
    preferredLanguage: user.preferredLanguage,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    userType: user.userType,
  }
  return Object.fromEntries(
    Object.entries(told).filter((member): member is [string, string] => Boolean(member[1])),
  )
}

/**
 * The request body of a tokenIssuanceStart event, as
 * https://learn.microsoft.com/entra/identity-platform/custom-claims-provider-reference describes it.
 */
export function tokenIssuanceStartPayload(context: EventContext) {
  const { tenant, listener, user, client, resource, correlationId, whereabouts } = context
  const { ip, locale } = whereabouts
  return {
    type: "microsoft.graph.authenticationEvent.tokenIssuanceStart",
    source: `/tenants/${tenant.id}/applications/${resource.appId}`,
    data: {
      "@odata.type": "microsoft.graph.onTokenIssuanceStartCalloutData",
      tenantId: tenant.id,
      authenticationEventListenerId: listener.id,
      customAuthenticationExtensionId: listener.handler.customExtension.id,
      authenticationContext: {
        correlationId,
        client: { ip, locale, market: locale },
        // INFERRED: no capture shows the value for SAML; "SAML" is what an old SDK of Microsoft's lists.
        protocol: client.preferredSingleSignOnMode === "saml" ? "SAML" : "OAUTH2.0",
        clientServicePrincipal: principalOf(client),
        resourceServicePrincipal: principalOf(resource),
        user: userOf(user),
      },
    },
  }
}
