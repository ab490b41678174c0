import { listenersOfFlow } from "../tenants/event-types"
import type { AuthenticationEventListener, OtherListener, Tenant } from "../tenants/types"
import type { Answer, Call, Route, Version } from "./call"
import { showConditions, showHandler } from "./conditions"
import type { Filterable, FilterRules } from "./filter/evaluate"
import { contextOf, fieldsOf, listBody } from "./paging"
import { readListeners } from "./permissions"
import { allowOptions, type OptionName, readOptions, readSelect } from "./query-options"
import {
  allowExpand,
  byId,
  filtered,
  isOfIn,
  objectsIn,
  refuseFilter,
  showSelected,
  typeFamily,
} from "./typed-objects"

const path = "identity/authenticationEventListeners"
const type = "authenticationEventListener"
const shared = { method: "GET", permission: readListeners } as const

/** Event listeners: https://learn.microsoft.com/graph/api/resources/authenticationeventlistener */
export const listenerRoutes: readonly Route[] = [
  { ...shared, path, answer: list },
  { ...shared, path: `${path}/{id}`, answer: one },
]

const types = typeFamily([type], {
  both: [
    "onTokenIssuanceStartListener",
    "onEmailOtpSendListener",
    "onAttributeCollectionStartListener",
    "onAttributeCollectionSubmitListener",
    "onAttributeCollectionListener",
    "onAuthenticationMethodLoadStartListener",
    "onInteractiveAuthFlowStartListener",
    "onUserCreateStartListener",
    "onFraudProtectionLoadStartListener",
    "onPasswordSubmitListener",
    "onVerifiedIdClaimValidationListener",
  ],
  betaOnly: ["onPageRenderStartListener", "onPasswordUpdateListener", "onPhoneMethodLoadStartListener"],
})

/** The members that every type of listener has in beta; `handler` belongs to the concrete types. */
const members = ["id", "authenticationEventsFlowId", "conditions", "displayName", "priority"]

/** The options that Microsoft documents for the list. */
const listOptions: Readonly<Record<Version, readonly OptionName[]>> = {
  "v1.0": ["filter", "expand"],
  beta: ["filter", "select"],
}

const appId: Filterable = { path: "appId", type: "string", operators: ["eq"] }

/** INFERRED: Microsoft documents the option without an example; these are the patterns that flows document. */
const filters = (version: Version): FilterRules => ({
  properties: [{ path: "authenticationEventsFlowId", type: "string", operators: ["eq"] }],
  collections: ["", ...types.concrete[version].map((name) => `${name}/`)].map((cast) => ({
    path: `${cast}conditions/applications/includeApplications`,
    members: [appId],
  })),
  isOf: isOfIn(version, types),
  ignoreCase: false,
  refuse: refuseFilter,
})

type Listener = AuthenticationEventListener | OtherListener

/** All listeners of a tenant: its own, those behind its user flows, and those that call nobody's API. */
function listenersOf({ tenant, version }: Call): readonly Listener[] {
  const { authenticationEventListeners, authenticationEventsFlows, otherListeners } = tenant
  const all = [
    ...authenticationEventListeners,
    ...authenticationEventsFlows.flatMap(listenersOfFlow),
    ...otherListeners,
  ]
  return objectsIn<Listener>(version, all, types)
}

function list(call: Call): Answer {
  const options = readOptions(call.search)
  allowOptions(options, { supported: listOptions[call.version] })
  allowExpand(options, type, ["conditions/applications/includeApplications", "handler/customExtension"])
  const select = readSelect(options, { type, members })
  const wanted = filtered(listenersOf(call), options, filters(call.version))
  const value = wanted.map((listener) => showSelected(show(listener, call), select))
  return { status: 200, body: listBody(contextOf(call, path + fieldsOf(select)), value) }
}

function one(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const listener = byId(listenersOf(call), call)
  const context = contextOf(call, `${path}/$entity`)
  return { status: 200, body: { "@odata.context": context, ...show(listener, call) } }
}

function show(listener: Listener, call: Call): Record<string, unknown> {
  const shown = showConditions(listener, call, `${path}('${listener.id}')`)
  return callsExtension(listener, call.tenant)
    ? { ...shown, handler: showHandler(listener.handler, call.tenant) }
    : shown
}

const callsExtension = (
  listener: Listener,
  { otherListeners }: Tenant,
): listener is AuthenticationEventListener => !otherListeners.some((other) => other === listener)
