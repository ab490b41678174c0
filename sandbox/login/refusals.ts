import type { Application, ServicePrincipal, Tenant } from "../tenants/types"
import { AadstsError } from "./errors"

type Named = Pick<ServicePrincipal, "appId" | "displayName">

const inBrackets = ({ appId, displayName }: Named) => `'${appId}'(${displayName})`

/**
 * The refusals of the login service by what is wrong. Numbers and meanings are Microsoft's
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes); where a pair of number and `error`
 * is in no document or capture, the entry says INFERRED.
 */
export const refuse = {
  unknownTenant: (name: string) =>
    new AadstsError(
      90002,
      "invalid_request",
      `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  missing: (parameter: string) =>
    new AadstsError(
      900144,
      "invalid_request",
      `The request body must contain the following parameter: '${parameter}'.`,
    ),
  verb: (verb: string) =>
    new AadstsError(
      900561,
      "invalid_request",
      `The endpoint only accepts POST requests. Received a ${verb} request.`,
    ),
  unsupportedGrant: (grant: string) =>
    new AadstsError(
      70003,
      "unsupported_grant_type",
      `The app requested an unsupported grant type '${grant}'.`,
    ),

  unknownClient: (clientId: string, tenant: Tenant) =>
    new AadstsError(
      700016,
      "unauthorized_client",
      `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'.`,
    ),
  clientWithoutPrincipal: ({ appId }: Application, tenant: Tenant) =>
    new AadstsError(
      7000229,
      "invalid_client",
      `The client application ${appId} is missing service principal in the tenant ${tenant.id}.`,
    ),
  clientDisabled: (client: Named) =>
    new AadstsError(7000112, "unauthorized_client", `Application ${inBrackets(client)} is disabled.`),

  noCredential: () =>
    new AadstsError(
      7000218,
      "invalid_client",
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  wrongSecret: (appId: string) =>
    new AadstsError(
      7000215,
      "invalid_client",
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ),
  expiredSecret: (appId: string) =>
    new AadstsError(
      7000222,
      "invalid_client",
      `The provided client secret keys for app '${appId}' are expired.`,
    ),

  assertionType: (type: string) =>
    // INFERRED number.
    new AadstsError(
      90023,
      "invalid_request",
      `The value '${type}' of client_assertion_type is not supported.`,
    ),
  assertionMalformed: () => new AadstsError(50027, "invalid_client", "JWT token is invalid or malformed."),
  assertionAlgorithm: (algorithm: string) =>
    new AadstsError(
      5002738,
      "invalid_client",
      `Invalid JWT token. '${algorithm}' is not a supported signature algorithm. Supported signing algorithms are: 'RS256, PS256'.`,
    ),
  assertionKey: (reason: string, thumbprint: string) =>
    new AadstsError(
      700027,
      "invalid_client",
      `The certificate with identifier used to sign the client assertion is not usable for this application. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint}']`,
    ),
  assertionClient: () =>
    new AadstsError(
      700021,
      "invalid_client",
      "Client assertion application identifier doesn't match 'client_id' parameter.",
    ),
  assertionAudience: () =>
    new AadstsError(700023, "invalid_client", "Client assertion audience claim does not match Realm issuer."),
  assertionTime: (now: Date, from: Date, until: Date) =>
    new AadstsError(
      700024,
      "invalid_client",
      `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, assertion valid from ${from.toISOString()}, expiry time of assertion ${until.toISOString()}.`,
    ),

  notDefaultScope: (scope: string) =>
    new AadstsError(
      1002012,
      "invalid_scope",
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  severalResources: (scope: string) =>
    new AadstsError(
      700022,
      "invalid_scope",
      `The provided value for the input parameter scope '${scope}' is not valid because it contains more than one resource.`,
    ),
  noResource: (scope: string) =>
    new AadstsError(
      700023,
      "invalid_scope",
      `The provided value for the input parameter scope '${scope}' is not valid when requesting an access token.`,
    ),
  scope: (scope: string) =>
    new AadstsError(
      70011,
      "invalid_scope",
      `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  unknownResource: (name: string, tenant: Tenant) =>
    new AadstsError(
      500011,
      "invalid_resource",
      `The resource principal named ${name} was not found in the tenant named ${tenant.displayName}.`,
    ),
  resourceDisabled: (name: string) =>
    new AadstsError(500014, "invalid_resource", `The service principal for resource '${name}' is disabled.`),
  notAssigned: (client: Named, resource: Named) =>
    new AadstsError(
      501051,
      "invalid_grant",
      `Application ${inBrackets(client)} is not assigned to a role for the application ${inBrackets(resource)}.`,
    ),

  malformedGrant: () =>
    new AadstsError(9002313, "invalid_grant", "Invalid request. Request is malformed or invalid."),
  // INFERRED number: no document says which one another client's code or refresh token gets.
  foreignGrant: () =>
    new AadstsError(70000, "invalid_grant", "The provided grant was issued to another client."),
  otherTenant: () =>
    new AadstsError(
      700005,
      "invalid_grant",
      "Provided Authorization Code is intended to use against other tenant, thus rejected.",
    ),
  codeRedeemed: () =>
    new AadstsError(
      54005,
      "invalid_grant",
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    ),
  codeExpired: () =>
    new AadstsError(
      70008,
      "invalid_grant",
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    ),
  refreshTokenExpired: (issued: Date) =>
    new AadstsError(
      700082,
      "invalid_grant",
      `The refresh token has expired due to inactivity. The token was issued on ${issued.toISOString()}.`,
    ),
  otherRedirectUri: (given: string, asked: string) =>
    new AadstsError(
      500112,
      "invalid_client",
      `The reply address '${given}' does not match the reply address '${asked}' provided when requesting Authorization code.`,
    ),
  noVerifier: () =>
    new AadstsError(
      50148,
      "invalid_grant",
      "The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.",
    ),
  wrongVerifier: () =>
    new AadstsError(
      501481,
      "invalid_grant",
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),

  noRedirectUri: () => new AadstsError(900971, "invalid_request", "No reply address provided."),
  redirectUri: (asked: string, appId: string) =>
    new AadstsError(
      50011,
      "invalid_request",
      `The redirect URI '${asked}' specified in the request does not match the redirect URIs configured for the application '${appId}'.`,
    ),
  responseMode: (mode: string) =>
    new AadstsError(70007, "invalid_request", `'${mode}' is not a supported value of 'response_mode'.`),
  responseType: (type: string) =>
    type.split(" ").includes("id_token")
      ? new AadstsError(
          700054,
          "unsupported_response_type",
          "response_type 'id_token' is not enabled for the application.",
        )
      : new AadstsError(70005, "unsupported_response_type", `response_type '${type}' is not supported.`),
  prompt: (prompt: string) =>
    new AadstsError(90023, "invalid_request", `Unsupported 'prompt' value '${prompt}'.`),
  // INFERRED number.
  maxAge: (age: string) =>
    new AadstsError(90023, "invalid_request", `'${age}' is not a supported value of 'max_age'.`),
  pkceRequired: () =>
    new AadstsError(
      9002325,
      "invalid_request",
      "Proof Key for Code Exchange is required: send code_challenge with code_challenge_method=S256.",
    ),
  challengeSize: () =>
    new AadstsError(501491, "invalid_request", "Invalid size of Code_Challenge parameter."),
  notSignedIn: () =>
    new AadstsError(50058, "login_required", "A silent sign-in request was sent but no user is signed in."),
  staleSignIn: () =>
    // INFERRED number; Entra's page shows this one when its form fields belong to no running sign-in.
    new AadstsError(165000, "invalid_request", "The form does not belong to a sign-in that is under way."),

  unknownUser: (tenant: Tenant) =>
    new AadstsError(
      50034,
      "invalid_grant",
      `The user account does not exist in the ${tenant.displayName} directory.`,
    ),
  userDisabled: () => new AadstsError(50057, "invalid_grant", "The user account is disabled."),
  userNotAssigned: (client: Named) =>
    new AadstsError(
      50105,
      "access_denied",
      `The signed in user is not assigned to a role for the application ${inBrackets(client)}.`,
    ),
}
