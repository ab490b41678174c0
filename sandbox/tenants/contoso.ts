import { createHash } from "node:crypto"
import type { Application, AppRole, ServicePrincipal, Tenant, User } from "./types"
import { calloutCallerAppId, graphAppId, graphPermissions, receivePayloadRoleId } from "./well-known"

const tenantId = "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b"
const microsoftTenantId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
const dayMs = 86_400_000

/** Ids of Contoso's objects that control, specimens and tests refer to. */
export const contosoIds = {
  tenant: tenantId,
  consoleApp: "c0a50000-1111-4aaa-8bbb-000000000001",
  consoleSecretKey: "c0a50000-1111-4aaa-8bbb-0000000000f1",
  apiApp: "a13d0fc1-04ab-4ede-b215-63de0174cbb4",
  apiServicePrincipal: "7f3c8d90-4b1e-4f6a-9a11-5d2c3b4a5e90",
  groceriesApp: "5d0c7e2a-1b3c-4d5e-8f60-7182930a4b5c",
  groceriesServicePrincipal: "2f3e4d5c-6b7a-4988-a796-b5c4d3e2f101",
  expensesApp: "6e1d8f3b-2c4d-4e6f-9071-8293a4b5c6d7",
  extension: "6fc5012e-7665-43d6-9708-4370863f4e6e",
  listener: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
  graphServicePrincipal: "1b2c3d4e-0003-4000-8000-c0000000c001",
  callerServicePrincipal: "1b2c3d4e-9904-4000-8000-c0000000c002",
} as const

const roleIds = {
  "Console.Reader": "c0a50000-2222-4aaa-8bbb-000000000001",
  "Console.Tester": "c0a50000-2222-4aaa-8bbb-000000000002",
  "Console.Operator": "c0a50000-2222-4aaa-8bbb-000000000003",
}

/** Who can sign in to the console, and the app role that each one holds there. */
const personas: readonly {
  name: string
  displayName: string
  id: string
  role: keyof typeof roleIds | null
}[] = [
  {
    name: "reader",
    displayName: "Riley Reader",
    id: "8a7b6c5d-0001-4201-9182-736455463001",
    role: "Console.Reader",
  },
  {
    name: "tester",
    displayName: "Toni Tester",
    id: "8a7b6c5d-0002-4201-9182-736455463002",
    role: "Console.Tester",
  },
  {
    name: "operator",
    displayName: "Oki Operator",
    id: "8a7b6c5d-0003-4201-9182-736455463003",
    role: "Console.Operator",
  },
  { name: "nobody", displayName: "Noa Nobody", id: "8a7b6c5d-0004-4201-9182-736455463004", role: null },
]

const people: readonly [given: string, surname: string, id: string][] = [
  ["Casey", "Jensen", "8a7b6c5d-4e3f-4201-9182-736455463728"],
  ["Amari", "Rivera", "8a7b6c5d-4e3f-4201-9182-736455463729"],
  ["Jordan", "Miller", "8a7b6c5d-4e3f-4201-9182-73645546372a"],
  ["Mona", "Kane", "8a7b6c5d-4e3f-4201-9182-73645546372b"],
  ["Søren", "Ødegård", "8a7b6c5d-4e3f-4201-9182-73645546372c"],
  ["Yuki", "Tanaka", "8a7b6c5d-4e3f-4201-9182-73645546372d"],
  ["Lidia", "Holloway", "8a7b6c5d-4e3f-4201-9182-73645546372e"],
  ["Grady", "Archie", "8a7b6c5d-4e3f-4201-9182-73645546372f"],
]

function member(
  id: string,
  givenName: string,
  surname: string,
  alias: string,
  createdDateTime: string,
): User {
  return {
    id,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail: `${alias}@contoso.com`,
    userPrincipalName: `${alias}@contoso.com`,
    userType: "Member",
    accountEnabled: true,
    createdDateTime,
    companyName: "Contoso",
    preferredLanguage: "en-us",
    onPremisesSamAccountName: alias,
    onPremisesSecurityIdentifier: `S-1-5-21-1111111111-2222222222-3333333333-${1000 + alias.length}`,
    onPremisesUserPrincipalName: `${alias}@corp.contoso.com`,
    preferredDataLocation: null,
  }
}

function guest(createdDateTime: string): User {
  return {
    ...member("8a7b6c5d-4e3f-4201-9182-736455463730", "John", "Wright", "john", createdDateTime),
    mail: "john@fabrikam.com",
    userPrincipalName: "john_fabrikam.com#EXT#@contoso.onmicrosoft.com",
    userType: "Guest",
    companyName: "Fabrikam",
    preferredLanguage: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesUserPrincipalName: null,
    preferredDataLocation: "EUR",
  }
}

function application(
  appId: string,
  displayName: string,
  createdDateTime: string,
  rest: Partial<Application>,
): Application {
  return {
    id: appId.replace(/^.{8}/, "0b1ec700"),
    appId,
    displayName,
    signInAudience: "AzureADMyOrg",
    identifierUris: [],
    api: { requestedAccessTokenVersion: 2, acceptMappedClaims: null },
    appRoles: [],
    requiredResourceAccess: [],
    passwordCredentials: [],
    keyCredentials: [],
    web: { redirectUris: [] },
    isFallbackPublicClient: null,
    nativeAuthenticationApisEnabled: null,
    isDisabled: null,
    disabledByMicrosoftStatus: null,
    createdDateTime,
    ...rest,
  }
}

function servicePrincipal(
  id: string,
  app: Pick<Application, "appId" | "displayName" | "appRoles">,
  owner: string,
): ServicePrincipal {
  return {
    id,
    appId: app.appId,
    displayName: app.displayName,
    appDisplayName: app.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: owner,
    appRoleAssignmentRequired: false,
    appRoles: app.appRoles,
    servicePrincipalNames: [app.appId],
    servicePrincipalType: "Application",
    signInAudience: owner === tenantId ? "AzureADMyOrg" : "AzureADMultipleOrgs",
    tags: owner === tenantId ? ["WindowsAzureActiveDirectoryIntegratedApp"] : [],
    keyCredentials: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    disabledByMicrosoftStatus: null,
  }
}

const role = (id: string, value: string, kind: "User" | "Application"): AppRole => ({
  id,
  value,
  displayName: value,
  description: value,
  allowedMemberTypes: [kind],
  isEnabled: true,
})

/** The application permissions that the console's registration asks for; Contoso has granted more. */
const askedPermissions = [
  "AuditLog.Read.All",
  "CustomAuthenticationExtension.Read.All",
  "EventListener.Read.All",
  "Organization.Read.All",
]

/** What the console needs to start against Contoso: made anew at each start, so nothing secret is in the tree. */
export type ContosoOptions = {
  now: Date
  /** Port of the apis origin, which stands in the extension's target URL. */
  apisPort: number
  consoleSecret: string
  /** Certificate of the console app's second credential, DER in base64. */
  consoleCertificate: string
}

/** Contoso, a healthy workforce tenant: one claims extension on two apps (one OpenID Connect, one SAML). */
export function contoso({ now, apisPort, consoleSecret, consoleCertificate }: ContosoOptions): Tenant {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs).toISOString().replace(/\.\d+Z$/, "Z")
  const ahead = (days: number) => ago(-days)
  const consoleRoles = Object.entries(roleIds).map(([value, id]) => role(id, value, "User"))
  const permissionRoles = Object.entries(graphPermissions).map(([value, id]) =>
    role(id, value, "Application"),
  )
  const resourceId = `api://claims.contoso.example/${contosoIds.apiApp}`

  const console = application(contosoIds.consoleApp, "Calloutscope", ago(120), {
    appRoles: consoleRoles,
    web: { redirectUris: ["http://localhost/api/auth/callback/entra", "http://localhost/consent"] },
    requiredResourceAccess: [
      {
        resourceAppId: graphAppId,
        resourceAccess: askedPermissions.map((value) => ({
          id: graphPermissions[value] ?? "",
          type: "Role",
        })),
      },
    ],
    passwordCredentials: [
      {
        keyId: contosoIds.consoleSecretKey,
        displayName: "console",
        hint: consoleSecret.slice(0, 3),
        startDateTime: ago(30),
        endDateTime: ahead(150),
        secretText: null,
      },
    ],
    keyCredentials: [
      {
        keyId: "c0a50000-1111-4aaa-8bbb-0000000000f2",
        type: "AsymmetricX509Cert",
        usage: "Verify",
        displayName: "CN=Calloutscope",
        startDateTime: ago(30),
        endDateTime: ahead(330),
        key: consoleCertificate,
      },
    ],
  })
  const api = application(contosoIds.apiApp, "Authentication events API", ago(90), {
    identifierUris: [resourceId],
    requiredResourceAccess: [
      { resourceAppId: graphAppId, resourceAccess: [{ id: receivePayloadRoleId, type: "Role" }] },
    ],
  })
  const groceries = application(contosoIds.groceriesApp, "Woodgrove Groceries", ago(200), {
    api: { requestedAccessTokenVersion: 2, acceptMappedClaims: true },
    web: { redirectUris: ["https://groceries.contoso.example/signin-oidc"] },
  })
  const expenses = application(contosoIds.expensesApp, "Contoso Expenses", ago(400), {
    identifierUris: ["https://expenses.contoso.example/saml"],
    api: { requestedAccessTokenVersion: null, acceptMappedClaims: true },
    web: { redirectUris: ["https://expenses.contoso.example/saml/acs"] },
  })

  const graph = servicePrincipal(
    contosoIds.graphServicePrincipal,
    { appId: graphAppId, displayName: "Microsoft Graph", appRoles: permissionRoles },
    microsoftTenantId,
  )
  const caller = servicePrincipal(
    contosoIds.callerServicePrincipal,
    { appId: calloutCallerAppId, displayName: "Azure AD Authentication Extensions", appRoles: [] },
    microsoftTenantId,
  )
  const consoleSp = servicePrincipal("c0a50000-3333-4aaa-8bbb-000000000001", console, tenantId)
  const apiSp = servicePrincipal(contosoIds.apiServicePrincipal, api, tenantId)
  apiSp.servicePrincipalNames.push(resourceId)
  const groceriesSp = servicePrincipal(contosoIds.groceriesServicePrincipal, groceries, tenantId)
  const expensesSp = servicePrincipal("3f4e5d6c-7b8a-4099-b8a7-c6d5e4f30212", expenses, tenantId)
  expensesSp.preferredSingleSignOnMode = "saml"

  const personaUsers = personas.map(({ id, name, displayName }) => {
    const [givenName = displayName, surname = ""] = displayName.split(" ")
    return member(id, givenName, surname, name, ago(300))
  })
  const users = [
    ...personaUsers,
    ...people.map(([given, surname, id], index) =>
      member(id, given, surname, asciiAlias(given), ago(700 - index * 31)),
    ),
    guest(ago(500)),
  ]

  const assign = (
    principal: { id: string; displayName: string },
    kind: "User" | "ServicePrincipal",
    resource: ServicePrincipal,
    appRoleId: string,
    index: number,
  ) => ({
    id: createHash("sha256").update(`${principal.id}/${resource.id}/${appRoleId}`).digest("base64url"),
    appRoleId,
    createdDateTime: ago(60 + index),
    principalId: principal.id,
    principalType: kind,
    principalDisplayName: principal.displayName,
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
  })
  const consolePermissions = Object.keys(graphPermissions).filter(
    (value) => !value.endsWith("Receive.Payload"),
  )

  return {
    id: tenantId,
    displayName: "Contoso",
    tenantType: "AAD",
    initialDomain: "contoso.onmicrosoft.com",
    countryLetterCode: "US",
    premium: true,
    users,
    applications: [console, api, groceries, expenses],
    servicePrincipals: [graph, caller, consoleSp, apiSp, groceriesSp, expensesSp],
    appRoleAssignments: [
      assign(apiSp, "ServicePrincipal", graph, receivePayloadRoleId, 0),
      ...consolePermissions.map((value, index) =>
        assign(consoleSp, "ServicePrincipal", graph, graphPermissions[value] ?? "", index),
      ),
      ...personas.flatMap((persona, index) =>
        persona.role ? [assign(persona, "User", consoleSp, roleIds[persona.role], index)] : [],
      ),
    ],
    customAuthenticationExtensions: [
      {
        "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtension",
        id: contosoIds.extension,
        displayName: "Loyalty claims",
        description: "Adds the loyalty tier and the date of birth to tokens",
        behaviorOnError: null,
        authenticationConfiguration: {
          "@odata.type": "#microsoft.graph.azureAdTokenAuthentication",
          resourceId,
        },
        clientConfiguration: { timeoutInMilliseconds: 2000, maximumRetries: 1 },
        endpointConfiguration: {
          "@odata.type": "#microsoft.graph.httpRequestEndpoint",
          targetUrl: `https://claims.contoso.example:${apisPort}/api/onTokenIssuanceStart`,
        },
        claimsForTokenConfiguration: [
          { claimIdInApiResponse: "DateOfBirth" },
          { claimIdInApiResponse: "LoyaltyTier" },
          { claimIdInApiResponse: "CustomRoles" },
        ],
      },
    ],
    authenticationEventListeners: [
      {
        "@odata.type": "#microsoft.graph.onTokenIssuanceStartListener",
        id: contosoIds.listener,
        displayName: null,
        authenticationEventsFlowId: null,
        priority: 500,
        conditions: {
          applications: {
            includeAllApplications: false,
            includeApplications: [{ appId: contosoIds.groceriesApp }, { appId: contosoIds.expensesApp }],
          },
        },
        handler: {
          "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
          configuration: null,
          customExtension: { id: contosoIds.extension },
        },
      },
    ],
    secrets: new Map([[contosoIds.consoleSecretKey, consoleSecret]]),
    signIns: [],
  }
}

const asciiAlias = (given: string) =>
  given
    .toLowerCase()
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/[^a-z]/g, "")
