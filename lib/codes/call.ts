import type { CodeFacts } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { codesPage, speedPage } from "./pages"
import { keepAwake, moveEndpoint, setLongestTimeout } from "./requests"

/** The codes that Entra logs on its way to the API, when no answer could be judged. */
export const call: readonly CodeFacts[] = [
  {
    code: 1003001,
    name: "CustomExtensionUnexpectedError",
    title: "Unexpected error calling the API",
    meaning:
      "The call of the API failed for a reason that has no code of its own. The sign-in or sign-up stopped there.",
    fault: "platform",
    fixedBy: "Tenant admin first, then Microsoft support",
    phase: "call",
    phaseBasis: "inferred",
    retry: "Worth one try; if it fails again, look at the causes.",
    events: "all",
    causes: [
      inferred("A fault of transport or parsing that Entra does not classify."),
      inferred(
        "The API's service principal requires an assignment, and Entra's caller has none, so it gets no token.",
      ),
      inferred("A passing fault in Entra's own service."),
    ],
    evidence: [
      inferred(
        "Log: numberOfAttempts tells whether anything was sent; 0 points at the token, more at the connection.",
      ),
      inferred("API log: a request at that moment shows that the call got through and the fault came later."),
      inferred("Directory: appRoleAssignmentRequired is true on the API's service principal."),
    ],
    fix: [
      {
        text: "Read whether the API's service principal requires an assignment.",
        request: {
          method: "GET",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}?$select=appRoleAssignmentRequired,accountEnabled",
          permission: "Application.Read.All",
        },
      },
      {
        text: "Read who is assigned to it.",
        request: {
          method: "GET",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignedTo",
          permission: "Application.Read.All",
        },
      },
      {
        text: "If it is required and Entra's caller is not assigned, switch the requirement off.",
        request: {
          method: "PATCH",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}",
          body: '{"appRoleAssignmentRequired":false}',
          permission: "Application.ReadWrite.All",
        },
      },
      {
        text: "Where the requirement must stay, assign a role of the API to Entra's caller instead.",
        request: {
          method: "POST",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignedTo",
          body: '{"principalId":"{callerServicePrincipalId}","resourceId":"{apiServicePrincipalId}","appRoleId":"{apiAppRoleId}"}',
          permission: "AppRoleAssignment.ReadWrite.All",
        },
      },
      { text: "If nothing of this applies, open a support case with the correlation id and the time." },
    ],
    docs: codesPage,
    doubts: [
      "Microsoft calls the error unexpected and publishes no causes.",
      "That a missing assignment ends in this code is a guess; deployments only report that an assignment cured their failing calls.",
    ],
  },
  {
    code: 1003005,
    name: "CustomExtensionTimedOut",
    title: "API did not answer in time",
    meaning:
      "Entra waited for the API as long as the extension allows, with the retries it allows, and got no complete answer. The sign-in or sign-up stopped there.",
    fault: "api",
    fixedBy: "API developer and whoever hosts the API",
    phase: "call",
    phaseBasis: "documented",
    retry: "Often yes: after a cold start the second sign-in finds the API awake.",
    events: "all",
    causes: [
      observed("The host was asleep, and the first call after a quiet time had to wake it."),
      observed(
        "The API downloads metadata or signing keys while the call waits; one deployment measured 1.9 of the 2 seconds for it.",
      ),
      inferred("The API waits for a slow service: Graph, a database or the delivery of a mail."),
      inferred("The extension or the handler allows less than the 2000 ms that are possible."),
      documented(
        "Entra's token is not valid for the API; Microsoft names this as a second reading of the code.",
      ),
    ],
    evidence: [
      observed("Log: numberOfAttempts is 2 when the time-out was met again in the retry."),
      inferred("Log: httpStatus is empty, since no complete answer came."),
      inferred("API log: the request arrived and was answered, but after the time-out."),
      inferred(
        "Timing: failures gather after quiet times and vanish under steady use; that is a cold start.",
      ),
    ],
    fix: [
      {
        text: "Give the API the most time that Entra allows.",
        request: setLongestTimeout,
      },
      {
        text: "Read the listeners and look for a lower value in handler.configuration, which wins over the extension.",
        request: {
          method: "GET",
          path: "/v1.0/identity/authenticationEventListeners",
          permission: "EventListener.Read.All",
        },
      },
      keepAwake,
      { text: "Load metadata and signing keys when the API starts, not when it is called." },
      { text: "Answer before slow work, and do the rest in the background." },
      {
        text: "Use the correlation id as idempotency key, because a retry repeats what the first attempt did.",
      },
    ],
    docs: speedPage,
    doubts: [
      "Microsoft says that an invalid token can end in this code; in the field a refused token (401) is logged as 1003002.",
      "The default time-out is 1000 ms in the v1.0 reference, left open in beta and two seconds in the troubleshooting article; a value of your own settles it.",
      "A maximum of 2000 ms applies; guides that set more are wrong.",
    ],
  },
  {
    code: 1003027,
    name: "CustomExtensionConnectionError",
    title: "No connection to the API",
    meaning:
      "Entra could not connect to the API's host, or lost the connection. The sign-in or sign-up stopped there.",
    fault: "network",
    fixedBy: "Whoever runs the API's network and host",
    phase: "call",
    phaseBasis: "documented",
    retry: "Only if the fault is a passing one, such as a restart.",
    events: "all",
    causes: [
      inferred("The host name does not resolve in public DNS."),
      inferred("The host refuses the connection, because it is stopped or listens on another port."),
      inferred(
        "TLS fails: the certificate is expired, self-signed, for another name or lacks its intermediate.",
      ),
      inferred("A firewall, an IP allow-list or a private endpoint keeps the internet out."),
      inferred("The host closed the connection before it had answered in full."),
    ],
    evidence: [
      inferred("Log: httpStatus is empty, and the failure comes fast unless packets are dropped silently."),
      inferred("API log: no request at the time of the failure."),
      inferred(
        "Network: from the public internet the name does not resolve, the port is closed or TLS fails.",
      ),
    ],
    fix: [
      {
        text: "Resolve the host of the target URL from outside your network and compare the address.",
        command: "nslookup {host}",
      },
      {
        text: "Open a TLS connection to it from outside and read the certificate with its whole chain.",
        command: "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null",
      },
      { text: "Start the host, or open the firewall or private endpoint for calls from the internet." },
      { text: "Renew the certificate, and let the server send the intermediate certificates with it." },
      {
        text: "If the host has moved, write its address and resourceId to the extension together.",
        request: moveEndpoint,
      },
    ],
    docs: codesPage,
    doubts: [
      "Microsoft speaks of connecting only; that TLS failures and broken answers are counted here is our conclusion, 1003001 is possible.",
    ],
  },
]
