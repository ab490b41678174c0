import type { ServicePrincipal } from "../tenants/types"
import { AadstsError } from "./errors"

type Named = Pick<ServicePrincipal, "appId" | "displayName">

const notConsented = ({ appId, displayName }: Named) =>
  `The user or administrator has not consented to use the application with ID '${appId}' named '${displayName}'. Send an interactive authorization request for this user and resource.`

const multifactor = ({ appId }: Pick<Named, "appId">) =>
  `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${appId}'.`

/**
 * The refusals of consent and of acting for a user. [FIELD] Numbers and errors are those that people report in issues
 * of MSAL and its samples, where https://learn.microsoft.com/entra/identity-platform/reference-error-codes is silent;
 * what neither tells says INFERRED.
 */
export const refuseDelegation = {
  notConsented: (client: Named) =>
    new AadstsError(65001, "invalid_grant", notConsented(client), { suberror: "consent_required" }),
  /** The same at the authorize endpoint. */
  consentRequired: (client: Named) => new AadstsError(65001, "consent_required", notConsented(client)),
  /** What a person sees who may not consent himself; INFERRED: that no tenant here lets him. */
  adminConsentRequired: ({ displayName }: Named) =>
    new AadstsError(
      90094,
      "access_denied",
      `${displayName} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`,
    ),
  unknownScope: ({ displayName }: Named, scope: string, resource: Pick<Named, "appId">) =>
    new AadstsError(
      650053,
      "invalid_client",
      `The application '${displayName}' asked for scope '${scope}' that doesn't exist on the resource '${resource.appId}'. Contact the app vendor.`,
    ),
  /** A policy's demand at the token endpoint, with what the next sign-in has to bring. */
  multifactor: (resource: Pick<Named, "appId">, policyId: string) =>
    new AadstsError(50076, "invalid_grant", multifactor(resource), {
      suberror: "basic_action",
      claims: JSON.stringify({ access_token: { capolids: { essential: true, values: [policyId] } } }),
    }),
  /** The same at the authorize endpoint. */
  interactionRequired: (client: Named) => new AadstsError(50076, "interaction_required", multifactor(client)),
  tokenForItself: ({ appId, displayName }: Named) =>
    new AadstsError(
      90009,
      "invalid_request",
      `Application '${appId}'(${displayName}) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.`,
    ),

  tokenUse: (use: string) =>
    // INFERRED number.
    new AadstsError(90023, "invalid_request", `Unsupported 'requested_token_use' value '${use}'.`),
  // INFERRED error.
  assertionMalformed: () => new AadstsError(50027, "invalid_request", "JWT token is invalid or malformed."),
  assertionSignature: (reason: string, thumbprint: string) =>
    new AadstsError(
      50013,
      "invalid_grant",
      `Assertion failed signature validation. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint}']`,
    ),
  // INFERRED text.
  assertionIssuer: (issuer: string) =>
    new AadstsError(50013, "invalid_grant", `Assertion was issued by '${issuer}', which is not this tenant.`),
  assertionAudience: (audience: string, { appId, displayName }: Named) =>
    new AadstsError(
      500131,
      "invalid_grant",
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${audience}' and the expected audience is '${appId}' or one of the Application Uris of this application with App ID '${appId}'(${displayName}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.`,
    ),
  assertionExpired: (now: Date, until: Date) =>
    new AadstsError(
      500133,
      "invalid_grant",
      `Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: ${now.toISOString()}, expiry time of assertion ${until.toISOString()}.`,
    ),
  // INFERRED error.
  assertionIsIdToken: () =>
    new AadstsError(
      240002,
      "invalid_grant",
      "Input id_token cannot be used as 'urn:ietf:params:oauth:grant-type:jwt-bearer' grant.",
    ),
  assertionIsAppOnly: ({ appId }: Named) =>
    new AadstsError(
      7000114,
      "unauthorized_client",
      `Application '${appId}' is not allowed to make application on-behalf-of calls.`,
    ),
}
