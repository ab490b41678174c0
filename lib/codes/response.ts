import type { CodeFacts } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { callerAppId } from "./ids"
import { codesPage } from "./pages"
import { judgeAnswer } from "./requests"
import { statusAdvices } from "./status-advice"

const answered = inferred("Log: httpStatus is 200, since Entra looks at the status first.")
const replay = {
  ...judgeAnswer,
  text: "Before the next sign-in, call the API again with the same event and judge its answer, on the answer check page (/codes/judge) or by the command.",
}

/** The codes that Entra logs when the API answered and the answer could not be used. */
export const response: readonly CodeFacts[] = [
  {
    code: 1003002,
    name: "CustomExtensionInvalidHTTPStatus",
    title: "API answered with a failing status",
    meaning:
      "The API answered with an HTTP status that Entra does not accept. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer and whoever hosts the API",
    phase: "response",
    phaseBasis: "documented",
    retry: "Only if the status is a passing one, such as 503 after a restart.",
    events: "all",
    causes: statusAdvices.map(({ label, cause }) => ({ ...cause, text: `${label}: ${cause.text}` })),
    evidence: [
      documented("Log: httpStatus holds the status of the last attempt; it decides which cause applies."),
      observed(
        "API log: for 401 raise the level of the authentication messages, since ASP.NET hides them at Warning.",
      ),
      inferred(
        "API log: no request although a status was logged means that a gateway or App Service authentication answered.",
      ),
    ],
    fix: [
      { text: "Read httpStatus of the failed call in the sign-in log and go by the cause with that number." },
      { text: "Look the request up in the API's log by the correlation id." },
      {
        text: "For 401 or 403, let the API's tokens be version 2, so that the audience is the app id.",
        request: {
          method: "PATCH",
          path: "/v1.0/applications/{apiObjectId}",
          body: '{"api":{"requestedAccessTokenVersion":2}}',
          permission: "Application.ReadWrite.All",
        },
      },
      {
        text: "For 401 on App Service, let its authentication accept the tenant's issuer and the API app as audience. The issuer stands in the tenant's discovery document (/v2.0/.well-known/openid-configuration); in an external tenant take the ciamlogin.com issuer of the document at {tenantName}.ciamlogin.com.",
        command:
          "az webapp auth microsoft update --resource-group {resourceGroup} --name {webApp} --client-id {apiAppId} --issuer {issuer} --allowed-token-audiences {apiAppId} api://{host}/{apiAppId}",
      },
      {
        text: `For 401 or 403 on App Service, add ${callerAppId} to the allowed client applications of its authentication.`,
      },
      { text: "Answer with 200 whenever the API reached a decision, a refusal of the user included." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "Microsoft speaks of accepted statuses per event type; only 200 is documented for any of them.",
      "Whether Entra tries again after a 5xx is not documented.",
      "In an external tenant the issuer of Entra's token was mostly seen on ciamlogin.com, once on login.microsoftonline.com.",
      "Microsoft names an invalid token under 1003005; in the field a 401 appears here.",
    ],
  },
  {
    code: 1003003,
    name: "CustomExtensionInvalidResponseBody",
    title: "Response body not understood",
    meaning:
      "The API answered, but its body does not fit the response that this event expects. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, the same answer fails every time.",
    events: "all",
    causes: [
      observed("A type name starts with #, as in Graph; in a callout response it must not."),
      inferred("The body is not JSON, or it is JSON inside a string."),
      inferred("data is missing, or its @odata.type is missing or belongs to another event."),
      inferred("claims is a list, or a claim is a number, a Boolean or an object."),
    ],
    evidence: [
      answered,
      documented("API: the body differs from the schema that Microsoft gives for the event."),
      inferred("API: judge a captured body; the first rule that it breaks is the cause."),
    ],
    fix: [
      { text: "Capture the exact body that the API sends for a failing user." },
      {
        text: "Compare data, @odata.type, actions and the action's type with the event's sample, letter by letter.",
      },
      { text: "Remove any # in front of a type name." },
      { text: "Send every claim as a string or a list of strings." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "Which of several faults in one body Entra reports first is not published.",
      "Wrong type names make the call fail for certain; that they end in this code is our conclusion.",
    ],
  },
  {
    code: 1003006,
    name: "CustomExtensionInvalidResponseContentType",
    title: "Response not declared as JSON",
    meaning:
      "The API answered with a Content-Type other than application/json. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, the same answer fails every time.",
    events: "all",
    causes: [
      inferred("The code returns a plain string, which frameworks send as text."),
      inferred("A page answers with 200: a sign-in page, a start page or a gateway's notice."),
      inferred("The header is missing, or it says text/json or application/problem+json."),
    ],
    evidence: [
      answered,
      documented("API: the Content-Type header of the answer is not application/json."),
      observed("API: a charset behind application/json does no harm; Microsoft's own samples send it."),
    ],
    fix: [
      { text: "Set Content-Type to application/json on every answer to Entra." },
      { text: "If a page comes back instead of your code's answer, correct the path or the gateway." },
      replay,
    ],
    docs: codesPage,
    doubts: ["That a missing header counts as a wrong one is our conclusion."],
  },
  {
    code: 1003007,
    name: "CustomExtensionNullClaimsResponse",
    title: "Claims missing from the response",
    meaning: "The API answered without a claims object. No token was issued, and the sign-in stopped.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, not for a user for whom the API finds nothing.",
    events: ["tokenIssuanceStart"],
    causes: [
      documented("claims is null."),
      inferred("claims is left out, often because the serializer drops empty members."),
      inferred("The API found no data for the user and returned nothing instead of an empty object."),
    ],
    evidence: [
      answered,
      documented("API: claims is null in the body."),
      inferred("Log: only some users fail, those without data in the API's store."),
    ],
    fix: [
      { text: "Send an empty object as claims when there is nothing to add." },
      { text: "Keep the serializer from dropping or nulling claims." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "With Microsoft's AuthenticationEvents package the same mistake becomes a 500 and is logged as 1003002.",
      "Microsoft names no event types; only the token issuance response has claims.",
    ],
  },
  {
    code: 1003008,
    name: "CustomExtensionInvalidResponseApiSchemaVersion",
    title: "Response of a withdrawn contract",
    meaning:
      "The API answered in another version of the contract than the one it was called with. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, not before the API speaks today's contract.",
    events: "all",
    causes: [
      inferred(
        "The API still runs the preview library of 2021 and 2022, whose answers carry apiSchemaVersion.",
      ),
      inferred("The API copies apiSchemaVersion from an old sample."),
    ],
    evidence: [
      answered,
      inferred("API: the body has type and apiSchemaVersion at its root instead of data."),
    ],
    fix: [
      { text: "Update the library that builds the answer, or build it by hand after today's sample." },
      { text: "Remove type and apiSchemaVersion from the root of the body." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "Today's requests carry no apiSchemaVersion; the code belongs to a contract that was withdrawn and should be rare.",
    ],
  },
  {
    code: 1003009,
    name: "CustomExtensionEmptyResponse",
    title: "Response body was empty",
    meaning:
      "The API answered with success and sent nothing in the body. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, the same answer fails every time.",
    events: "all",
    causes: [
      observed("A Logic App's Response action has no body."),
      inferred("A path through the code ends with 200 and no content."),
      inferred("The body is the word null, or only blanks."),
    ],
    evidence: [answered, inferred("API: the answer's length is 0, or its body is the word null.")],
    fix: [
      { text: "Give every path a body; continueWithDefaultBehavior or empty claims is the neutral one." },
      { text: "In a Logic App, write the body into every Response action." },
      replay,
    ],
    docs: codesPage,
    doubts: ["Microsoft says that null was not expected; that blanks count as empty is our conclusion."],
  },
  {
    code: 1003010,
    name: "CustomExtensionInvalidNumberOfActions",
    title: "Not exactly one action",
    meaning:
      "The API sent no action or several, and this event takes another number. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, the same answer fails every time.",
    events: "all",
    causes: [
      inferred("actions is an empty list, often because the code found nothing to do."),
      inferred("Two actions are sent, such as a block page together with a validation error."),
      inferred("actions is missing from data."),
    ],
    evidence: [
      answered,
      documented("API: the number of entries in actions is not the one that the event takes."),
    ],
    fix: [
      { text: "Send exactly one action." },
      { text: "Where there is nothing to do, send continueWithDefaultBehavior or empty claims." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "Microsoft gives no number; every sample of every event has exactly one action.",
      "A missing list may also be logged as 1003003.",
    ],
  },
  {
    code: 1003012,
    name: "CustomExtensionInvalidActionType",
    title: "Action unknown for this event",
    meaning: "The API sent an action that this event does not know. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, the same answer fails every time.",
    events: "all",
    causes: [
      inferred(
        "The action belongs to another event, such as showValidationError on attributeCollectionStart.",
      ),
      inferred("The name is misspelled, such as fail where the event expects failed."),
      inferred("The name comes from an old preview or from a guide with another namespace."),
    ],
    evidence: [answered, documented("API: the action's @odata.type is not one that the event defines.")],
    fix: [
      { text: "Compare the action's @odata.type with the list of the event, letter by letter." },
      { text: "Check that the target URL leads to the handler for this event." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "An unknown name may also be logged as 1003003; the border is not published.",
      "Microsoft's samples differ in upper and lower case, so case alone is hardly the cause.",
    ],
  },
  {
    code: 1003024,
    name: "CustomExtensionResponseSizeExceeded",
    title: "Response is too large",
    meaning: "The API's whole answer is larger than Entra takes. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, not for the users with the large answer.",
    events: "all",
    causes: [
      inferred("The API returns a page or a stack trace instead of the short JSON."),
      inferred("Lists such as groups or roles are sent in full."),
    ],
    evidence: [
      inferred(
        "API: the answer is far above the few kilobytes that a healthy one has; look twice above 8 KB.",
      ),
      inferred("Log: only users with much data fail, or all of them if a page is returned."),
    ],
    fix: [
      { text: "Send only what the event needs, and ids in place of names." },
      { text: "If a page comes back instead of your code's answer, correct the path or the gateway." },
      replay,
    ],
    docs: codesPage,
    doubts: ["Microsoft publishes no size; 8 KB is our own warning line, not a limit."],
  },
  {
    code: 1003025,
    name: "CustomExtensionResponseClaimsSizeExceeded",
    title: "Claims are too large",
    meaning:
      "The claims in the API's answer are larger together than Entra takes. No token was issued, and the sign-in stopped.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, not for this user; others with less data can sign in.",
    events: ["tokenIssuanceStart"],
    causes: [
      inferred("A user has many roles, groups or entitlements, and the API sends them all."),
      inferred("Claims carry long texts, addresses or JSON that belongs elsewhere."),
    ],
    evidence: [
      answered,
      documented("API: names and values of all claims come to more than 3 KB."),
      inferred("Log: the same few users fail every time."),
    ],
    fix: [
      { text: "Send short ids instead of names." },
      { text: "Cap the lists, and send a claim that says that they were cut." },
      { text: "Let the app fetch long lists itself after the sign-in." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "The limit is given as 3 KB; 3000 or 3072, bytes or characters is left open.",
      "Microsoft names no event types; only the token issuance response has claims.",
    ],
  },
  {
    code: 1003026,
    name: "CustomExtensionNullOrEmptyClaimKeyNotSupported",
    title: "Claim with an empty name",
    meaning: "The API sent a claim without a name. No token was issued, and the sign-in stopped.",
    fault: "api",
    fixedBy: "API developer",
    phase: "response",
    phaseBasis: "documented",
    retry: "No, not while the API sends the nameless claim.",
    events: ["tokenIssuanceStart"],
    causes: [
      inferred("The names come from columns or settings, and one of them is blank."),
      inferred("A claim's name is computed and comes out empty for some users."),
    ],
    evidence: [answered, documented("API: claims has a key that is empty.")],
    fix: [
      { text: "Leave out claims whose name is empty, and log them." },
      { text: "Correct the column or setting that gives the blank name." },
      replay,
    ],
    docs: codesPage,
    doubts: [
      "Whether a name of blanks alone counts as empty is not documented.",
      "Microsoft names no event types; only the token issuance response has claims.",
    ],
  },
]
