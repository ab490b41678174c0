import { flowEvents } from "../tenants/event-types"
import type { AuthenticationEventsFlow, CustomExtensionHandler } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { showConditions, showHandler } from "./conditions"
import { resourceNotFound } from "./errors"
import type { Filterable, FilterRules } from "./filter/evaluate"
import { Continuations, contextOf, listBody, openPage, takePage } from "./paging"
import { readListeners } from "./permissions"
import { allowOptions, type Options, readOptions, readOrder, readTop } from "./query-options"
import { allowExpand, byId, filtered, isOfIn, refuseFilter, typeFamily } from "./typed-objects"
import { untilReset } from "./until-reset"

const path = "identity/authenticationEventsFlows"
const type = "authenticationEventsFlow"
const flowType = "externalUsersSelfServiceSignUpEventsFlow"
const selfService = `microsoft.graph.${flowType}`
const ofExternalUsers = (event: string) => `microsoft.graph.${event}ExternalUsersSelfServiceSignUp`
const shared = { method: "GET", permission: readListeners } as const
const continuationsOf = untilReset(() => new Continuations<{ id: string }>())

/** INFERRED: Microsoft documents $top without a page size. */
const pages = { max: 999, usual: 100 } as const

const appsPath = "conditions/applications/includeApplications"
const providersPath = `${selfService}/onAuthenticationMethodLoadStart/${ofExternalUsers("onAuthenticationMethodLoadStart")}/identityProviders`
const attributesPath = `${selfService}/onAttributeCollection/${ofExternalUsers("onAttributeCollection")}/attributes`
const events = Object.values(flowEvents)

/** User flows and what they consist of: https://learn.microsoft.com/graph/api/resources/authenticationeventsflow */
export const flowRoutes: readonly Route[] = [
  { ...shared, path, answer: list },
  { ...shared, path: `${path}/{id}`, answer: one },
  { ...shared, path: `${path}/{id}/${appsPath}`, answer: listApps },
  { ...shared, path: `${path}/{id}/${providersPath}`, answer: listProviders },
  ...events.map((event): Route => {
    const handler = `microsoft.graph.${event}CustomExtensionHandler`
    return {
      ...shared,
      path: `${path}/{id}/${selfService}/${event}/${handler}/customExtension`,
      answer: (call) => oneExtension(call, event),
    }
  }),
]

const text = (name: string): Filterable => ({ path: name, type: "string", operators: ["eq"] })

/**
 * The patterns of the documents: identity providers, attributes and apps, each behind a cast. INFERRED: displayName
 * and id, which the documents name as properties only.
 */
const filters: FilterRules = {
  properties: [text("displayName"), text("id")],
  collections: [
    { path: `${selfService}/${appsPath}`, members: [text("appId")] },
    { path: providersPath, members: [text("id")] },
    { path: attributesPath, members: [text("id")] },
  ],
  isOf: isOfIn("v1.0", typeFamily([type], { both: [flowType], betaOnly: [] })),
  ignoreCase: false,
  refuse: refuseFilter,
}

const relationships = [
  appsPath,
  "onAuthenticationMethodLoadStart/identityProviders",
  "onAttributeCollection/attributes",
  ...events.map((event) => `${event}/customExtension`),
]

function list(call: Call): Answer {
  const page = openPage(call, path, continuationsOf(call.world))
  const options = readOptions(page.search)
  allowOptions(options, { supported: ["filter", "expand", "orderby", "top"] })
  allowExpand(options, type, relationships)
  const top = readTop(options, pages)
  const wanted = sorted(filtered(call.tenant.authenticationEventsFlows, options, filters), options)
  const { shown, next } = takePage(wanted, top, page)
  const value = shown.map((flow) => show(flow, call))
  return { status: 200, body: listBody(contextOf(call, path), value, next) }
}

/** INFERRED: flows are sorted by displayName or id; the documents name the option only. */
function sorted(flows: readonly AuthenticationEventsFlow[], options: Options) {
  const order = readOrder(options, ["displayName", "id"])
  if (!order) return flows
  const sign = order.descending ? -1 : 1
  const keyOf = (flow: AuthenticationEventsFlow) =>
    order.member === "id" ? flow.id : flow.displayName.toLowerCase()
  return flows.toSorted((flow, other) => (keyOf(flow) < keyOf(other) ? -sign : sign))
}

function one(call: Call): Answer {
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["expand"] })
  allowExpand(options, type, relationships)
  const context = contextOf(call, `${path}/$entity`)
  return { status: 200, body: { "@odata.context": context, ...show(flowOf(call), call) } }
}

const flowOf = (call: Call) => byId(call.tenant.authenticationEventsFlows, call)

function show(flow: AuthenticationEventsFlow, call: Call): Record<string, unknown> {
  const handlers = events.map((event) => [event, flow[event] && showHandler(flow[event], call.tenant)])
  return { ...showConditions(flow, call, `${path}('${flow.id}')`), ...Object.fromEntries(handlers) }
}

function listApps(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const { id, conditions } = flowOf(call)
  const context = contextOf(call, `${path}('${id}')/${appsPath}`)
  return { status: 200, body: listBody(context, conditions.applications.includeApplications) }
}

function listProviders(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const { identityProviders } = flowOf(call).onAuthenticationMethodLoadStart
  const context = contextOf(call, "Collection(microsoft.graph.identityProviderBase)")
  return { status: 200, body: listBody(context, identityProviders) }
}

/** INFERRED: 404 without a handler or without its extension, and the context of an entity of the extensions. */
function oneExtension(call: Call, event: (typeof events)[number]): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const flow = flowOf(call)
  const extension = extensionOf(flow[event], call)
  if (!extension) throw resourceNotFound("customExtension")
  const context = contextOf(call, "identity/customAuthenticationExtensions/$entity")
  return { status: 200, body: { "@odata.context": context, ...extension } }
}

const extensionOf = (handler: CustomExtensionHandler | null, { tenant }: Call) =>
  tenant.customAuthenticationExtensions.find(({ id }) => id === handler?.customExtension.id)
