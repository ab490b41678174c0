import { contosoIds } from "../../tenants/ids"
import type { AppRoleAssignment, ServicePrincipal } from "../../tenants/types"
import { graphPermissions, receivePayloadRoleId } from "../../tenants/well-known"
import { change } from "./breakage"
import { claims } from "./claims"
import { movedTo } from "./moved"
import { quota, recreatedId } from "./slots"
import type { Fault } from "./specimen"

const foreignAppId = "f0e1d2c3-b4a5-4968-8778-695a4b3c2d1e"

const { subject, slots } = claims
const { address, apiAccess, caller, extensions, graph, handlerType } = slots
const { apiApp } = subject

const disabled = (members: ServicePrincipal[]) =>
  members.map((member) => ({ ...member, accountEnabled: false }))
const none = () => []

const withTarget = (to: (url: string) => string | undefined) =>
  change(address, (value) => ({ ...value, targetUrl: to(value.targetUrl ?? "") }))

/** Another resourceId, which the API's app lists among its URIs as well. */
const withResourceId = (resourceId: string) =>
  change(address, (value) => ({
    ...value,
    resourceId,
    identifierUris: [...value.identifierUris, resourceId],
  }))

/** Other members of the API's service principal. */
const apiPrincipalWith = (changes: Partial<ServicePrincipal>) =>
  change(apiAccess, ({ principal, grants }) => ({
    principal: principal.map((member) => ({ ...member, ...changes })),
    grants,
  }))

/** The grant of Receive.Payload turned into another one, which may be of another app. */
const grantTurnedInto = (to: Partial<AppRoleAssignment>) =>
  change(apiAccess, ({ principal, grants }) => ({
    principal,
    grants: grants.map((one) => (one.appRoleId === receivePayloadRoleId ? { ...one, ...to } : one)),
  }))

/** What stops Entra before it calls: each changes objects of the directory, or a setting of the service. */
export const claimsBeforeTheCall: readonly Fault[] = [
  {
    id: "handler-unreadable",
    code: 1003000,
    title: "The listener’s handler is of a type that does not belong to its event",
    inferred: "that an unreadable handler is what this code stands for",
    ...change(handlerType, () => "#microsoft.graph.onAttributeCollectionStartCustomExtensionHandler"),
  },
  {
    id: "assignment-required",
    code: 1003001,
    title: "The API’s service principal requires an assignment that Entra’s caller does not have",
    inferred: "that the caller without a token ends in this code",
    ...apiPrincipalWith({ appRoleAssignmentRequired: true }),
  },
  {
    id: "callouts-throttled",
    code: 1003004,
    title: "Other sign-ins use up the 50 callouts that the service makes in a second",
    inferred: "the number for workforce tenants; it is published for external ones",
    ...change(quota, () => ({ calloutsPerSecond: 50, otherCalloutsPerSecond: 50 })),
  },
  {
    id: "extension-deleted",
    code: 1003011,
    title: "The extension was deleted and its listener was left behind",
    ...change(extensions, none),
  },
  {
    id: "extension-recreated",
    code: 1003011,
    title: "The extension was made anew and its listener names the old id",
    ...change(extensions, (members) => members.map((member) => ({ ...member, id: recreatedId(subject) }))),
  },
  {
    id: "resource-id-without-host",
    code: 1003014,
    title: "The resourceId is api:// and the app id, without a host",
    ...withResourceId(`api://${apiApp}`),
  },
  {
    id: "resource-id-with-name",
    code: 1003014,
    title: "The resourceId ends in a name instead of the app id",
    ...withResourceId("api://claims.contoso.example/claims-api"),
  },
  {
    id: "resource-id-not-listed",
    code: 1003014,
    title: "The API’s app does not list the resourceId among its URIs",
    inferred: "that a well-formed resourceId ends in this code when no app lists it",
    ...change(address, (value) => ({ ...value, identifierUris: [`api://${apiApp}`] })),
  },
  {
    id: "target-host-moved",
    code: 1003015,
    title: "The target URL moved to another host, the resourceId did not",
    ...withTarget((url) => url.replace("claims.contoso.example", "claims-v2.contoso.example")),
  },
  {
    id: "resource-id-host-moved",
    code: 1003015,
    title: "The resourceId moved to another host, the target URL did not",
    ...withResourceId(`api://claims-v2.contoso.example/${apiApp}`),
  },
  {
    id: "api-principal-missing",
    code: 1003016,
    title: "The API’s app has no service principal",
    ...change(apiAccess, ({ principal, grants }) => ({
      principal: [],
      grants: grants.filter(({ principalId }) => !principal.some(({ id }) => id === principalId)),
    })),
  },
  {
    id: "resource-id-of-foreign-app",
    code: 1003016,
    title: "The resourceId names an app of another tenant",
    ...change(address, (value) => ({
      ...value,
      resourceId: `api://claims.contoso.example/${foreignAppId}`,
    })),
  },
  {
    id: "caller-missing",
    code: 1003017,
    title: "Entra’s caller has no service principal",
    inferred: "that the client of this code is Entra’s own caller",
    ...change(caller, none),
  },
  {
    id: "caller-disabled",
    code: 1003018,
    title: "The service principal of Entra’s caller is disabled",
    inferred: "that the client of this code is Entra’s own caller",
    ...change(caller, disabled),
  },
  {
    id: "api-principal-disabled",
    code: 1003019,
    title: "The API’s service principal is disabled",
    ...apiPrincipalWith({ accountEnabled: false }),
  },
  {
    id: "target-url-http",
    code: 1003020,
    title: "The target URL begins with http",
    ...withTarget((url) => url.replace("https:", "http:")),
  },
  {
    id: "target-url-relative",
    code: 1003020,
    title: "The target URL is a path only",
    ...withTarget((url) => new URL(url).pathname),
  },
  {
    id: "target-url-missing",
    code: 1003020,
    title: "The extension has no endpoint",
    ...withTarget(() => undefined),
  },
  {
    id: "receive-payload-missing",
    code: 1003021,
    title: "The API’s app lacks the consent to receive payloads",
    ...change(apiAccess, ({ principal, grants }) => ({
      principal,
      grants: grants.filter((one) => one.appRoleId !== receivePayloadRoleId),
    })),
  },
  {
    id: "receive-payload-on-another-app",
    code: 1003021,
    title: "The consent to receive payloads was given to the groceries app instead",
    ...grantTurnedInto({
      principalId: contosoIds.groceriesServicePrincipal,
      principalDisplayName: "Woodgrove Groceries",
    }),
  },
  {
    id: "receive-payload-mistaken",
    code: 1003021,
    title: "The API’s app was given CustomAuthenticationExtension.Read.All instead",
    ...grantTurnedInto({ appRoleId: graphPermissions["CustomAuthenticationExtension.Read.All"] ?? "" }),
  },
  {
    id: "graph-principal-disabled",
    code: 1003022,
    title: "Microsoft Graph’s service principal is disabled",
    ...change(graph, disabled),
  },
  {
    id: "graph-principal-missing",
    code: 1003022,
    title: "Microsoft Graph has no service principal",
    ...change(graph, none),
  },
  {
    id: "target-is-graph",
    code: 1003023,
    title: "The extension’s address is on graph.microsoft.com",
    inferred: "which hosts are blocked; no list is published",
    ...movedTo(address, subject, "graph.microsoft.com"),
  },
  {
    id: "target-is-sign-in",
    code: 1003023,
    title: "The extension’s address is on login.microsoftonline.com",
    inferred: "which hosts are blocked; no list is published",
    ...movedTo(address, subject, "login.microsoftonline.com"),
  },
]
