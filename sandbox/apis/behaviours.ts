import {
  type AnswerWith,
  asDocumented,
  bare,
  claimsAlone,
  contractOf2021,
  documentedUnder,
  easyAuth,
  endingIn,
  hostNotRunning,
  htmlPage,
  hugeBody,
  libraryErrors,
  logicAppsError,
  loginRedirect,
  noAnswer,
  problemWith,
  provideClaims,
  serialisedTwice,
  textAsJson,
  withActions,
  withClaims,
  withoutActions,
  withType,
} from "./answers"
import type { Pause } from "./pause"

/** One way for an API to behave. */
export type BehaviourRecord = {
  /** What it does, after "The claims API …". */
  told: string
  answer: AnswerWith
  /** Whether something in front of the program answers, which reads neither token nor body. */
  inFront?: true
  /** How long it takes before it answers; at once when absent. */
  pause?: Pause
  /** What is wrong in its settings: the audience that it expects, or that Entra's caller is not among its own. */
  misconfigured?: "audience" | "callers"
}

const front = (told: string, answer: AnswerWith): BehaviourRecord => ({ told, answer, inFront: true })
const program = (told: string, answer: AnswerWith, rest: Partial<BehaviourRecord> = {}): BehaviourRecord => ({
  told,
  answer,
  ...rest,
})

/** Every behaviour by its name. */
export const behaviours = {
  healthy: program("answers as documented", asDocumented),

  slow: program("is slower than Entra waits", asDocumented, { pause: "slow" }),
  leisurely: program("takes more than half a second", asDocumented, { pause: "leisurely" }),
  "cold-start": program("starts cold, so that the retry meets it awake", asDocumented, {
    pause: "cold-start",
  }),
  "long-cold-start": program("starts cold and takes longer than both attempts", asDocumented, {
    pause: "long-cold-start",
  }),
  "endless-body": program("begins its answer and never ends it", endingIn("endless")),
  reset: front("hangs up instead of answering", noAnswer),
  "reset-mid-body": program("hangs up in the middle of its answer", endingIn("cut")),

  "500": program("answers 500", problemWith(500, "An error occurred while processing your request.")),
  "library-500": program(
    "answers 500, because Microsoft’s library found its answer wrong",
    libraryErrors("No Actions Found. Please supply atleast one action."),
  ),
  "easy-auth-401": front("answers 401 from App Service authentication", easyAuth(401)),
  "easy-auth-403": front(
    "answers 403 from App Service authentication, which does not admit Entra’s caller",
    easyAuth(403),
  ),
  "wrong-audience": program("answers 401, because it expects another audience", asDocumented, {
    misconfigured: "audience",
  }),
  "caller-not-admitted": program("answers 403, because it does not admit Entra’s caller", asDocumented, {
    misconfigured: "callers",
  }),
  "host-503": front("answers 503, since the function host did not start", hostNotRunning),
  "logic-apps-400": front(
    "answers 400, because the Logic App’s trigger schema does not fit",
    logicAppsError(
      400,
      "TriggerInputSchemaMismatch",
      "The input body for trigger 'manual' of type 'Request' did not match its schema definition. Error details: 'Required properties are missing from object: claims.'.",
    ),
  ),
  "logic-apps-403": front(
    "answers 403, because the Logic App’s authorization policy names another issuer",
    logicAppsError(
      403,
      "MisMatchingOAuthClaims",
      "One or more claims either missing or does not match with the open authentication access control policy.",
    ),
  ),
  "logic-apps-502": front(
    "answers 502, because the Logic App ended without a Response action",
    logicAppsError(
      502,
      "NoResponse",
      "The server did not receive a response from an upstream server. Request tracking id '08584'.",
    ),
  ),
  "login-redirect": front("redirects to a page to sign in", loginRedirect),
  "too-many-requests": front(
    "answers 429, because a gateway in front of it limits calls",
    documentedUnder(429, "application/json", { "retry-after": "5" }),
  ),
  "no-content": program("answers 204", bare(204)),
  created: program("answers 201 with the right body", documentedUnder(201)),

  "plain-text": program("sends its JSON as plain text", documentedUnder(200, "text/plain; charset=utf-8")),
  "text-json": program("sends its JSON as text/json", documentedUnder(200, "text/json")),
  "html-page": front("answers 200 with a web page", htmlPage),
  "problem-with-200": program("answers 200 with a problem", problemWith(200, "The user was not found.")),

  "empty-body": program("answers 200 with an empty body", textAsJson("")),
  "blank-body": program("answers 200 with blanks only", textAsJson(" \r\n")),
  "null-body": program("answers 200 with null", textAsJson("null")),

  "not-json": program(
    "answers 200 with half a JSON text",
    textAsJson('{"data":{"@odata.type":"microsoft.graph.onTokenIssuanceStartResponseData","actions":['),
  ),
  "json-in-json": program("serialises its answer twice", serialisedTwice),
  "claims-alone": program("sends the claims without the envelope around them", claimsAlone),
  "hash-in-data-type": program(
    "begins the type of its data with #",
    withType("#microsoft.graph.onTokenIssuanceStartResponseData"),
  ),
  "hash-in-action-type": program("begins the type of its action with #", withActions(`#${provideClaims}`)),
  "other-event": program(
    "answers for another event",
    withType("microsoft.graph.onAttributeCollectionSubmitResponseData"),
  ),
  "contract-2021": program("answers by the contract of the 2021 preview", contractOf2021),
  "claims-list": program(
    "sends the claims as a list",
    withClaims((claims) => Object.entries(claims).map(([name, value]) => ({ [name]: value }))),
  ),
  "number-claim": program(
    "sends a number as a claim",
    withClaims((claims) => ({ ...claims, LoyaltyPoints: 1200 })),
  ),

  "two-actions": program("sends two actions", withActions(provideClaims, provideClaims)),
  "no-action": program("sends an empty list of actions", withActions()),
  "actions-missing": program("sends no list of actions", withoutActions),
  "unknown-action": program(
    "sends an action that no event knows",
    withActions("microsoft.graph.tokenIssuanceStart.provideClaimsForTokens"),
  ),
  "action-of-other-event": program(
    "sends an action of another event",
    withActions("microsoft.graph.attributeCollectionSubmit.continueWithDefaultBehavior"),
  ),

  "null-claims": program(
    "sends null instead of claims",
    withClaims(() => null),
  ),
  "claims-missing": program(
    "sends its action without claims",
    withClaims(() => undefined),
  ),
  "empty-key": program(
    "sends a claim without a name",
    withClaims((claims) => ({ ...claims, "": "Gold" })),
  ),
  "blank-key": program(
    "sends a claim whose name is a blank",
    withClaims((claims) => ({ ...claims, " ": "Gold" })),
  ),
  "oversized-claims": program(
    "sends more than 3 KB of claims",
    withClaims((claims) => ({
      ...claims,
      CustomRoles: Array.from({ length: 160 }, (_, index) => `Contoso.Stores.Role.${1000 + index}`),
    })),
  ),
  "huge-body": program("sends two million characters", hugeBody),
} as const satisfies Record<string, BehaviourRecord>

/** The name of a behaviour. */
export type Behaviour = keyof typeof behaviours

/** The names of all behaviours, healthy first. */
export const behaviourNames = [
  "healthy",
  // Safe: the keys of this object are exactly the names.
  ...(Object.keys(behaviours) as Behaviour[]).filter((name) => name !== "healthy"),
] as const

/** What a behaviour is. */
export const behaviourOf = (name: Behaviour): BehaviourRecord => behaviours[name]
