import type { Answer, Call, Route, Version } from "./call"
import type { FilterRules } from "./filter/evaluate"
import { contextOf, fieldsOf, listBody } from "./paging"
import { readExtensions } from "./permissions"
import { allowOptions, type OptionName, type Options, readOptions, readSelect } from "./query-options"
import { byId, filtered, isOfIn, objectsIn, refuseFilter, showSelected, typeFamily } from "./typed-objects"

const path = "identity/customAuthenticationExtensions"
const shared = { method: "GET", permission: readExtensions } as const

/** Custom authentication extensions: https://learn.microsoft.com/graph/api/resources/customauthenticationextension */
export const extensionRoutes: readonly Route[] = [
  { ...shared, path, answer: list },
  { ...shared, path: `${path}/{id}`, answer: one },
]

const types = typeFamily(["customCalloutExtension", "customAuthenticationExtension"], {
  both: [
    "onTokenIssuanceStartCustomExtension",
    "onAttributeCollectionStartCustomExtension",
    "onAttributeCollectionSubmitCustomExtension",
    "onOtpSendCustomExtension",
    "onPasswordSubmitCustomExtension",
    "onVerifiedIdClaimValidationCustomExtension",
  ],
  betaOnly: ["onPasswordUpdateCustomExtension"],
})

/** The members that every type of extension has; those of one type need a cast to be selected. */
const members = [
  "id",
  "authenticationConfiguration",
  "behaviorOnError",
  "clientConfiguration",
  "description",
  "displayName",
  "endpointConfiguration",
]

/** The options that Microsoft documents for the list. */
const listOptions: Readonly<Record<Version, readonly OptionName[]>> = {
  "v1.0": ["filter"],
  beta: ["filter", "select"],
}

const filters = (version: Version): FilterRules => ({
  properties: [],
  isOf: isOfIn(version, types),
  ignoreCase: false,
  refuse: refuseFilter,
})

const selectionOf = (options: Options) =>
  readSelect(options, { type: "customAuthenticationExtension", members })

function list(call: Call): Answer {
  const { tenant, version } = call
  const options = readOptions(call.search)
  allowOptions(options, { supported: listOptions[version] })
  const select = selectionOf(options)
  const visible = objectsIn(version, tenant.customAuthenticationExtensions, types)
  const value = filtered(visible, options, filters(version)).map((one) => showSelected(one, select))
  return { status: 200, body: listBody(contextOf(call, path + fieldsOf(select)), value) }
}

function one(call: Call): Answer {
  const { tenant, version } = call
  const options = readOptions(call.search)
  allowOptions(options, { supported: ["select"] })
  const select = selectionOf(options)
  const extension = byId(objectsIn(version, tenant.customAuthenticationExtensions, types), call)
  const context = contextOf(call, `${path}${fieldsOf(select)}/$entity`)
  return { status: 200, body: { "@odata.context": context, ...showSelected(extension, select) } }
}
