import type { ContosoApps } from "./contoso-apps"
import { claimsMappingPolicy, extension, forAllApps, forApps, handler, listener } from "./extension-objects"
import { contosoIds } from "./ids"
import type {
  AuthenticationEventListener,
  ClaimsMappingPolicy,
  CustomAuthenticationExtension,
  OtherListener,
  ServicePrincipal,
} from "./types"

/**
 * An extension of a type that is only in beta and that nothing listens with; INFERRED: its members beside those that
 * every extension has.
 */
const passwordUpdates = (port: number): CustomAuthenticationExtension => ({
  ...extension(
    "tokenIssuanceStart",
    "6fc5012e-7665-43d6-9708-4370863f4e6f",
    {
      host: "claims.contoso.example",
      path: "/api/onPasswordUpdate",
      port,
      appId: contosoIds.apiApp,
    },
    { displayName: "Password updates", description: "Not in use yet" },
  ),
  "@odata.type": "#microsoft.graph.onPasswordUpdateCustomExtension",
})

/** Contoso's extensions: claims for tokens, the check of a Verified ID, and one of a type in preview. */
export const contosoExtensions = (port: number): CustomAuthenticationExtension[] => [
  extension(
    "tokenIssuanceStart",
    contosoIds.extension,
    {
      host: "claims.contoso.example",
      path: "/api/onTokenIssuanceStart",
      port,
      appId: contosoIds.apiApp,
    },
    {
      displayName: "Loyalty claims",
      description: "Adds the loyalty tier and the date of birth to tokens",
      claimsForTokenConfiguration: [
        { claimIdInApiResponse: "DateOfBirth" },
        { claimIdInApiResponse: "LoyaltyTier" },
        { claimIdInApiResponse: "CustomRoles" },
      ],
    },
  ),
  extension(
    "verifiedIdClaimValidation",
    contosoIds.verifiedIdExtension,
    {
      host: "people.contoso.example",
      path: "/api/onVerifiedIdClaimValidation",
      port,
      appId: contosoIds.peopleApiApp,
    },
    {
      displayName: "Account recovery check",
      description: "Compares a Verified ID with what the people system knows",
    },
  ),
  passwordUpdates(port),
]

/** Contoso's listeners that call an extension. */
export const contosoListeners = ({
  groceries,
  expenses,
  orders,
}: ContosoApps): AuthenticationEventListener[] => [
  listener(
    "tokenIssuanceStart",
    contosoIds.listener,
    forApps(groceries, expenses, orders),
    handler("tokenIssuanceStart", contosoIds.extension),
  ),
  listener(
    "verifiedIdClaimValidation",
    contosoIds.verifiedIdListener,
    forAllApps(),
    handler("verifiedIdClaimValidation", contosoIds.verifiedIdExtension),
  ),
]

/**
 * A listener of a type that is in no document, as every tenant gets one when Microsoft adds an event. INFERRED: its
 * names.
 */
export const contosoOtherListeners = ({ groceries }: ContosoApps): OtherListener[] => [
  {
    "@odata.type": "#microsoft.graph.onSessionPolicyLoadStartListener",
    id: "cc3fc718-ffb2-4f7e-a0e7-5a159abde061",
    displayName: null,
    authenticationEventsFlowId: null,
    priority: 500,
    conditions: forApps(groceries),
    handler: { "@odata.type": "#microsoft.graph.onSessionPolicyLoadStartHandler", sessionPolicyId: "kiosk" },
  },
]

const samlClaims = "https://contoso.example/claims"

/** The policy that puts the API's claims into the tokens and assertions of these apps. */
export const contosoPolicy = (principals: readonly ServicePrincipal[]): ClaimsMappingPolicy =>
  claimsMappingPolicy(
    contosoIds.claimsPolicy,
    "Loyalty claims",
    {
      DateOfBirth: { JwtClaimType: "dob", SamlClaimType: `${samlClaims}/dob` },
      LoyaltyTier: { JwtClaimType: "loyalty_tier", SamlClaimType: `${samlClaims}/loyaltytier` },
      CustomRoles: { JwtClaimType: "custom_roles", SamlClaimType: `${samlClaims}/roles` },
    },
    principals,
  )
