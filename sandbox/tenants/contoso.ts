import { consoleAccess } from "./console"
import { type ContosoApps, type ContosoOptions, contosoApps } from "./contoso-apps"
import { contosoExtensions, contosoListeners, contosoOtherListeners, contosoPolicy } from "./contoso-events"
import { contosoPeople } from "./contoso-people"
import {
  type Ago,
  agoFrom,
  assignment,
  emptyLogs,
  microsoftPrincipals,
  servicePrincipal,
} from "./directory-objects"
import { contosoIds } from "./ids"
import type { ServicePrincipal, Tenant, User } from "./types"
import { receivePayloadRoleId } from "./well-known"

const tenantId = contosoIds.tenant
const consolePrincipal = "c0a50000-3333-4aaa-8bbb-000000000001"

/** The service principals and what was granted to them. */
function access(apps: ContosoApps, users: readonly User[], ago: Ago) {
  const { graph, caller, logs } = microsoftPrincipals({
    graph: contosoIds.graphServicePrincipal,
    caller: contosoIds.callerServicePrincipal,
    logs: contosoIds.logAnalyticsServicePrincipal,
  })
  const console = consoleAccess({ tenantId, graph, ago }, apps.console, users, { id: consolePrincipal })
  const apis = [
    servicePrincipal(tenantId, apps.api, { id: contosoIds.apiServicePrincipal }),
    servicePrincipal(tenantId, apps.people),
  ]
  const mapped = [
    servicePrincipal(tenantId, apps.groceries, { id: contosoIds.groceriesServicePrincipal }),
    servicePrincipal(tenantId, apps.expenses, {
      id: "3f4e5d6c-7b8a-4099-b8a7-c6d5e4f30212",
      preferredSingleSignOnMode: "saml",
    }),
    servicePrincipal(tenantId, apps.orders),
  ]
  const receive = (api: ServicePrincipal, index: number) =>
    assignment(api, "ServicePrincipal", graph, receivePayloadRoleId, ago(60 - index * 20))
  return {
    mapped,
    servicePrincipals: [
      graph,
      caller,
      console.principal,
      ...apis,
      ...mapped,
      logs,
      servicePrincipal(tenantId, apps.logReader),
    ],
    appRoleAssignments: [...apis.map(receive), ...console.assignments],
    oauth2PermissionGrants: console.consents,
    roleAssignments: console.roleAssignments,
  }
}

/** Contoso, a healthy workforce tenant: claims for three apps (one of them by SAML), and account recovery. */
export function contoso(options: ContosoOptions): Tenant {
  const ago = agoFrom(options.now)
  const apps = contosoApps(options, ago)
  const users = contosoPeople(ago)
  const { mapped, ...granted } = access(apps, users, ago)
  return {
    id: tenantId,
    displayName: "Contoso",
    tenantType: "AAD",
    initialDomain: "contoso.onmicrosoft.com",
    countryLetterCode: "US",
    premium: true,
    users,
    applications: Object.values(apps),
    ...granted,
    customAuthenticationExtensions: contosoExtensions(options.apisPort),
    authenticationEventListeners: contosoListeners(apps),
    otherListeners: contosoOtherListeners(apps),
    authenticationEventsFlows: [],
    identityProviders: [],
    claimsMappingPolicies: [contosoPolicy(mapped)],
    emailMethod: {
      state: "enabled",
      allowExternalIdToUseEmailOtp: "default",
      includeTargets: ["all_users"],
      excludeTargets: [],
    },
    domains: [
      { id: "contoso.com", isDefault: true, isInitial: false, isVerified: true },
      { id: "contoso.onmicrosoft.com", isDefault: false, isInitial: true, isVerified: true },
    ],
    secrets: new Map([
      [contosoIds.consoleSecretKey, options.consoleSecret],
      [contosoIds.logReaderSecretKey, options.logReaderSecret],
    ]),
    replication: { delayMs: 0, knownAt: new Map() },
    credentials: new Map(),
    multifactorPolicy: null,
    ...emptyLogs(),
  }
}
