import { forApps, handler } from "./extension-objects"
import { collectedProperties, woodgroveIds } from "./ids"
import type {
  Application,
  AuthenticationEventsFlow,
  FlowAttribute,
  FlowInput,
  IdentityProvider,
} from "./types"

const builtIn = (id: string, displayName: string, identityProviderType: string): IdentityProvider => ({
  "@odata.type": "#microsoft.graph.builtInIdentityProvider",
  id,
  displayName,
  identityProviderType,
  state: null,
})

const emailOtp = () => builtIn("EmailOtpSignup-OAUTH", "Email One Time Passcode", "EmailOTP")

const google = (): IdentityProvider => ({
  "@odata.type": "#microsoft.graph.socialIdentityProvider",
  id: "Google-OAUTH",
  displayName: "Google",
  identityProviderType: "Google",
  clientId: "481516234200-woodgrove.apps.googleusercontent.com",
  clientSecret: "******",
})

/** The identity providers of the tenant, of which its user flow uses some. */
export const woodgroveProviders = (): IdentityProvider[] => [
  builtIn("AADSignup-OAUTH", "Azure Active Directory Sign up", "AADSignup"),
  builtIn("EmailPassword-OAUTH", "Email with password", "EmailPassword"),
  emailOtp(),
  google(),
]

const attribute = (
  id: string,
  displayName: string,
  description: string,
  dataType: FlowAttribute["dataType"] = "string",
): FlowAttribute => ({
  id,
  displayName,
  description,
  userFlowAttributeType: id.startsWith("extension_") ? "custom" : "builtIn",
  dataType,
})

const attributes: readonly FlowAttribute[] = [
  attribute("email", "Email Address", "Email address of the user"),
  attribute("displayName", "Display Name", "Display name of the user"),
  attribute("city", "City", "The city in which the user lives"),
  attribute("postalCode", "Postal Code", "The postal code of the user's address"),
  attribute("country", "Country/Region", "The country or region in which the user lives"),
  attribute(collectedProperties.loyaltyNumber, "Loyalty number", "The number on the customer's card"),
  attribute(collectedProperties.newsletter, "Newsletter", "Whether offers may be mailed", "boolean"),
]

/** What differs from a visible, optional text that takes anything. */
const inputsBesideText: Readonly<Record<string, Partial<FlowInput>>> = {
  email: {
    hidden: true,
    editable: false,
    required: true,
    validationRegEx: "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)*$",
  },
  displayName: { required: true },
  country: {
    inputType: "radioSingleSelect",
    options: ["Germany", "India", "Ireland", "Japan", "Mexico", "South Africa", "Switzerland"].map(
      (country) => ({ label: country, value: country }),
    ),
  },
  [collectedProperties.newsletter]: { inputType: "checkboxSingleSelect", validationRegEx: "" },
}

const input = ({ id, displayName }: FlowAttribute): FlowInput => ({
  attribute: id,
  label: displayName,
  inputType: "text",
  defaultValue: null,
  hidden: false,
  editable: true,
  writeToDirectory: true,
  required: false,
  validationRegEx: "^.*",
  options: [],
  ...inputsBesideText[id],
})

/**
 * The flow in which customers sign up with a mailed code or at Google, with a handler at both ends of the page of
 * attributes. INFERRED: those who have had a password from before go on signing in with it.
 */
export function woodgroveFlow(...apps: readonly Application[]): AuthenticationEventsFlow {
  const ofExternalUsers = (event: string) => `#microsoft.graph.${event}ExternalUsersSelfServiceSignUp`
  return {
    "@odata.type": "#microsoft.graph.externalUsersSelfServiceSignUpEventsFlow",
    id: woodgroveIds.userFlow,
    displayName: "Groceries sign-up and sign-in",
    description: "For customers of Woodgrove Groceries",
    priority: 500,
    conditions: forApps(...apps),
    onInteractiveAuthFlowStart: {
      "@odata.type": ofExternalUsers("onInteractiveAuthFlowStart"),
      isSignUpAllowed: true,
    },
    onAuthenticationMethodLoadStart: {
      "@odata.type": ofExternalUsers("onAuthenticationMethodLoadStart"),
      identityProviders: [emailOtp(), google()],
    },
    onAttributeCollection: {
      "@odata.type": ofExternalUsers("onAttributeCollection"),
      attributeCollectionPage: {
        customStringsFileId: null,
        views: [{ title: null, description: null, inputs: attributes.map(input) }],
      },
      attributes: attributes.map((one) => ({ ...one })),
    },
    onAttributeCollectionStart: handler("attributeCollectionStart", woodgroveIds.attributeStartExtension),
    onAttributeCollectionSubmit: handler("attributeCollectionSubmit", woodgroveIds.attributeSubmitExtension),
    onUserCreateStart: { "@odata.type": ofExternalUsers("onUserCreateStart"), userTypeToCreate: "member" },
  }
}
