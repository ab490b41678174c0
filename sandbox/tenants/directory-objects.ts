import { createHash } from "node:crypto"
import { graphScopes, permissionScope } from "./delegated-permissions"
import { derivedId } from "./event-types"
import { TimeLog } from "./time-log"
import type {
  Application,
  AppRole,
  AppRoleAssignment,
  KeyCredential,
  PasswordCredential,
  ServicePrincipal,
  Tenant,
  User,
} from "./types"
import {
  calloutCallerAppId,
  graphAppId,
  graphPermissions,
  logAnalytics,
  receivePayloadRoleId,
} from "./well-known"

// The tenant that Microsoft's own apps are registered in.
const microsoftTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"

const dayMs = 86_400_000

/** What a tenant's objects are made from: anew at each start, so nothing secret is in the tree. */
export type TenantOptions = {
  now: Date
  /** Port of the apis origin, which stands in the extensions' target URLs. */
  apisPort: number
  consoleSecret: string
  /** Certificate of the console app's second credential, DER in base64. */
  consoleCertificate: string
}

/** Says a time so many days before the start, or after it when the number is negative, as the directory writes it. */
export type Ago = (days: number) => string

/** Times relative to the start. */
export const agoFrom =
  (now: Date): Ago =>
  (days) =>
    new Date(now.getTime() - days * dayMs).toISOString().replace(/\.\d+Z$/, "Z")

/** What differs of an app registration from its plainest form. */
type Registration = Partial<Omit<Application, "api">> & { api?: Partial<Application["api"]> }

/** An app registration in its plainest form; `rest` says what differs. */
export function application(
  appId: string,
  displayName: string,
  createdDateTime: string,
  { api, ...rest }: Registration = {},
): Application {
  return {
    id: appId.replace(/^.{8}/, "0b1ec700"),
    appId,
    displayName,
    signInAudience: "AzureADMyOrg",
    identifierUris: [],
    api: {
      requestedAccessTokenVersion: 2,
      acceptMappedClaims: null,
      oauth2PermissionScopes: [],
      ...api,
    },
    appRoles: [],
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
    web: { redirectUris: [] },
    isFallbackPublicClient: null,
    nativeAuthenticationApisEnabled: null,
    tokenEncryptionKeyId: null,
    isDisabled: null,
    disabledByMicrosoftStatus: null,
    createdDateTime,
    ...rest,
  }
}

/** The registration of an API behind extensions: it is reached by one host and asks to receive payloads. */
export function apiApplication(
  appId: string,
  displayName: string,
  createdDateTime: string,
  { host, ...rest }: Registration & { host: string },
): Application {
  return application(appId, displayName, createdDateTime, {
    identifierUris: [resourceIdOf(host, appId)],
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id: receivePayloadRoleId, type: "Role" }] },
    ],
    ...rest,
  })
}

/** The App ID URI that Entra asks of an extension's API: its host and its app. */
export const resourceIdOf = (host: string, appId: string): string => `api://${host}/${appId}`

/** What a service principal has of its app. */
type Registered = Pick<
  Application,
  "appId" | "displayName" | "appRoles" | "identifierUris" | "signInAudience"
> & { api?: Pick<Application["api"], "oauth2PermissionScopes"> }

/** The service principal of a tenant's own app. Its id is the one given, or follows from the tenant and the app. */
export function servicePrincipal(
  tenantId: string,
  app: Registered,
  rest: Partial<ServicePrincipal> = {},
): ServicePrincipal {
  return {
    id: derivedId(`${tenantId} ${app.appId}`),
    appId: app.appId,
    displayName: app.displayName,
    appDisplayName: app.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: tenantId,
    appRoleAssignmentRequired: false,
    appRoles: app.appRoles,
    oauth2PermissionScopes: app.api?.oauth2PermissionScopes ?? [],
    servicePrincipalNames: [app.appId, ...app.identifierUris],
    servicePrincipalType: "Application",
    signInAudience: app.signInAudience,
    tags: ["WindowsAzureActiveDirectoryIntegratedApp"],
    keyCredentials: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    disabledByMicrosoftStatus: null,
    ...rest,
  }
}

function microsofts(
  id: string,
  appId: string,
  displayName: string,
  exposed: Pick<ServicePrincipal, "appRoles" | "oauth2PermissionScopes">,
  identifierUris: string[] = [],
): ServicePrincipal {
  const app: Registered = {
    appId,
    displayName,
    appRoles: exposed.appRoles,
    api: exposed,
    identifierUris,
    signInAudience: "AzureADMultipleOrgs",
  }
  return servicePrincipal(microsoftTenantId, app, { id, tags: [] })
}

/** The service principals of Microsoft's apps that a tenant has: Graph, the caller of the extensions, Log Analytics. */
export function microsoftPrincipals(ids: { graph: string; caller: string; logs: string }): {
  graph: ServicePrincipal
  caller: ServicePrincipal
  logs: ServicePrincipal
} {
  const appRoles = Object.entries(graphPermissions).map(([value, id]) => appRole(id, value, "Application"))
  const ofGraph = { appRoles, oauth2PermissionScopes: graphScopes() }
  const ofCaller = { appRoles: [], oauth2PermissionScopes: [] }
  const ofLogs = {
    appRoles: [appRole(logAnalytics.dataRead.role, "Data.Read", "Application")],
    oauth2PermissionScopes: [permissionScope(logAnalytics.dataRead.scope, "Data.Read", "User")],
  }
  return {
    graph: microsofts(ids.graph, graphAppId, "Microsoft Graph", ofGraph),
    caller: microsofts(ids.caller, calloutCallerAppId, "Azure AD Authentication Extensions", ofCaller),
    logs: microsofts(ids.logs, logAnalytics.appId, "Log Analytics API", ofLogs, [logAnalytics.resource]),
  }
}

/** An app role that users or applications can be given. */
export const appRole = (id: string, value: string, kind: "User" | "Application"): AppRole => ({
  id,
  value,
  displayName: value,
  description: value,
  allowedMemberTypes: [kind],
  isEnabled: true,
})

/** The assignment of an app role of a resource to a user or an app. */
export function assignment(
  principal: { id: string; displayName: string },
  principalType: AppRoleAssignment["principalType"],
  resource: ServicePrincipal,
  appRoleId: string,
  createdDateTime: string,
): AppRoleAssignment {
  return {
    id: createHash("sha256").update(`${principal.id}/${resource.id}/${appRoleId}`).digest("base64url"),
    appRoleId,
    createdDateTime,
    principalId: principal.id,
    principalType,
    principalDisplayName: principal.displayName,
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
  }
}

/** The metadata of a client secret. */
export const passwordCredential = (
  keyId: string,
  displayName: string | null,
  hint: string,
  [startDateTime, endDateTime]: readonly [string, string],
): PasswordCredential => ({ keyId, displayName, hint, startDateTime, endDateTime, secretText: null })

/** A certificate of an app. */
export const keyCredential = (
  keyId: string,
  usage: KeyCredential["usage"],
  displayName: string,
  key: string,
  [startDateTime, endDateTime]: readonly [string, string],
): KeyCredential => ({
  keyId,
  type: "AsymmetricX509Cert",
  usage,
  displayName,
  startDateTime,
  endDateTime,
  key,
})

/** A user with a name and nothing of a company or a directory on premises; `rest` says what differs. */
export function member(
  id: string,
  givenName: string,
  surname: string,
  rest: Pick<User, "userPrincipalName" | "mail" | "createdDateTime"> & Partial<User>,
): User {
  return {
    id,
    displayName: `${givenName} ${surname}`.trim(),
    givenName,
    surname,
    userType: "Member",
    accountEnabled: true,
    companyName: null,
    employeeId: null,
    preferredLanguage: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesUserPrincipalName: null,
    preferredDataLocation: null,
    identities: [],
    extensions: {},
    ...rest,
  }
}

/** The logs of a tenant in which nothing has happened yet. */
export const emptyLogs = (): Pick<Tenant, "signIns" | "signUps" | "directoryAudits"> => ({
  signIns: new TimeLog(({ createdDateTime }) => createdDateTime),
  signUps: new TimeLog(({ createdDateTime }) => createdDateTime),
  directoryAudits: new TimeLog(({ activityDateTime }) => activityDateTime),
})
