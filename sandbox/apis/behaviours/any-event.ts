import type { EventType } from "../../tenants/event-types"
import {
  asDocumented,
  bare,
  documentedUnder,
  endingIn,
  hugeBody,
  problemWith,
  serialisedTwice,
  textAsJson,
  withActionTypes,
  withDataType,
  withoutActions,
} from "../answers"
import {
  easyAuth,
  hostNotRunning,
  htmlPage,
  logicAppsError,
  logicAppsNothing,
  loginRedirect,
  noAnswer,
  tooManyRequests,
} from "../front"
import { actionTypeOf, dataTypeOf, type Reply } from "../reply"
import { type BehaviourRecord, front, program } from "./behaviour"

const documentedType = ({ event, action }: Reply) => actionTypeOf(event, action)

/** The event whose answers are sent in mistake for another's. */
const otherThan = (event: EventType): EventType =>
  event === "attributeCollectionSubmit" ? "attributeCollectionStart" : "attributeCollectionSubmit"

/** The first letter after each dot, and the one at the start, in the other case. */
const recased = (type: string) =>
  type.replace(/(?<=^microsoft\.graph\.(?:\w+\.)?)\w/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

/** What an API of any event can do. */
export const ofAnyEvent = {
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

  "500": program("answers 500", problemWith(500, "An error occurred while processing your request."), {
    leavesUndone: true,
  }),
  "easy-auth-401": front("answers 401 from App Service authentication", easyAuth(401)),
  "easy-auth-403": front(
    "answers 403 from App Service authentication, which does not admit Entra’s caller",
    easyAuth(403),
  ),
  "wrong-audience": program("answers 401, because it expects another audience", asDocumented, {
    misconfigured: "audience",
  }),
  "wrong-keys": program(
    "answers 401, because it looks for the keys of an external tenant at login.microsoftonline.com",
    asDocumented,
    { misconfigured: "keys", externalOnly: true },
  ),
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
  "logic-apps-empty": front(
    "answers 200 without a body, because the Logic App’s Response action has none",
    logicAppsNothing,
  ),
  "login-redirect": front("redirects to a page to sign in", loginRedirect),
  "too-many-requests": front("answers 429, because a gateway in front of it limits calls", tooManyRequests),
  "no-content": program("answers 204", bare(204)),
  created: program("answers 201 with the right body", documentedUnder(201)),

  "plain-text": program("sends its JSON as plain text", documentedUnder(200, "text/plain; charset=utf-8")),
  "text-json": program("sends its JSON as text/json", documentedUnder(200, "text/json")),
  "html-page": front("answers 200 with a web page", htmlPage),
  "problem-with-200": program("answers 200 with a problem", problemWith(200, "The user was not found.")),

  "empty-body": program(
    "answers 200 with an empty body",
    textAsJson(() => ""),
  ),
  "blank-body": program(
    "answers 200 with blanks only",
    textAsJson(() => " \r\n"),
  ),
  "null-body": program(
    "answers 200 with null",
    textAsJson(() => "null"),
  ),

  "not-json": program(
    "answers 200 with half a JSON text",
    textAsJson(({ event }) => `{"data":{"@odata.type":"${dataTypeOf(event)}","actions":[`),
  ),
  "json-in-json": program("serialises its answer twice", serialisedTwice),
  "hash-in-data-type": program(
    "begins the type of its data with #",
    withDataType(({ event }) => `#${dataTypeOf(event)}`),
  ),
  "hash-in-action-type": program(
    "begins the type of its action with #",
    withActionTypes((reply) => [`#${documentedType(reply)}`]),
  ),
  "action-casing": program(
    "writes the type of its action in another case, as some samples do",
    withActionTypes((reply) => [recased(documentedType(reply))]),
  ),
  "other-event": program(
    "answers for another event",
    withDataType(({ event }) => dataTypeOf(otherThan(event))),
  ),

  "two-actions": program(
    "sends two actions",
    withActionTypes((reply) => [documentedType(reply), documentedType(reply)]),
  ),
  "no-action": program(
    "sends an empty list of actions",
    withActionTypes(() => []),
  ),
  "actions-missing": program("sends no list of actions", withoutActions),
  "unknown-action": program(
    "sends an action that no event knows",
    withActionTypes((reply) => [`${documentedType(reply)}s`]),
  ),
  "action-of-other-event": program(
    "sends an action of another event",
    withActionTypes(({ event }) => [actionTypeOf(otherThan(event), "continueWithDefaultBehavior")]),
  ),

  "huge-body": program("sends two million characters", hugeBody),
} as const satisfies Record<string, BehaviourRecord>
