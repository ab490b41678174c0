/** What stands in the place of a value: its type, or the value itself where the contract fixes it. */
export type Shape = string | null | readonly Shape[] | { readonly [name: string]: Shape }

const fixed = ["type", "@odata.type", "attributeType", "protocol", "requestType", "signInType"]

/** A request with its values replaced by their types, so that two requests can be compared by structure. */
export function shapeOf(value: unknown, name = ""): Shape {
  if (value === null) return null
  if (Array.isArray(value)) return value.map((item) => shapeOf(item))
  if (typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key.replace(/^extension_[0-9a-f]{32}_/, "extension_X_"),
        shapeOf(item, key),
      ]),
    )
  return fixed.includes(name) ? String(value) : typeof value
}

const string = "string"
const client = { ip: string, locale: string, market: string }
const app = { id: string, appId: string, appDisplayName: string, displayName: string }
const senders = { authenticationEventListenerId: string, customAuthenticationExtensionId: string }
const context = { correlationId: string, client, protocol: "OAUTH2.0", clientServicePrincipal: app }
const withResource = { ...context, resourceServicePrincipal: app }

function request(event: string, calloutData: string, data: Readonly<Record<string, Shape>>): Shape {
  return {
    type: `microsoft.graph.authenticationEvent.${event}`,
    source: string,
    data: { "@odata.type": `microsoft.graph.${calloutData}`, tenantId: string, ...data },
  }
}

const member = {
  companyName: string,
  createdDateTime: string,
  displayName: string,
  givenName: string,
  id: string,
  mail: string,
  onPremisesSamAccountName: string,
  onPremisesSecurityIdentifier: string,
  onPremisesUserPrincipalName: string,
  preferredLanguage: string,
  surname: string,
  userPrincipalName: string,
  userType: string,
}
const guest = {
  companyName: string,
  createdDateTime: string,
  displayName: string,
  id: string,
  mail: string,
  preferredDataLocation: string,
  userPrincipalName: string,
  userType: string,
}
const localCustomer = { displayName: string, id: string, userPrincipalName: string, userType: string }
const socialCustomer = { displayName: string, id: string, mail: string, userType: string }

const token = (user: Shape, protocol = "OAUTH2.0"): Shape =>
  request("tokenIssuanceStart", "onTokenIssuanceStartCalloutData", {
    ...senders,
    authenticationContext: { ...withResource, protocol, user },
  })

const attribute = (type: string, value: string, attributeType: string): Shape => ({
  "@odata.type": `microsoft.graph.${type}DirectoryAttributeValue`,
  value,
  attributeType,
})
const builtIn = attribute("string", "string", "builtIn")
const identity = (signInType: string): Shape => ({ signInType, issuer: string, issuerAssignedId: string })

const documentedSignUp = {
  attributes: {
    givenName: builtIn,
    companyName: builtIn,
    extension_X_universityGroups: attribute("string", "string", "directorySchemaExtension"),
    extension_X_graduationYear: attribute("int64", "number", "directorySchemaExtension"),
    extension_X_onMailingList: attribute("boolean", "boolean", "directorySchemaExtension"),
  },
  identities: [identity("email")],
}
const federatedSignUp = { attributes: { EmailAddress: builtIn }, identities: [identity("federated")] }

const start = (userSignUpInfo: Shape): Shape =>
  request("attributeCollectionStart", "onAttributeCollectionStartCalloutData", {
    ...senders,
    authenticationContext: withResource,
    userSignUpInfo,
  })
const submit = (userSignUpInfo: Shape): Shape =>
  request("attributeCollectionSubmit", "onAttributeCollectionSubmitCalloutData", {
    ...senders,
    authenticationContext: withResource,
    userSignUpInfo,
  })
const otp = (requestType: string, code: string): Shape =>
  request("emailOtpSend", "onOtpSendCalloutData", {
    ...senders,
    authenticationContext: { ...withResource, requestType },
    otpContext: { identifier: string, [code]: string },
  })
const password = (authenticationContext: Shape, more: Readonly<Record<string, Shape>> = {}): Shape =>
  request("passwordSubmit", "onPasswordSubmitCalloutData", {
    ...senders,
    encryptedPasswordContext: string,
    authenticationContext,
    ...more,
  })
const verifiedId = (data: Readonly<Record<string, Shape>>): Shape =>
  request("verifiedIdClaimValidation", "onVerifiedIdClaimValidationCalloutData", data)

/** The structure of each variant, transcribed from Microsoft's reference, samples and published captures. */
export const shapes: Readonly<Record<string, Shape>> = {
  "tokenIssuanceStart member": token(member),
  "tokenIssuanceStart guest": token(guest),
  "tokenIssuanceStart access-token": token(member),
  "tokenIssuanceStart external-local": token(localCustomer),
  "tokenIssuanceStart external-social": token(socialCustomer),
  "tokenIssuanceStart saml": token(member, "SAML"),
  "attributeCollectionStart with-identities": start(documentedSignUp),
  "attributeCollectionStart email-otp": start(federatedSignUp),
  "attributeCollectionStart google": start(federatedSignUp),
  "attributeCollectionSubmit with-identities": submit(documentedSignUp),
  "attributeCollectionSubmit no-identities": submit({
    attributes: {
      email: builtIn,
      city: builtIn,
      country: builtIn,
      displayName: builtIn,
      extension_X_SpecialDiet: attribute("string", "string", "directorySchemaExtension"),
    },
  }),
  "emailOtpSend sign-up": otp("signUp", "oneTimeCode"),
  "emailOtpSend sign-in-legacy": otp("SignIn", "onetimecode"),
  "passwordSubmit docs": password({ ...context, user: member }),
  "passwordSubmit with-nulls": password(
    {
      ...context,
      resourceServicePrincipal: null,
      user: { ...localCustomer, createdDateTime: string, mail: string },
    },
    { userSignUpInfo: null, otpContext: null },
  ),
  "verifiedIdClaimValidation full": verifiedId({
    ...senders,
    authenticationContext: {
      correlationId: string,
      protocol: "OAUTH2",
      client: { clientIp: string, locale: string, market: string },
      clientServicePrincipal: { appId: string, displayName: string, id: string },
      resourceServicePrincipal: null,
      user: {
        id: string,
        userPrincipalName: string,
        givenName: string,
        surname: string,
        mail: string,
        onPremisesSamAccountName: string,
        userType: string,
        createdDateTime: string,
      },
    },
    verifiedIdClaimsContext: {
      identities: [identity("userPrincipalName")],
      additionalInfo: { employeeId: string },
      claims: {
        firstName: string,
        lastName: string,
        fullName: string,
        dateOfBirth: string,
        documentType: string,
        documentId: string,
        homeAddress: string,
        documentExpiryDate: string,
      },
    },
  }),
  "verifiedIdClaimValidation minimal": verifiedId({
    authenticationContext: { correlationId: string, user: { userPrincipalName: string } },
    verifiedIdClaimsContext: {
      additionalInfo: { employeeId: string },
      claims: { firstName: string, lastName: string, dateOfBirth: string },
    },
  }),
}
