import { z } from "zod"
import {
  client,
  guid,
  identities,
  recoveryClient,
  recoveryServicePrincipal,
  recoveryUser,
  request,
  senders,
  servicePrincipal,
  text,
  user,
} from "./envelope"

const common = { correlationId: guid, client, clientServicePrincipal: servicePrincipal }

const tokenIssuanceStart = request("tokenIssuanceStart", "onTokenIssuanceStartCalloutData", {
  ...senders,
  authenticationContext: z.strictObject({
    ...common,
    // OAUTH2.0 is captured; the other two stand only in an old library of Microsoft's.
    protocol: z.enum(["OAUTH2.0", "SAML", "WS_FED"]),
    resourceServicePrincipal: servicePrincipal,
    user,
  }),
})

const attributeType = z.enum(["builtIn", "directorySchemaExtension"])
const typedValue = <Type extends string, Value extends z.ZodType>(type: Type, value: Value) =>
  z.strictObject({
    "@odata.type": z.literal(`microsoft.graph.${type}DirectoryAttributeValue`),
    value,
    attributeType,
  })

const attribute = z.union([
  typedValue("string", z.string()),
  typedValue("int64", z.int()),
  typedValue("boolean", z.boolean()),
])

/** A custom attribute is named after the app that owns it, whose id loses its hyphens. */
const customName = /^extension_[\da-f]{32}_\w+$/

const attributes = z
  .record(text, attribute)
  .refine(
    (record) =>
      Object.entries(record).every(
        ([name, { attributeType: type }]) => customName.test(name) === (type === "directorySchemaExtension"),
      ),
    "a custom attribute has the name of one, and no other has",
  )
  .refine((record) => !Object.keys(record).some((name) => /password/i.test(name)), "a password is never sent")

const signUpContext = z.strictObject({
  ...common,
  protocol: z.literal("OAUTH2.0"),
  resourceServicePrincipal: servicePrincipal,
})

const attributeCollectionStart = request(
  "attributeCollectionStart",
  "onAttributeCollectionStartCalloutData",
  {
    ...senders,
    authenticationContext: signUpContext,
    userSignUpInfo: z.strictObject({ attributes, identities: identities.min(1) }),
  },
)

const attributeCollectionSubmit = request(
  "attributeCollectionSubmit",
  "onAttributeCollectionSubmitCalloutData",
  {
    ...senders,
    authenticationContext: signUpContext,
    // A capture has no identities, the documented sample has.
    userSignUpInfo: z.strictObject({ attributes, identities: identities.min(1).optional() }),
  },
)

const code = z.string().regex(/^\d{8}$/)

const emailOtpSend = request("emailOtpSend", "onOtpSendCalloutData", {
  ...senders,
  authenticationContext: signUpContext.extend({
    // Values beside those two are not documented; the samples differ in their case.
    requestType: z.string().regex(/^(signUp|signIn)$/i),
  }),
  otpContext: z.union([
    z.strictObject({ identifier: z.email(), oneTimeCode: code }),
    z.strictObject({ identifier: z.email(), onetimecode: code }),
  ]),
})

const passwordSubmit = request("passwordSubmit", "onPasswordSubmitCalloutData", {
  ...senders,
  encryptedPasswordContext: z.string().regex(/^[^.\s]+(\.[^.\s]+){4}$/),
  authenticationContext: z.strictObject({
    ...common,
    protocol: z.literal("OAUTH2.0"),
    // Null in a capture, left out in the documented sample; so are the two below.
    resourceServicePrincipal: z.null().optional(),
    user,
  }),
  userSignUpInfo: z.null().optional(),
  otpContext: z.null().optional(),
})

const verifiedIdClaimsContext = z.strictObject({
  identities: identities.optional(),
  additionalInfo: z.strictObject({ employeeId: text.optional() }),
  claims: z.record(text, z.string()),
})

/** A sample of the documentation leaves out nearly everything, so that only the full sample says what there is. */
const verifiedIdClaimValidation = request(
  "verifiedIdClaimValidation",
  "onVerifiedIdClaimValidationCalloutData",
  {
    ...z.object(senders).partial().shape,
    authenticationContext: z.strictObject({
      correlationId: guid,
      client: recoveryClient.or(client).optional(),
      protocol: z.enum(["OAUTH2", "OAUTH2.0"]).optional(),
      clientServicePrincipal: recoveryServicePrincipal.optional(),
      resourceServicePrincipal: z.null().optional(),
      user: recoveryUser,
    }),
    verifiedIdClaimsContext,
  },
)

/** What each event's request looks like, by the event's name. */
export const schemas = {
  tokenIssuanceStart,
  attributeCollectionStart,
  attributeCollectionSubmit,
  emailOtpSend,
  passwordSubmit,
  verifiedIdClaimValidation,
} as const

/** The name of an event with a contract. */
export type EventName = keyof typeof schemas

/** A request of any event that keeps to its contract. */
export type EventRequest = z.infer<(typeof schemas)[EventName]>

/** The event that a type such as `microsoft.graph.authenticationEvent.emailOtpSend` names; undefined for any other. */
export function eventOf(type: unknown): EventName | undefined {
  const name = /^microsoft\.graph\.authenticationEvent\.(\w+)$/.exec(String(type))?.[1]
  // Safe: the keys of this object are exactly the names.
  return (Object.keys(schemas) as EventName[]).find((event) => event === name)
}
