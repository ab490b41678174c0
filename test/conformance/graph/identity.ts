import { z } from "zod"

/**
 * Extensions, listeners, user flows and what belongs to them as Microsoft Graph shows them, written from its reference
 * pages and the metadata of each version.
 */

const text = z.string()
const maybe = text.nullable()
const guid = z.guid()
const type = <Name extends string>(name: Name) => z.literal(`#microsoft.graph.${name}`)

const fallback = z.strictObject({ "@odata.type": type("fallbackToMicrosoftProviderOnError") }).nullable()

const clientConfiguration = z
  .strictObject({
    timeoutInMilliseconds: z.int().min(200).max(2000).nullable(),
    maximumRetries: z.int().min(0).max(1).nullable(),
  })
  .nullable()

const authenticationConfiguration = z.union([
  z.strictObject({ "@odata.type": type("azureAdTokenAuthentication"), resourceId: text }),
  z.strictObject({ "@odata.type": type("azureAdPopTokenAuthentication") }),
])

const endpointConfiguration = z.union([
  z.strictObject({ "@odata.type": type("httpRequestEndpoint"), targetUrl: z.url() }),
  z.strictObject({
    "@odata.type": type("logicAppTriggerEndpointConfiguration"),
    subscriptionId: text,
    resourceGroupName: text,
    logicAppWorkflowName: text,
    url: z.url(),
  }),
])

/** What every extension has; `claimsForTokenConfiguration` only those for tokens. */
const extensionMembers = {
  id: guid,
  displayName: maybe,
  description: maybe,
  behaviorOnError: fallback,
  authenticationConfiguration,
  clientConfiguration,
  endpointConfiguration,
}
const claimsForToken = {
  claimsForTokenConfiguration: z.array(z.strictObject({ claimIdInApiResponse: text })),
}

const otherExtensions = [
  "onAttributeCollectionStartCustomExtension",
  "onAttributeCollectionSubmitCustomExtension",
  "onOtpSendCustomExtension",
  "onPasswordSubmitCustomExtension",
  "onVerifiedIdClaimValidationCustomExtension",
] as const

const ofType = <Name extends string>(name: Name) =>
  z.strictObject({ "@odata.type": type(name), ...extensionMembers })

const extensionV1 = z.union([
  z.strictObject({
    "@odata.type": type("onTokenIssuanceStartCustomExtension"),
    ...extensionMembers,
    ...claimsForToken,
  }),
  ...otherExtensions.map(ofType),
])

/** A custom authentication extension in each version; only beta has the one for changed passwords. */
export const extension = {
  "v1.0": extensionV1,
  beta: z.union([extensionV1, ofType("onPasswordUpdateCustomExtension")]),
} as const

/** An extension inside a handler, where its type is left out. */
const inlineExtension = z.strictObject({ ...extensionMembers, ...z.object(claimsForToken).partial().shape })

const handler = <Name extends string, Rest extends z.ZodRawShape>(name: Name, rest: Rest) =>
  z.strictObject({
    "@odata.type": type(`${name}CustomExtensionHandler`),
    configuration: z.strictObject({ behaviorOnError: fallback, clientConfiguration }).nullable(),
    customExtension: inlineExtension,
    ...rest,
  })

const annotation = { "includeApplications@odata.context": z.url() }
const apps = { includeApplications: z.array(z.strictObject({ appId: guid })) }
const conditions = {
  "v1.0": z.strictObject({ applications: z.strictObject({ ...annotation, ...apps }) }),
  beta: z.strictObject({
    applications: z.strictObject({ includeAllApplications: z.boolean(), ...annotation, ...apps }),
  }),
} as const

/** How the names of a listener and its handler end, and what only that handler has. */
const calling = [
  ["onTokenIssuanceStart", "onTokenIssuanceStart", {}],
  ["onAttributeCollectionStart", "onAttributeCollectionStart", {}],
  ["onAttributeCollectionSubmit", "onAttributeCollectionSubmit", {}],
  ["onEmailOtpSend", "onOtpSend", {}],
  ["onPasswordSubmit", "onPasswordMigration", { migrationPropertyId: text }],
  ["onVerifiedIdClaimValidation", "onVerifiedIdClaimValidation", {}],
] as const

const beyondV1 = { "v1.0": {}, beta: { priority: z.int().min(0).max(1000) } } as const

const listenerMembers = (version: "v1.0" | "beta") => ({
  id: guid,
  displayName: maybe,
  authenticationEventsFlowId: guid.nullable(),
  conditions: conditions[version],
  ...beyondV1[version],
})

const callingListener = (version: "v1.0" | "beta") =>
  z.union(
    calling.map(([name, handlerName, rest]) =>
      z.strictObject({
        "@odata.type": type(`${name}Listener`),
        ...listenerMembers(version),
        handler: handler(handlerName, rest),
      }),
    ),
  )

/** A listener that calls nobody's API: its handler is Microsoft's or a partner's. */
const otherListener = (version: "v1.0" | "beta") =>
  z.strictObject({
    "@odata.type": z.string().regex(/^#microsoft\.graph\.on\w+Listener$/),
    ...listenerMembers(version),
    handler: z.looseObject({ "@odata.type": z.string().regex(/(?<!CustomExtension)Handler$/) }),
  })

/** An event listener in each version: v1.0 has neither `priority` nor `includeAllApplications`. */
export const listener = {
  "v1.0": z.union([callingListener("v1.0"), otherListener("v1.0")]),
  beta: z.union([callingListener("beta"), otherListener("beta")]),
} as const

const providerMembers = { id: text, displayName: maybe, identityProviderType: text }

/** An identity provider; the secret of a social one is never shown. */
export const identityProvider = z.union([
  z.strictObject({
    "@odata.type": type("builtInIdentityProvider"),
    ...providerMembers,
    state: z.null().optional(),
  }),
  z.strictObject({
    "@odata.type": type("socialIdentityProvider"),
    ...providerMembers,
    clientId: text,
    clientSecret: z.literal("******"),
  }),
])

const input = z.strictObject({
  attribute: text,
  label: text,
  inputType: z.enum(["text", "radioSingleSelect", "checkboxMultiSelect", "boolean", "checkboxSingleSelect"]),
  defaultValue: maybe,
  hidden: z.boolean(),
  editable: z.boolean(),
  writeToDirectory: z.boolean(),
  required: z.boolean(),
  validationRegEx: maybe,
  options: z.array(z.strictObject({ label: text, value: text })),
})

const attribute = z.strictObject({
  id: text,
  displayName: text,
  description: maybe,
  userFlowAttributeType: z.enum(["builtIn", "custom", "required"]),
  dataType: z.enum(["string", "boolean", "int64", "stringCollection", "dateTime"]),
})

const step = <Name extends string, Members extends z.ZodRawShape>(name: Name, members: Members) =>
  z.strictObject({ "@odata.type": type(`${name}ExternalUsersSelfServiceSignUp`), ...members })

const view = z.strictObject({ title: maybe, description: maybe, inputs: z.array(input) })

const eventsFlow = (version: "v1.0" | "beta") =>
  z.strictObject({
    "@odata.type": type("externalUsersSelfServiceSignUpEventsFlow"),
    id: guid,
    displayName: text,
    description: maybe,
    conditions: conditions[version],
    ...beyondV1[version],
    onInteractiveAuthFlowStart: step("onInteractiveAuthFlowStart", { isSignUpAllowed: z.boolean() }),
    onAuthenticationMethodLoadStart: step("onAuthenticationMethodLoadStart", {
      identityProviders: z.array(identityProvider),
    }),
    onAttributeCollection: step("onAttributeCollection", {
      attributeCollectionPage: z.strictObject({ customStringsFileId: maybe, views: z.array(view) }),
      attributes: z.array(attribute),
    }),
    onAttributeCollectionStart: handler("onAttributeCollectionStart", {}).nullable(),
    onAttributeCollectionSubmit: handler("onAttributeCollectionSubmit", {}).nullable(),
    onUserCreateStart: step("onUserCreateStart", { userTypeToCreate: z.enum(["member", "guest"]) }),
  })

/**
 * A user flow in each version. Older samples of v1.0 show `priority` and `includeAllApplications`, which its metadata
 * does not declare.
 */
export const flow = { "v1.0": eventsFlow("v1.0"), beta: eventsFlow("beta") } as const

/** The policy for mailed codes. */
export const emailMethod = z.strictObject({
  "@odata.type": type("emailAuthenticationMethodConfiguration"),
  id: z.literal("Email"),
  state: z.enum(["enabled", "disabled"]),
  allowExternalIdToUseEmailOtp: z.enum(["default", "enabled", "disabled", "unknownFutureValue"]),
  excludeTargets: z.array(z.strictObject({ targetType: z.enum(["user", "group"]), id: text })),
  includeTargets: z.array(
    z.strictObject({ targetType: z.literal("group"), id: text, isRegistrationRequired: z.boolean() }),
  ),
})
