import { tenantWideConsent } from "./consents"
import { consoleDelegated, delegatedPermissions, permissionScope } from "./delegated-permissions"
import {
  type Ago,
  application,
  appRole,
  assignment,
  keyCredential,
  passwordCredential,
  servicePrincipal,
  type TenantOptions,
} from "./directory-objects"
import { directoryRoles } from "./directory-roles"
import type {
  Application,
  AppRoleAssignment,
  OAuth2PermissionGrant,
  RoleAssignment,
  ServicePrincipal,
  User,
} from "./types"
import { consoleReads, graphAppId, graphPermissions } from "./well-known"

const roleIds = {
  "Console.Reader": "c0a50000-2222-4aaa-8bbb-000000000001",
  "Console.Tester": "c0a50000-2222-4aaa-8bbb-000000000002",
  "Console.Operator": "c0a50000-2222-4aaa-8bbb-000000000003",
}

/** The delegated permission by which the console gets tokens for itself, to act for whoever signed in. */
export const accessAsUser = "access_as_user"
const accessAsUserId = "c0a50000-2222-4aaa-8bbb-000000000011"

/** Somebody who can sign in to the console, the app role that he holds there and, if any, his directory role. */
export type Persona = {
  alias: string
  givenName: string
  surname: string
  role: keyof typeof roleIds | null
  directoryRole?: keyof typeof directoryRoles
}

/** The console's personas, the same in every tenant. */
export const personas: readonly Persona[] = [
  { alias: "reader", givenName: "Riley", surname: "Reader", role: "Console.Reader" },
  { alias: "tester", givenName: "Toni", surname: "Tester", role: "Console.Tester" },
  {
    alias: "operator",
    givenName: "Oki",
    surname: "Operator",
    role: "Console.Operator",
    directoryRole: "Application Administrator",
  },
  { alias: "nobody", givenName: "Noa", surname: "Nobody", role: null },
]

/** The application permissions that the console's registration asks for; the tenants have granted more. */
const askedPermissions = [
  "AuditLog.Read.All",
  "CustomAuthenticationExtension.Read.All",
  "EventListener.Read.All",
  "Organization.Read.All",
]

/** What the registration asks for: permissions of its own, and permissions to act for a user. */
const asked = (appId: string): Application["requiredResourceAccess"] => [
  {
    resourceAppId: graphAppId,
    resourceAccess: [
      ...askedPermissions.map((value) => ({ id: graphPermissions[value] ?? "", type: "Role" as const })),
      ...consoleDelegated.map((value) => ({ id: delegatedPermissions[value] ?? "", type: "Scope" as const })),
    ],
  },
  { resourceAppId: appId, resourceAccess: [{ id: accessAsUserId, type: "Scope" }] },
]

/** The console's registration in a tenant, with a secret, a certificate and an API of its own. */
export function consoleApplication(
  ids: { app: string; secretKey: string },
  { consoleSecret, consoleCertificate }: TenantOptions,
  ago: Ago,
): Application {
  const certificateKey = ids.secretKey.replace(/.$/, "2")
  return application(ids.app, "Calloutscope", ago(120), {
    appRoles: Object.entries(roleIds).map(([value, id]) => appRole(id, value, "User")),
    web: { redirectUris: ["http://localhost/api/auth/callback/entra", "http://localhost/consent"] },
    identifierUris: [`api://${ids.app}`],
    api: { oauth2PermissionScopes: [permissionScope(accessAsUserId, accessAsUser, "User")] },
    requiredResourceAccess: asked(ids.app),
    passwordCredentials: [
      passwordCredential(ids.secretKey, "console", consoleSecret.slice(0, 3), [ago(30), ago(-150)]),
    ],
    keyCredentials: [
      keyCredential(certificateKey, "Verify", "CN=Calloutscope", consoleCertificate, [ago(30), ago(-330)]),
    ],
  })
}

/** What the tenant has granted to the console and to those who use it. */
export type ConsoleAccess = {
  principal: ServicePrincipal
  assignments: AppRoleAssignment[]
  consents: OAuth2PermissionGrant[]
  roleAssignments: RoleAssignment[]
}

const roleAssignmentsOf = (users: readonly User[]): RoleAssignment[] =>
  personas.flatMap(({ alias, directoryRole }) => {
    const user = userOf(users, alias)
    if (!user || !directoryRole) return []
    return [{ principalId: user.id, roleDefinitionId: directoryRoles[directoryRole] }]
  })

const userOf = (users: readonly User[], alias: string) =>
  users.find(({ userPrincipalName }) => userPrincipalName.startsWith(`${alias}@`))

/** The console's service principal, what it may do alone and for a user, and which persona holds which role. */
export function consoleAccess(
  place: { tenantId: string; graph: ServicePrincipal; ago: Ago },
  app: Application,
  users: readonly User[],
  rest: Partial<ServicePrincipal> = {},
): ConsoleAccess {
  const { tenantId, graph, ago } = place
  const principal = servicePrincipal(tenantId, app, rest)
  const ofPersonas = personas.flatMap(({ alias, role }, index) => {
    const user = userOf(users, alias)
    return user && role ? [assignment(user, "User", principal, roleIds[role], ago(60 + index))] : []
  })
  return {
    principal,
    assignments: [
      ...consoleReads.map((value, index) =>
        assignment(principal, "ServicePrincipal", graph, graphPermissions[value] ?? "", ago(60 + index)),
      ),
      ...ofPersonas,
    ],
    consents: [
      tenantWideConsent({ client: principal, resource: graph }, consoleDelegated),
      // INFERRED: that an app needs consent to a permission of its own API as to any other.
      tenantWideConsent({ client: principal, resource: principal }, [accessAsUser]),
    ],
    roleAssignments: roleAssignmentsOf(users),
  }
}
