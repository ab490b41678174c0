import { claimsMappingPolicy, extension, forAllApps, forApps, handler, listener } from "./extension-objects"
import { toMigrateProperty, woodgroveIds } from "./ids"
import type {
  AuthenticationEventListener,
  ClaimsMappingPolicy,
  CustomAuthenticationExtension,
  OtherListener,
  ServicePrincipal,
} from "./types"
import type { WoodgroveApps } from "./woodgrove-apps"

/** Where Woodgrove's APIs are, but for the port. */
const places = {
  claims: {
    host: "claims.woodgrove.example",
    path: "/api/onTokenIssuanceStart",
    appId: woodgroveIds.claimsApiApp,
  },
  signUpStart: {
    host: "signup.woodgrove.example",
    path: "/api/onAttributeCollectionStart",
    appId: woodgroveIds.signUpApiApp,
  },
  signUpSubmit: {
    host: "signup.woodgrove.example",
    path: "/api/onAttributeCollectionSubmit",
    appId: woodgroveIds.signUpApiApp,
  },
  mail: { host: "mail.woodgrove.example", path: "/api/onOtpSend", appId: woodgroveIds.mailApiApp },
  migration: {
    host: "legacy.woodgrove.example",
    path: "/api/onPasswordSubmit",
    appId: woodgroveIds.migrationApiApp,
  },
}

/** Claims of the API by the name that tokens give them. */
const claims = {
  DateOfBirth: { JwtClaimType: "dob" },
  LoyaltyTier: { JwtClaimType: "loyalty_tier" },
  CustomRoles: { JwtClaimType: "custom_roles" },
}

/** Woodgrove's extensions, one for each event that an external tenant has. */
export const woodgroveExtensions = (port: number): CustomAuthenticationExtension[] => [
  extension(
    "tokenIssuanceStart",
    woodgroveIds.claimsExtension,
    { ...places.claims, port },
    {
      displayName: "Customer claims",
      description: "Adds the loyalty tier and the date of birth to tokens",
      claimsForTokenConfiguration: Object.keys(claims).map((name) => ({ claimIdInApiResponse: name })),
    },
  ),
  extension(
    "attributeCollectionStart",
    woodgroveIds.attributeStartExtension,
    { ...places.signUpStart, port },
    { displayName: "Sign-up prefill", description: "Fills in what is known of a customer" },
  ),
  extension(
    "attributeCollectionSubmit",
    woodgroveIds.attributeSubmitExtension,
    { ...places.signUpSubmit, port },
    { displayName: "Sign-up check", description: "Checks the address and the loyalty number" },
  ),
  extension(
    "emailOtpSend",
    woodgroveIds.otpExtension,
    { ...places.mail, port },
    { displayName: "One-time codes by our own mail", description: null },
  ),
  extension(
    "passwordSubmit",
    woodgroveIds.passwordExtension,
    { ...places.migration, port },
    { displayName: "Password migration", description: "Asks the old store of customers" },
  ),
]

/** Woodgrove's listeners that call an extension; those of the user flow stand in the flow. */
export function woodgroveListeners({
  groceries,
  mobile,
  orders,
}: WoodgroveApps): AuthenticationEventListener[] {
  return [
    listener(
      "tokenIssuanceStart",
      woodgroveIds.claimsListener,
      forApps(groceries, mobile, orders),
      handler("tokenIssuanceStart", woodgroveIds.claimsExtension),
    ),
    listener(
      "emailOtpSend",
      woodgroveIds.otpListener,
      forAllApps(),
      // Says nothing about errors, so that no mail goes out when the API fails.
      handler("emailOtpSend", woodgroveIds.otpExtension, {
        configuration: { behaviorOnError: null, clientConfiguration: null },
      }),
    ),
    listener(
      "passwordSubmit",
      woodgroveIds.passwordListener,
      forApps(groceries),
      handler("passwordSubmit", woodgroveIds.passwordExtension, { migrationPropertyId: toMigrateProperty }),
    ),
  ]
}

/** A listener of Microsoft's own: a partner looks at who signs up, and no API of Woodgrove is called. */
export const fraudProtection = ({ groceries }: WoodgroveApps): OtherListener => ({
  "@odata.type": "#microsoft.graph.onFraudProtectionLoadStartListener",
  id: "dd40d829-00c3-4a8f-b1f8-6b26abcef171",
  displayName: null,
  authenticationEventsFlowId: null,
  priority: 500,
  conditions: forApps(groceries),
  handler: {
    "@odata.type": "#microsoft.graph.onFraudProtectionLoadStartExternalUsersAuthHandler",
    signUp: {
      isContinueOnProviderErrorEnabled: true,
      fraudProtectionProvider: {
        "@odata.type": "#microsoft.graph.arkoseFraudProtectionProvider",
        id: "dd40d829-00c3-4a8f-b1f8-6b26abcef172",
      },
    },
  },
})

/** The policy that puts the API's claims into the tokens of these apps. */
export const woodgrovePolicy = (principals: readonly ServicePrincipal[]): ClaimsMappingPolicy =>
  claimsMappingPolicy(woodgroveIds.claimsPolicy, "Customer claims", claims, principals)
