import type { Basis, NativeError, NativeFlow } from "@/lib/model/error-code"
import { nativePage } from "./pages"

type Facts = {
  title: string
  meaning: string
  next: readonly string[]
  endpoints: readonly string[]
  basis?: Basis
  numbers?: readonly number[]
  goesOn?: true
  relation?: NativeError["relation"]
}

const signInStart = "/oauth2/v2.0/initiate"
const signInChallenge = "/oauth2/v2.0/challenge"
const token = "/oauth2/v2.0/token"
const introspect = "/oauth2/v2.0/introspect"
const signUpStart = "/signup/v1.0/start"
const signUpChallenge = "/signup/v1.0/challenge"
const signUpContinue = "/signup/v1.0/continue"
const resetStart = "/resetpassword/v1.0/start"
const resetChallenge = "/resetpassword/v1.0/challenge"
const resetContinue = "/resetpassword/v1.0/continue"
const resetSubmit = "/resetpassword/v1.0/submit"
const registerContinue = "/register/v1.0/continue"

const starts = [signInStart, signUpStart, resetStart]
const challenges = [signInChallenge, signUpChallenge, resetChallenge]
const continues = [signUpContinue, resetContinue, registerContinue]
const newPassword = [signUpStart, signUpContinue, resetSubmit]

// Prefix of a path to the flow that it belongs to, as the API groups its paths.
const flowOf: readonly (readonly [string, NativeFlow])[] = [
  [token, "token"],
  ["/oauth2/", "sign-in"],
  ["/signup/", "sign-up"],
  ["/resetpassword/", "password reset"],
  ["/register/", "registration"],
]

function flows(endpoints: readonly string[]): readonly NativeFlow[] {
  const found = endpoints.flatMap(
    (path) => flowOf.find(([prefix]) => path.startsWith(prefix))?.slice(1, 2) ?? [],
  )
  return flowOf.map(([, flow]) => flow).filter((flow) => found.includes(flow))
}

function record(
  code: string,
  kind: NativeError["kind"],
  comesWith: string | null,
  facts: Facts,
): NativeError {
  const {
    title,
    meaning,
    next,
    endpoints,
    basis = "documented",
    numbers = [],
    relation = "unrelated",
  } = facts
  const goesOn = facts.goesOn ?? false
  const own = { code, kind, comesWith, title, meaning, next, numbers, endpoints, goesOn }
  return { ...own, flows: flows(endpoints), relation, basis, docs: nativePage }
}

const error = (code: string, facts: Facts) => record(code, "error", null, facts)
const grant = (code: string, facts: Facts) => record(code, "suberror", "invalid_grant", facts)

const askAgain = "Tell the user what is wrong and send the new value with the newest continuation token."

/** The errors and suberrors of the native authentication API, and the answer that asks for a browser. */
export const nativeErrors: readonly NativeError[] = [
  error("invalid_request", {
    title: "Request or set-up not accepted",
    meaning:
      "A parameter is missing or wrong, or the continuation token is not valid (55200). At the steps that continue a flow it can also mean that e-mail codes or password reset are not enabled for all users.",
    next: [
      "Read error_description, which names the parameter or the setting.",
      "Send every parameter in the body as a form, and the continuation token of the last answer only.",
      "At a continue step, check that e-mail one-time passcode and password reset are enabled for all users.",
    ],
    endpoints: [...starts, ...challenges, token, introspect, ...continues, resetSubmit],
    numbers: [55200],
    relation: "around",
  }),
  error("unsupported_challenge_type", {
    title: "Challenge type without redirect",
    meaning:
      "The list in challenge_type lacks redirect, which every client has to offer. The same number is also printed under invalid_request.",
    next: ["Send challenge_type as a list with blanks that ends in redirect, such as oob redirect."],
    endpoints: [...starts, ...challenges],
    numbers: [901007],
  }),
  error("invalid_client", {
    title: "Client may not use it",
    meaning: "The API does not take this client; a suberror says why, such as nativeauthapi_disabled.",
    next: ["Read the suberror.", "Compare the client id with the app registration."],
    endpoints: starts,
    relation: "around",
  }),
  record("nativeauthapi_disabled", "suberror", "invalid_client", {
    title: "Native authentication is off",
    meaning:
      "The app registration does not allow native authentication, or it is not a public client. No flow can start.",
    next: [
      "Set nativeAuthenticationApisEnabled to all and isFallbackPublicClient to true on the app registration.",
      "Check that the app is attached to a user flow.",
    ],
    endpoints: starts,
    relation: "around",
  }),
  error("unauthorized_client", {
    title: "Client unknown in this tenant",
    meaning: "The client id in the request is not known in the tenant of the address.",
    next: [
      "Compare client_id with the app registration.",
      "Compare the tenant in the address with the tenant of the app registration; see AADSTS700016.",
    ],
    endpoints: [...starts, token],
    relation: "around",
  }),
  error("user_not_found", {
    title: "No account for this address",
    meaning: "No user of the tenant has this user name.",
    next: ["Offer the sign-up, or let the user correct the address."],
    endpoints: [signInStart, resetStart],
  }),
  error("user_already_exists", {
    title: "Account exists for this address",
    meaning:
      "Somebody signs up with an address that has an account. Its number looks like an extension's code and is none.",
    next: ["Offer the sign-in or the password reset instead of the sign-up."],
    endpoints: [signUpStart],
    numbers: [1003037],
  }),
  error("expired_token", {
    title: "Continuation token has expired",
    meaning: "The continuation token is no longer good; it lasts for a limited time only.",
    next: ["Start the flow again with its first request."],
    endpoints: continues,
    numbers: [552003],
  }),
  error("invalid_grant", {
    title: "Code, password or token refused",
    meaning:
      "What was sent to continue is not right; the suberror says what. Without a suberror it is a wrong password or a grant or continuation token that is not valid.",
    next: [
      "Read the suberror and look it up here.",
      "Without one, ask for the password again, then start the flow anew.",
    ],
    endpoints: [...continues, token, resetSubmit],
    numbers: [50126],
  }),
  grant("invalid_oob_value", {
    title: "One-time code is wrong",
    meaning:
      "The one-time code that the user typed is not the one that was sent last. A resend makes every earlier code invalid.",
    next: [
      "Let the user type the code of the newest mail.",
      "Send the challenge again with the newest continuation token to get a new code.",
      "Where an extension sends the mail, check that it sends oneTimeCode as it came, and only once per call.",
    ],
    endpoints: [...continues, token],
  }),
  grant("password_too_weak", {
    title: "Password is too weak",
    meaning: "The new password does not have the strength that the tenant asks for.",
    next: [askAgain],
    endpoints: newPassword,
    numbers: [399246],
  }),
  grant("password_too_short", {
    title: "Password is too short",
    meaning: "The new password has fewer than 8 characters.",
    next: [askAgain],
    endpoints: newPassword,
  }),
  grant("password_too_long", {
    title: "Password is too long",
    meaning: "The new password has more than 256 characters.",
    next: [askAgain],
    endpoints: newPassword,
  }),
  grant("password_recently_used", {
    title: "Password was used before",
    meaning: "The new password is one that the user had lately.",
    next: [askAgain],
    endpoints: newPassword,
  }),
  grant("password_banned", {
    title: "Password is on ban list",
    meaning: "The new password contains a word or pattern that is banned.",
    next: [askAgain],
    endpoints: newPassword,
  }),
  grant("password_is_invalid", {
    title: "Password is not valid",
    meaning: "The new password is not valid.",
    next: [askAgain],
    endpoints: newPassword,
  }),
  grant("attribute_validation_failed", {
    title: "An attribute was refused",
    meaning:
      "An attribute of the sign-up does not fit its rule in the user flow; invalid_attributes names it.",
    next: [
      "Read invalid_attributes and the validation expression of these attributes in the user flow.",
      "Let the user correct them and send all attributes again.",
      "Do not look for an extension: those of attribute collection were seen not to run in native authentication.",
    ],
    endpoints: [signUpStart, signUpContinue],
    relation: "around",
  }),
  grant("mfa_required", {
    title: "Second factor is needed",
    meaning: "The user has to give a second factor before there is a token. The flow goes on.",
    next: [
      "Call /oauth2/v2.0/introspect with the continuation token and let the user choose a method.",
      "Then call /oauth2/v2.0/challenge with its id and send the code to /oauth2/v2.0/token.",
      "Announce mfa_required in capabilities at the start; without it the answer is redirect.",
    ],
    endpoints: [token],
    goesOn: true,
  }),
  grant("registration_required", {
    title: "Strong method must be registered",
    meaning: "The user has to register a strong method before there is a token. The flow goes on.",
    next: [
      "Call /register/v1.0/introspect with the continuation token, then challenge and continue.",
      "Announce registration_required in capabilities at the start; without it the answer is redirect.",
    ],
    endpoints: [token],
    goesOn: true,
  }),
  grant("provider_blocked_by_rep", {
    title: "Blocked for its reputation",
    meaning:
      "Microsoft's client library knows this suberror and its documentation does not. By its name, the way to send the code was blocked for its reputation.",
    next: ["Try another address or method, then ask Microsoft support with the correlation id."],
    endpoints: [token],
    basis: "inferred",
  }),
  error("credential_required", {
    title: "Password is still needed",
    meaning: "The one-time code was right and the sign-up also takes a password. The flow goes on.",
    next: [
      "Call /signup/v1.0/challenge again with the continuation token; it asks for the password.",
      "Send the password to /signup/v1.0/continue.",
    ],
    endpoints: [signUpContinue],
    numbers: [55103],
    goesOn: true,
  }),
  error("attributes_required", {
    title: "Attributes are still needed",
    meaning:
      "The user flow asks for attributes that were not sent; required_attributes names them. The flow goes on.",
    next: [
      "Ask the user for the attributes in required_attributes.",
      "Send them as JSON text to /signup/v1.0/continue with grant_type attributes.",
    ],
    endpoints: [signUpContinue],
    numbers: [55106],
    goesOn: true,
  }),
  error("verification_required", {
    title: "Attribute must be verified",
    meaning:
      "An attribute such as the address has to be verified first; unverified_attributes names it. The documentation mentions it in a list only.",
    next: ["Read unverified_attributes, which names what has to be verified."],
    endpoints: [signUpContinue],
  }),
  error("invalid_scope", {
    title: "Scope is not valid",
    meaning: "The scope is malformed, or it names more than one resource.",
    next: ["Send openid, profile and offline_access, and at most one scope of one API."],
    endpoints: [token],
  }),
  error("unsupported_grant_type", {
    title: "Grant type is not known",
    meaning: "The value of grant_type does not fit the step.",
    next: [
      "Send oob, password or continuation_token to /oauth2/v2.0/token.",
      "For the code of a second factor try mfa_oob as well; the documentation says oob and Microsoft's client library sends mfa_oob.",
    ],
    endpoints: [token],
  }),
  error("access_denied", {
    title: "Access is denied",
    meaning:
      "Microsoft's client library knows this error and the documentation does not. A blocked sign-up is the likely reason.",
    next: ["Find the sign-up by the correlation id in the log and read its status."],
    endpoints: [signUpContinue, token],
    basis: "inferred",
  }),
  error("server_error", {
    title: "Microsoft's service failed",
    meaning: "The service could not answer.",
    next: ["Try again, then ask Microsoft support with the correlation id."],
    endpoints: [introspect],
  }),
  record("redirect", "answer", null, {
    title: "Go on in a browser",
    meaning:
      "Not an error: the answer has status 200 and challenge_type redirect, because the user needs something that the client did not offer. There is no continuation token.",
    next: [
      "Read redirect_reason, which names a missing capability.",
      "Compare the methods of the user flow with the list in challenge_type.",
      "Send the user to the browser flow of Microsoft's client library.",
    ],
    endpoints: [...starts, ...challenges, token],
  }),
]
