import { graphNames } from "../../tenants/event-types"
import type {
  Application,
  AuthenticationEventListener,
  CustomAuthenticationExtension,
  ServicePrincipal,
  Tenant,
} from "../../tenants/types"
import { calloutCallerAppId, graphAppId, receivePayloadRoleId } from "../../tenants/well-known"

/** What a callout needs once nothing stands against it. */
export type CalloutPlan = {
  extension: CustomAuthenticationExtension
  targetUrl: URL
  resourceId: string
  /** The app registration of the API, which the token is for. */
  resource: Application
}

/** Either everything that the callout needs, or the code that Entra logs without calling anybody. */
export type Precheck = { plan: CalloutPlan } | { plan: null; code: number; rule: string }

/** The configuration that one callout depends on; a member is undefined when the tenant has no such object. */
type Facts = {
  tenant: Tenant
  listener: AuthenticationEventListener
  extension: CustomAuthenticationExtension | undefined
  targetUrl: URL | undefined
  resourceId: string
  /** Host and app id out of the resourceId, lower case; undefined when it has another form. */
  named: { host: string; appId: string } | undefined
  resource: Application | undefined
  api: ServicePrincipal | undefined
  caller: ServicePrincipal | undefined
  graph: ServicePrincipal | undefined
}

/** `api://{fqdn}/{guid}`; INFERRED: a host without a dot, or one that ends in digits (an address), is no FQDN. */
const resourceIdForm =
  /^api:\/\/((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Whether a listener's handler is of the type that belongs to the listener. */
const isLoadable = ({ "@odata.type": type, handler }: AuthenticationEventListener): boolean =>
  Object.values(graphNames).some(
    (names) => names.listener === type && names.handler === handler["@odata.type"],
  )

/** INFERRED: Microsoft publishes no block list; these hosts its pages forbid as targets. */
const blockedHosts = /(^|\.)(microsoftonline\.com|ciamlogin\.com|graph\.microsoft\.com)$/

function httpsUrl(text: string | undefined): URL | undefined {
  const url = text && URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === "https:" ? url : undefined
}

function gather(tenant: Tenant, listener: AuthenticationEventListener): Facts {
  const extension = tenant.customAuthenticationExtensions.find(
    ({ id }) => id === listener.handler.customExtension.id,
  )
  const resourceId = extension?.authenticationConfiguration?.resourceId ?? ""
  const [, host, appId] = resourceIdForm.exec(resourceId.toLowerCase()) ?? []
  const principal = (wanted: string) => tenant.servicePrincipals.find((one) => one.appId === wanted)
  return {
    tenant,
    listener,
    extension,
    targetUrl: httpsUrl(extension?.endpointConfiguration?.targetUrl),
    resourceId,
    named: host && appId ? { host, appId } : undefined,
    resource: tenant.applications.find((one) => one.appId === appId),
    api: appId ? principal(appId) : undefined,
    caller: principal(calloutCallerAppId),
    graph: principal(graphAppId),
  }
}

const lists = (uris: readonly string[], wanted: string) =>
  uris.some((uri) => uri.toLowerCase() === wanted.toLowerCase())

const holds = (
  { tenant }: Facts,
  principal: ServicePrincipal | undefined,
  resource: ServicePrincipal | undefined,
  appRoleId?: string,
) =>
  tenant.appRoleAssignments.some(
    (one) =>
      one.principalId === principal?.id &&
      one.resourceId === resource?.id &&
      (appRoleId === undefined || one.appRoleId === appRoleId),
  )

/** One way a configuration can stand in the way, and what Entra logs for it. */
type Rule = { rule: string; code: number; broken: (facts: Facts) => boolean }

/** In the order of the judge rules K1 to K12; the order itself is INFERRED. Each may rely on those before it. */
const rules: readonly Rule[] = [
  // INFERRED: the code is documented for an unexpected error with a handler, not for this cause of one.
  { rule: "K0", code: 1003000, broken: ({ listener }) => !isLoadable(listener) },
  { rule: "K1", code: 1003011, broken: ({ extension }) => !extension },
  { rule: "K2", code: 1003020, broken: ({ targetUrl }) => !targetUrl },
  {
    rule: "K3",
    code: 1003014,
    // INFERRED: a well-formed resourceId that the app does not list among its URIs gives the same code.
    broken: ({ named, resource, resourceId }) =>
      !named || (resource !== undefined && !lists(resource.identifierUris, resourceId)),
  },
  // INFERRED: the port takes no part in the comparison.
  { rule: "K4", code: 1003015, broken: ({ targetUrl, named }) => targetUrl?.hostname !== named?.host },
  { rule: "K5", code: 1003016, broken: ({ api }) => !api },
  { rule: "K6", code: 1003019, broken: ({ api }) => !api?.accountEnabled },
  { rule: "K7", code: 1003017, broken: ({ caller }) => !caller },
  { rule: "K8", code: 1003018, broken: ({ caller }) => !caller?.accountEnabled },
  { rule: "K9", code: 1003022, broken: ({ graph }) => !graph?.accountEnabled },
  {
    rule: "K10",
    code: 1003021,
    broken: (facts) => !holds(facts, facts.api, facts.graph, receivePayloadRoleId),
  },
  { rule: "K11", code: 1003023, broken: ({ targetUrl }) => blockedHosts.test(targetUrl?.hostname ?? "") },
  {
    rule: "K12",
    // INFERRED: no token for the caller, which has no code of its own.
    code: 1003001,
    broken: (facts) =>
      facts.api?.appRoleAssignmentRequired === true && !holds(facts, facts.caller, facts.api),
  },
]

/** Whether a listener's extension can be called at all: the first rule that fails decides the code. */
export function precheck(tenant: Tenant, listener: AuthenticationEventListener): Precheck {
  const facts = gather(tenant, listener)
  const failed = rules.find(({ broken }) => broken(facts))
  if (failed) return { plan: null, code: failed.code, rule: failed.rule }
  const { extension, targetUrl, resourceId, resource } = facts
  // INFERRED: the app registration lives in another tenant, so there is no token for it; as K12, without a code.
  if (!extension || !targetUrl || !resource) return { plan: null, code: 1003001, rule: "K12" }
  return { plan: { extension, targetUrl, resourceId, resource } }
}
