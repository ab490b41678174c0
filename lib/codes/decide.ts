import type { FixStep, Symptom } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { callerAppId, graphAppId } from "./ids"
import { readSignIn, readSignUp } from "./log-reads"
import { judgeAnswer, keepAwake, validate } from "./requests"

const readListeners: FixStep = {
  text: "Read the listeners and check the event type and the apps that they name.",
  request: {
    method: "GET",
    path: "/beta/identity/authenticationEventListeners",
    permission: "EventListener.Read.All",
  },
}
const readFlows: FixStep = {
  text: "For the attribute events, read the user flows: their handlers and their apps.",
  request: {
    method: "GET",
    path: "/beta/identity/authenticationEventsFlows",
    permission: "EventListener.Read.All",
  },
}
const readExtensions: FixStep = {
  text: "List the extensions and compare their ids with the ones in the handlers.",
  request: {
    method: "GET",
    path: "/v1.0/identity/customAuthenticationExtensions",
    permission: "CustomAuthenticationExtension.Read.All",
  },
}
const readTimeout: FixStep = {
  text: "Read timeoutInMilliseconds and maximumRetries of the extension.",
  request: {
    method: "GET",
    path: "/v1.0/identity/customAuthenticationExtensions/{extensionId}?$select=clientConfiguration",
    permission: "CustomAuthenticationExtension.Read.All",
  },
}

/** Ways to begin when there is no code yet, or when the code alone does not tell what to do. */
export const symptoms: readonly Symptom[] = [
  {
    id: "no-event-at-all",
    title: "No event at all",
    whatItMeans: [
      inferred(
        "The sign-in works or fails without any entry under appliedEventListeners: no listener fitted.",
      ),
      documented(
        "A listener for tokens has to name the app that the token is for: the client app for ID tokens, the API for access tokens.",
      ),
      documented("The attribute events run in external tenants only, from the user flow that the app is in."),
      observed("The listener for one-time codes is a listener of its own; no user flow offers it."),
      observed("In native authentication only the events for one-time codes and tokens run."),
      documented("A password that fits the stored one calls no password extension."),
    ],
    steps: [
      {
        text: "Read the sign-in by its correlation id, at the beta endpoint; v1.0 has no such list.",
        request: readSignIn,
      },
      {
        text: "For a sign-up, read its own log: it can be the only place with an entry.",
        request: readSignUp,
      },
      readListeners,
      readFlows,
      {
        text: "Check that the kind of tenant has the event: attribute events and one-time codes need an external one.",
      },
      { text: "Decode the token and compare its aud with the apps that the listener names." },
    ],
    codes: [],
  },
  {
    id: "attempts-0",
    title: "Attempts 0",
    whatItMeans: [
      observed("numberOfAttempts 0 means that nothing was sent: the configuration is at fault, not the API."),
      inferred("The API's own log has no request at that time."),
    ],
    steps: [
      { text: "Read errorCode of the entry: it names the piece of configuration.", request: readSignIn },
      validate,
      readExtensions,
      readListeners,
      {
        text: "Read the service principals of the API, of Entra's caller and of Microsoft Graph: all three have to be enabled.",
        request: {
          method: "GET",
          path: `/v1.0/servicePrincipals?$filter=appId%20in%20('{apiAppId}','${callerAppId}','${graphAppId}')&$select=appId,accountEnabled`,
          permission: "Application.Read.All",
        },
      },
      {
        text: "Read whether the API's service principal holds the permission to receive payloads.",
        request: {
          method: "GET",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignments",
          permission: "Application.Read.All",
        },
      },
    ],
    codes: [
      1003021, 1003011, 1003014, 1003015, 1003016, 1003020, 1003017, 1003018, 1003019, 1003022, 1003004,
    ],
  },
  {
    id: "attempts-2",
    title: "Attempts 2",
    whatItMeans: [
      observed("Entra called a second time because the first attempt ran out of time."),
      inferred("Whether a 5xx is tried again is not published."),
      inferred("With a code, the second attempt failed as well; without one, the retry saved the sign-in."),
      observed("What the API did in the first attempt happened: a mail may have gone out twice."),
    ],
    steps: [
      {
        text: "Read errorCode and httpStatus of the entry; they belong to the last attempt.",
        request: readSignIn,
      },
      { text: "Look both requests up in the API's log by the correlation id and read how long each took." },
      readTimeout,
      keepAwake,
      {
        text: "Make the API idempotent: remember the correlation id and answer the second call from memory.",
      },
    ],
    codes: [1003005, 1003027, 1003002],
  },
  {
    id: "200-but-failed",
    title: "200 but failed",
    whatItMeans: [
      inferred("The API answered with the right status, and Entra refused the content of the answer."),
      observed(
        "A # in front of a type name was seen as a cause: Graph wants it, a callout response must not have it.",
      ),
    ],
    steps: [
      { text: "Read errorCode of the entry: it names what was wrong in the answer.", request: readSignIn },
      { text: "Capture the exact answer that the API sends for this user." },
      judgeAnswer,
      { text: "Check Content-Type first, then data, then the number of actions, then the action's type." },
      { text: "Compare users who fail with users who get through: null, empty and very long values differ." },
    ],
    codes: [1003003, 1003006, 1003009, 1003010, 1003012, 1003007, 1003025, 1003026, 1003024, 1003008],
  },
  {
    id: "works-the-second-time",
    title: "Works the second time",
    whatItMeans: [
      observed(
        "The first call after a quiet time wakes the host and takes too long; the next one finds it awake.",
      ),
      observed("Metadata and signing keys that are loaded during the call make the first one slow."),
      inferred("Failures gather in the morning, after quiet hours and after deployments."),
    ],
    steps: [
      { text: "Read errorCode and numberOfAttempts of the failed sign-in.", request: readSignIn },
      {
        text: "Time the API twice: once after a quiet time, once right after it.",
        command:
          'curl -s -o /dev/null -w "%{time_total}\\n" -X POST "https://{host}/{targetPath}" -H "Content-Type: application/json" -H "Authorization: Bearer $TOKEN" --data-binary @request.json',
      },
      keepAwake,
      { text: "Load metadata and signing keys when the API starts, not when it is called." },
      readTimeout,
    ],
    codes: [1003005, 1003002, 1003027],
  },
  {
    id: "claims-missing",
    title: "Claims missing although OK",
    whatItMeans: [
      documented(
        "A claim reaches the token only if a mapping names it with the source CustomClaimsProvider and the same ID, letter by letter and case by case.",
      ),
      documented(
        "The mapping has to be assigned to the app that the token is for; an access token follows the API, not the client.",
      ),
      observed("A new framework version can send dateOfBirth where it sent DateOfBirth before."),
    ],
    steps: [
      { text: "Capture the API's answer and write down the keys of claims." },
      {
        text: "Read the claims mapping policies and compare each ID with these keys.",
        request: {
          method: "GET",
          path: "/v1.0/policies/claimsMappingPolicies",
          permission: "Policy.Read.All",
        },
      },
      {
        text: "Read what the policy is assigned to; the app that the token is for has to be there.",
        request: {
          method: "GET",
          path: "/v1.0/policies/claimsMappingPolicies/{policyId}/appliesTo",
          permission: "Policy.Read.All",
        },
      },
      {
        text: "Look into Attributes and Claims of the app in the admin center: its mapping may stand in no policy that can be read.",
      },
      {
        ...judgeAnswer,
        text: "Judge an exchange with the answer and the mapped ids, on the answer check page (/codes/judge) or by the command; a warning names each claim that nothing maps.",
      },
    ],
    codes: [],
  },
]

/** The symptom of an id such as `attempts-0`; null when there is none. */
export function symptom(id: string): Symptom | null {
  return symptoms.find((entry) => entry.id === id) ?? null
}
