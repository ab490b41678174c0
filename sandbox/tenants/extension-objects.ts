import { resourceIdOf } from "./directory-objects"
import { type EventType, graphNames } from "./event-types"
import type {
  Application,
  AuthenticationEventListener,
  ClaimsMappingPolicy,
  CustomAuthenticationExtension,
  CustomExtensionHandler,
  ServicePrincipal,
} from "./types"

/** Where an extension's API is: its host and path, the port of the apis origin, and the app that tokens are for. */
export type ApiPlace = { host: string; path: string; port: number; appId: string }

/** A custom authentication extension with the usual time-out and retry; `rest` says what differs. */
export function extension(
  event: EventType,
  id: string,
  { host, path, port, appId }: ApiPlace,
  rest: Pick<CustomAuthenticationExtension, "displayName" | "description"> &
    Partial<CustomAuthenticationExtension>,
): CustomAuthenticationExtension {
  return {
    "@odata.type": graphNames[event].extension,
    id,
    behaviorOnError: null,
    authenticationConfiguration: {
      "@odata.type": "#microsoft.graph.azureAdTokenAuthentication",
      resourceId: resourceIdOf(host, appId),
    },
    clientConfiguration: { timeoutInMilliseconds: 2000, maximumRetries: 1 },
    endpointConfiguration: {
      "@odata.type": "#microsoft.graph.httpRequestEndpoint",
      targetUrl: `https://${host}:${port}${path}`,
    },
    ...rest,
  }
}

/** What a listener or a user flow does with an extension, without a configuration of its own. */
export const handler = (
  event: EventType,
  extensionId: string,
  rest: Partial<CustomExtensionHandler> = {},
): CustomExtensionHandler => ({
  "@odata.type": graphNames[event].handler,
  configuration: null,
  customExtension: { id: extensionId },
  ...rest,
})

/** The apps that a listener or a user flow is for. */
export const forApps = (
  ...apps: readonly Pick<Application, "appId">[]
): AuthenticationEventListener["conditions"] => ({
  applications: {
    includeAllApplications: false,
    includeApplications: apps.map(({ appId }) => ({ appId })),
  },
})

/** Conditions that every app of the tenant fulfils. */
export const forAllApps = (): AuthenticationEventListener["conditions"] => ({
  applications: { includeAllApplications: true, includeApplications: [] },
})

/** A listener of the usual priority. */
export const listener = (
  event: EventType,
  id: string,
  conditions: AuthenticationEventListener["conditions"],
  does: CustomExtensionHandler,
): AuthenticationEventListener => ({
  "@odata.type": graphNames[event].listener,
  id,
  displayName: null,
  authenticationEventsFlowId: null,
  priority: 500,
  conditions,
  handler: does,
})

/** How a claim of an API is called in tokens; a claim without a name for SAML stands in no assertion. */
export type ClaimNames = { JwtClaimType: string; SamlClaimType?: string }

/** A policy that puts claims of an API into tokens, by the API's name for each, assigned to service principals. */
export function claimsMappingPolicy(
  id: string,
  displayName: string,
  claims: Readonly<Record<string, ClaimNames>>,
  principals: readonly ServicePrincipal[],
): ClaimsMappingPolicy {
  const definition = {
    ClaimsMappingPolicy: {
      Version: 1,
      IncludeBasicClaimSet: "true",
      ClaimsSchema: Object.entries(claims).map(([ID, names]) => ({
        Source: "CustomClaimsProvider",
        ID,
        ...names,
      })),
    },
  }
  return {
    id,
    displayName,
    isOrganizationDefault: false,
    deletedDateTime: null,
    definition: [JSON.stringify(definition)],
    appliesTo: principals.map((principal) => principal.id),
  }
}
