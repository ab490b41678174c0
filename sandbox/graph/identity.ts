import type { AuthenticationEventListener, CustomAuthenticationExtension, Tenant } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { badRequest, resourceNotFound } from "./errors"
import { compileFilter, type FilterRules, type Predicate, readFilter } from "./filter/evaluate"
import { contextOf, listBody } from "./paging"
import { readExtensions, readListeners } from "./permissions"
import { showListener } from "./project"
import { allowOptions, readOptions } from "./query-options"

const extensionsPath = "identity/customAuthenticationExtensions"
const listenersPath = "identity/authenticationEventListeners"

/** Custom authentication extensions and event listeners: https://learn.microsoft.com/graph/api/resources/customauthenticationextension */
export const identityRoutes: readonly Route[] = [
  { method: "GET", path: extensionsPath, permission: readExtensions, answer: listExtensions },
  { method: "GET", path: `${extensionsPath}/{id}`, permission: readExtensions, answer: oneExtension },
  { method: "GET", path: listenersPath, permission: readListeners, answer: listListeners },
  { method: "GET", path: `${listenersPath}/{id}`, permission: readListeners, answer: oneListener },
]

const concreteTypes = [
  "onTokenIssuanceStartCustomExtension",
  "onAttributeCollectionStartCustomExtension",
  "onAttributeCollectionSubmitCustomExtension",
  "onOtpSendCustomExtension",
  "onPasswordSubmitCustomExtension",
  "onVerifiedIdClaimValidationCustomExtension",
].map((name) => `microsoft.graph.${name}`)

const baseTypes = [
  "microsoft.graph.entity",
  "microsoft.graph.customCalloutExtension",
  "microsoft.graph.customAuthenticationExtension",
]

function isOf(type: string): Predicate | undefined {
  if (baseTypes.includes(type)) return () => true
  if (!concreteTypes.includes(type)) return undefined
  return (row) => row["@odata.type"] === `#${type}`
}

const extensionFilters: FilterRules = {
  properties: [],
  isOf,
  ignoreCase: false,
  refuse: (_subject, message) => badRequest(`Invalid filter clause: ${message}`),
}

function listExtensions(call: Call): Answer {
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["filter"] })
  const text = options.get("filter")
  const matches =
    text === undefined ? () => true : compileFilter(readFilter(text, extensionFilters), extensionFilters)
  const value = call.tenant.customAuthenticationExtensions.filter(matches)
  return { status: 200, body: listBody(contextOf(call, extensionsPath), value) }
}

function oneExtension(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const extension = byId(call.tenant.customAuthenticationExtensions, call)
  return single(call, extensionsPath, extension)
}

function listListeners(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const value = call.tenant.authenticationEventListeners.map((listener) => answerListener(listener, call))
  return { status: 200, body: listBody(contextOf(call, listenersPath), value) }
}

function oneListener(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const listener = byId(call.tenant.authenticationEventListeners, call)
  return single(call, listenersPath, answerListener(listener, call))
}

const single = (call: Call, path: string, object: object): Answer => ({
  status: 200,
  body: { "@odata.context": contextOf(call, `${path}/$entity`), ...object },
})

function byId<Kind extends { id: string }>(objects: readonly Kind[], { params }: Call): Kind {
  const id = params.id ?? ""
  const found = objects.find((object) => object.id === id.toLowerCase())
  if (!found) throw resourceNotFound(id)
  return found
}

/** A listener with its extension in place and with the annotation that the service puts before its apps. */
function answerListener(listener: AuthenticationEventListener, call: Call): Record<string, unknown> {
  const type = listener["@odata.type"].replace("#", "")
  const apps = `${listenersPath}('${listener.id}')/${type}/conditions/applications/includeApplications`
  const { includeApplications, ...applications } = listener.conditions.applications
  const complete = {
    ...listener,
    conditions: {
      ...listener.conditions,
      applications: {
        ...applications,
        "includeApplications@odata.context": contextOf(call, apps),
        includeApplications,
      },
    },
    handler: {
      ...listener.handler,
      customExtension: inlineExtension(listener.handler.customExtension.id, call.tenant),
    },
  }
  return showListener(complete, call.version)
}

// INFERRED: of an extension that was deleted, only the id is left.
function inlineExtension(id: string, { customAuthenticationExtensions }: Tenant) {
  const extension = customAuthenticationExtensions.find((one) => one.id === id)
  return extension ? withoutType(extension) : { id }
}

function withoutType({ "@odata.type": _, ...extension }: CustomAuthenticationExtension) {
  return extension
}
