import { consoleAccess } from "./console"
import {
  type Ago,
  agoFrom,
  assignment,
  emptyLogs,
  microsoftPrincipals,
  servicePrincipal,
} from "./directory-objects"
import { woodgroveIds } from "./ids"
import type { Domain, ServicePrincipal, Tenant, User } from "./types"
import { receivePayloadRoleId } from "./well-known"
import { type WoodgroveApps, type WoodgroveOptions, woodgroveApps } from "./woodgrove-apps"
import { fraudProtection, woodgroveExtensions, woodgroveListeners, woodgrovePolicy } from "./woodgrove-events"
import { woodgroveFlow, woodgroveProviders } from "./woodgrove-flow"
import { initialDomain, woodgrovePeople } from "./woodgrove-people"

const tenantId = woodgroveIds.tenant

const domains = (): Domain[] => [
  { id: initialDomain, isDefault: true, isInitial: true, isVerified: true },
  { id: "woodgrove.example", isDefault: false, isInitial: false, isVerified: true },
  { id: "woodgrove-market.example", isDefault: false, isInitial: false, isVerified: false },
]

/** The service principals and what was granted to them. */
function access(apps: WoodgroveApps, users: readonly User[], ago: Ago) {
  const { graph, caller, logs } = microsoftPrincipals({
    graph: woodgroveIds.graphServicePrincipal,
    caller: woodgroveIds.callerServicePrincipal,
    logs: woodgroveIds.logAnalyticsServicePrincipal,
  })
  const console = consoleAccess({ tenantId, graph, ago }, apps.console, users)
  const own = (app: WoodgroveApps[keyof WoodgroveApps]) => servicePrincipal(tenantId, app)
  const apis = [apps.claimsApi, apps.signUpApi, apps.mailApi, apps.migrationApi].map(own)
  const mapped = [apps.groceries, apps.mobile, apps.orders].map(own)
  const receive = (api: ServicePrincipal, index: number) =>
    assignment(api, "ServicePrincipal", graph, receivePayloadRoleId, ago(50 - index))
  return {
    mapped,
    servicePrincipals: [graph, caller, console.principal, ...apis, ...mapped, own(apps.extensions), logs],
    appRoleAssignments: [...apis.map(receive), ...console.assignments],
    oauth2PermissionGrants: console.consents,
    roleAssignments: console.roleAssignments,
  }
}

/** Woodgrove, a healthy external tenant: a web app with hosted pages, a native one, and all their extensions. */
export function woodgrove(options: WoodgroveOptions): Tenant {
  const ago = agoFrom(options.now)
  const apps = woodgroveApps(options, ago)
  const { users, credentials } = woodgrovePeople(ago)
  const { mapped, ...granted } = access(apps, users, ago)
  return {
    id: tenantId,
    displayName: "Woodgrove",
    tenantType: "CIAM",
    initialDomain,
    countryLetterCode: "IE",
    premium: true,
    users,
    applications: Object.values(apps),
    ...granted,
    customAuthenticationExtensions: woodgroveExtensions(options.apisPort),
    authenticationEventListeners: woodgroveListeners(apps),
    otherListeners: [fraudProtection(apps)],
    authenticationEventsFlows: [woodgroveFlow(apps.groceries, apps.mobile)],
    identityProviders: woodgroveProviders(),
    claimsMappingPolicies: [woodgrovePolicy(mapped)],
    emailMethod: {
      state: "enabled",
      allowExternalIdToUseEmailOtp: "enabled",
      includeTargets: ["all_users"],
      excludeTargets: [],
    },
    domains: domains(),
    secrets: new Map([[woodgroveIds.consoleSecretKey, options.consoleSecret]]),
    replication: { delayMs: 0, knownAt: new Map() },
    credentials,
    multifactorPolicy: null,
    ...emptyLogs(),
  }
}
