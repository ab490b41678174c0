import type { CodeFacts } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { callerAppId, graphAppId, receivePayload } from "./ids"
import { codesPage } from "./pages"
import { moveEndpoint, setResourceId, setTargetUrl, validate } from "./requests"

const nothingSent = [
  inferred("Log: numberOfAttempts is 0 and httpStatus is empty, because nothing was sent."),
  inferred("API log: no request at the time of the failure."),
]

const setIdentifierUri = {
  text: "Add api://{host}/{apiAppId} to the API app's Application ID URIs; the list is replaced, so name every URI that must stay.",
  request: {
    method: "PATCH",
    path: "/v1.0/applications/{apiObjectId}",
    body: '{"identifierUris":["api://{host}/{apiAppId}"]}',
    permission: "Application.ReadWrite.All",
  },
} as const

const testOnce = { text: "Sign in once with a test user and look at the new entry in the log." }

/** The codes that Entra logs before it sends anything: the configuration family, the quota and the block list. */
export const preCall: readonly CodeFacts[] = [
  {
    code: 1003000,
    name: "EventHandlerUnexpectedError",
    title: "Unexpected error in the handler",
    meaning:
      "Entra failed while it worked through the handler of a listener or user flow, and it names no closer reason. The sign-in or sign-up stopped there.",
    fault: "platform",
    fixedBy: "Microsoft support, after a retry",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "Worth one try, since a passing fault is the likeliest cause.",
    events: "all",
    causes: [
      inferred("A passing fault in Entra's own service."),
      inferred(
        "A handler that Entra cannot load, for example after a script edited the listener or the user flow.",
      ),
    ],
    evidence: [
      inferred("Log: numberOfAttempts is 0 and httpStatus is empty."),
      inferred(
        "Directory: the listener, the user flow and the extension can be read and name each other correctly.",
      ),
    ],
    fix: [
      { text: "Sign in again after a minute." },
      {
        text: "Read the listeners and keep a copy of the one that runs here.",
        request: {
          method: "GET",
          path: "/v1.0/identity/authenticationEventListeners",
          permission: "EventListener.Read.All",
        },
      },
      {
        text: "If the code stays, delete that listener.",
        request: {
          method: "DELETE",
          path: "/v1.0/identity/authenticationEventListeners/{listenerId}",
          permission: "EventListener.ReadWrite.All",
        },
      },
      { text: "Create the listener again from the copy." },
      { text: "If the code is still there, open a support case with the correlation id and the time." },
    ],
    docs: codesPage,
    doubts: ["Microsoft calls the error unexpected and publishes neither its causes nor the phase."],
  },
  {
    code: 1003004,
    name: "CustomExtensionThrottlingError",
    title: "Too many calls at once",
    meaning:
      "Entra reached its limit for extension calls and gave this one up. Sign-ins caught in the burst stopped; later ones can succeed.",
    fault: "load",
    fixedBy: "Tenant admin, together with the app owners",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "Yes, after the burst has passed.",
    events: "all",
    causes: [
      documented(
        "The tenant made more calls than Entra allows; an external tenant has 50 per second over all its extensions.",
      ),
      inferred(
        "A listener for all apps, short token lifetimes or an app that asks for tokens in a loop multiply the calls.",
      ),
      inferred("A load test runs against this tenant."),
    ],
    evidence: [
      inferred("Log: many users fail within the same seconds, with numberOfAttempts 0."),
      inferred("Log: more than 50 calls in one second in an external tenant settle it."),
      inferred("API log: the API did not answer 429; that would be logged as 1003002."),
    ],
    fix: [
      { text: "Wait until the burst has passed, then sign in again." },
      { text: "Remove the apps that need no extension from its listener." },
      { text: "Let the apps reuse cached tokens instead of asking for a new one each time." },
      { text: "Keep load tests below the limit." },
      { text: "If normal use reaches the limit, ask Microsoft support about it with figures from the log." },
    ],
    docs: codesPage,
    doubts: [
      "No limit is published for workforce tenants.",
      "Microsoft does not say whether Entra tries a throttled call again.",
    ],
  },
  {
    code: 1003011,
    name: "CustomExtensionNotFound",
    title: "Extension of the listener missing",
    meaning:
      "A listener or user flow names an extension that Entra did not find, so nothing was called. Every sign-in or sign-up that meets it stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "observed",
    retry: "No, not before the listener or user flow names an extension that exists.",
    events: "all",
    causes: [
      observed(
        "The extension was deleted or created anew, and the listener or user flow still holds the id of the old one.",
      ),
      inferred("The extension was created minutes ago and is not known everywhere in Entra yet."),
      observed("In one external tenant all ids matched; that case was never explained in public."),
    ],
    evidence: [
      observed("Log: numberOfAttempts is 0 and httpStatus is empty."),
      observed("API log: no request at the time of the failure."),
      inferred("Directory: the extension id in the handler is not among the tenant's extensions."),
      observed("Entra's validation can be clean all the same, so it does not settle this code."),
    ],
    fix: [
      {
        text: "List the extensions and note their ids.",
        request: {
          method: "GET",
          path: "/v1.0/identity/customAuthenticationExtensions",
          permission: "CustomAuthenticationExtension.Read.All",
        },
      },
      {
        text: "List the listeners and compare the ids in their handlers.",
        request: {
          method: "GET",
          path: "/v1.0/identity/authenticationEventListeners",
          permission: "EventListener.Read.All",
        },
      },
      {
        text: "In an external tenant, compare the handlers of the user flows as well.",
        request: {
          method: "GET",
          path: "/v1.0/identity/authenticationEventsFlows",
          permission: "EventListener.Read.All",
        },
      },
      {
        text: "Point the listener at the extension; for other events replace the listener and handler types.",
        request: {
          method: "PATCH",
          path: "/v1.0/identity/authenticationEventListeners/{listenerId}",
          body: '{"@odata.type":"#microsoft.graph.onTokenIssuanceStartListener","handler":{"@odata.type":"#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler","customExtension":{"id":"{extensionId}"}}}',
          permission: "EventListener.ReadWrite.All",
        },
      },
      {
        text: "Point the user flow at the extension; for the start event write Start instead of Submit.",
        request: {
          method: "PUT",
          path: "/beta/identity/authenticationEventsFlows/{flowId}/microsoft.graph.externalUsersSelfServiceSignUpEventsFlow/onAttributeCollectionSubmit/microsoft.graph.onAttributeCollectionSubmitCustomExtensionHandler/customExtension/$ref",
          body: '{"@odata.id":"https://graph.microsoft.com/beta/identity/customAuthenticationExtensions/{extensionId}"}',
          permission: "EventListener.ReadWrite.All",
        },
      },
      {
        text: "If all ids match, wait some minutes, try again, then open a support case with the correlation id.",
      },
    ],
    docs: codesPage,
    doubts: [
      "A public question reports the code with matching ids and a clean validation; it has no published answer.",
    ],
  },
  {
    code: 1003014,
    name: "CustomExtensionIncorrectResourceIdFormat",
    title: "Application ID URI malformed",
    meaning:
      "The URI that names the API to Entra does not have the form api://host/appId. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the URI is corrected.",
    events: "all",
    causes: [
      inferred("The URI is api://appId without a host, as the portal proposes it."),
      inferred("The extension's resourceId is not among the identifierUris of the API app."),
      inferred("The host or the app id in the URI has a typing error or is a placeholder from a guide."),
    ],
    evidence: [
      documented("Validation: an error with the code IncorrectResourceIdFormat."),
      inferred(
        "Directory: resourceId of the extension and identifierUris of the API app differ or lack the host.",
      ),
      ...nothingSent,
    ],
    fix: [
      validate,
      setIdentifierUri,
      {
        text: "Set the extension's resourceId to the same URI.",
        request: setResourceId,
      },
      testOnce,
    ],
    docs: codesPage,
    doubts: [
      "Microsoft's article on account recovery and the guide of its B2C migration kit print api://appId, the very form that this code rejects.",
      "Microsoft's text names identifierUris of the app; that the extension's resourceId is held against the same form is our conclusion.",
      "One Microsoft article changes the application by POST; Graph takes PATCH.",
    ],
  },
  {
    code: 1003015,
    name: "CustomExtensionDomainNameDoesNotMatch",
    title: "Target host and resource differ",
    meaning:
      "The host in the target URL is not the host in the extension's resourceId. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before both hosts are equal.",
    events: "all",
    causes: [
      inferred("The API moved to another host or got a domain of its own, and only the target URL followed."),
      observed("The API is reached through a tunnel whose address changes at every start."),
      inferred("The target URL names a deployment slot or a gateway in front of the API."),
    ],
    evidence: [
      documented("Validation: an error with the code DomainNameDoesNotMatch."),
      documented("Directory: the host of targetUrl differs from the host in resourceId."),
      ...nothingSent,
    ],
    fix: [
      validate,
      setIdentifierUri,
      {
        text: "Write the new target URL and the new resourceId to the extension in one request.",
        request: moveEndpoint,
      },
      testOnce,
    ],
    docs: codesPage,
    doubts: ["Whether a port in the target URL counts is not documented; we take it as ignored."],
  },
  {
    code: 1003016,
    name: "CustomExtensionResourceServicePrincipalNotFound",
    title: "API has no service principal",
    meaning:
      "The app id in the extension's resourceId has no service principal in this tenant, and without one there is no token for the API. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the service principal exists.",
    events: "all",
    causes: [
      inferred("A script created the app registration but not its service principal."),
      inferred("Somebody deleted the enterprise application of the API."),
      inferred("The app is registered in another tenant than the extension."),
      inferred("The app id in resourceId belongs to another app or has a typing error."),
    ],
    evidence: [
      documented("Validation: an error with the code ServicePrincipalNotFound."),
      documented("Directory: no service principal has the app id that ends the resourceId."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Look for the service principal of the app id in resourceId.",
        request: {
          method: "GET",
          path: "/v1.0/servicePrincipals(appId='{apiAppId}')",
          permission: "Application.Read.All",
        },
      },
      {
        text: "If it is missing, create it.",
        request: {
          method: "POST",
          path: "/v1.0/servicePrincipals",
          body: '{"appId":"{apiAppId}"}',
          permission: "Application.ReadWrite.All",
        },
      },
      { text: "Grant the permission to receive payloads to the new service principal; see 1003021." },
      testOnce,
    ],
    docs: codesPage,
    doubts: [],
  },
  {
    code: 1003017,
    name: "CustomExtensionClientServicePrincipalNotFound",
    title: "Entra's caller missing from tenant",
    meaning:
      "The app through which Entra calls extensions seems to have no service principal in this tenant. Every sign-in or sign-up that meets an extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the service principal exists.",
    events: "all",
    causes: [
      inferred(`The service principal of Azure AD Authentication Extensions (${callerAppId}) was deleted.`),
      inferred("The tenant never got it; external tenants that cannot create extensions show the same gap."),
    ],
    evidence: [
      inferred(`Directory: no service principal has the app id ${callerAppId}.`),
      observed("Portal: creating an extension fails with AADB2C90063 for the same reason."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Look for the service principal of Entra's caller.",
        request: {
          method: "GET",
          path: `/v1.0/servicePrincipals(appId='${callerAppId}')`,
          permission: "Application.Read.All",
        },
      },
      {
        text: "If it is missing, create it.",
        request: {
          method: "POST",
          path: "/v1.0/servicePrincipals",
          body: `{"appId":"${callerAppId}"}`,
          permission: "Application.ReadWrite.All",
        },
      },
      testOnce,
    ],
    docs: codesPage,
    doubts: [
      "The name says client and Microsoft's description says resource; we read it as the caller, since 1003016 covers the API.",
    ],
  },
  {
    code: 1003018,
    name: "CustomExtensionClientServiceDisabled",
    title: "Entra's caller is disabled",
    meaning:
      "The app through which Entra calls extensions seems to be switched off in this tenant. Every sign-in or sign-up that meets an extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the service principal is enabled.",
    events: "all",
    causes: [
      inferred(
        `A clean-up or hardening script disabled Azure AD Authentication Extensions (${callerAppId}) as an unknown app.`,
      ),
      inferred("An administrator disabled the enterprise application by hand."),
    ],
    evidence: [
      inferred(`Directory: accountEnabled is false on the service principal of ${callerAppId}.`),
      inferred("Audit log: an update of that service principal shortly before the first failure."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Enable the service principal of Entra's caller.",
        request: {
          method: "PATCH",
          path: `/v1.0/servicePrincipals(appId='${callerAppId}')`,
          body: '{"accountEnabled":true}',
          permission: "Application.ReadWrite.All",
        },
      },
      { text: "Exempt the app from the script that disabled it." },
      testOnce,
    ],
    docs: codesPage,
    doubts: [
      "The name says client and Microsoft's description says resource; we read it as the caller, since 1003019 covers the API.",
    ],
  },
  {
    code: 1003019,
    name: "CustomExtensionResourceServicePrincipalDisabled",
    title: "API's service principal is disabled",
    meaning:
      "The service principal of the API is switched off in this tenant. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the service principal is enabled.",
    events: "all",
    causes: [
      inferred("An administrator or a script disabled sign-in for the enterprise application of the API."),
      inferred("Microsoft disabled the app; disabledByMicrosoftStatus then says so."),
    ],
    evidence: [
      documented("Directory: accountEnabled is false on the service principal of the API."),
      inferred("Validation: it does not report this state."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Enable the service principal of the API.",
        request: {
          method: "PATCH",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}",
          body: '{"accountEnabled":true}',
          permission: "Application.ReadWrite.All",
        },
      },
      testOnce,
    ],
    docs: codesPage,
    doubts: ["1003018 has the same description in Microsoft's list; the names tell the two apart."],
  },
  {
    code: 1003020,
    name: "CustomExtensionIncorrectTargetUrlFormat",
    title: "Target URL is malformed",
    meaning:
      "The extension's target URL is not an absolute https address. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before the URL is corrected.",
    events: "all",
    causes: [
      documented("The URL starts with http or is otherwise not a valid address."),
      inferred(
        "The extension was created with targetUrl outside endpointConfiguration, as one guide shows it.",
      ),
      inferred("A deployment script left a placeholder or a blank in the URL."),
    ],
    evidence: [
      documented("Directory: endpointConfiguration.targetUrl does not start with https or is no URL."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Write the full https address of the API's route to the extension.",
        request: setTargetUrl,
      },
      validate,
      testOnce,
    ],
    docs: codesPage,
    doubts: ["The guide of Microsoft's B2C migration kit puts targetUrl at the root of the extension."],
  },
  {
    code: 1003021,
    name: "CustomExtensionPermissionNotGrantedToServicePrincipal",
    title: "Permission not granted",
    meaning:
      "The API's service principal lacks the Microsoft Graph permission to receive extension calls. Every sign-in or sign-up that meets the extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before admin consent was given.",
    events: "all",
    causes: [
      observed("The permission was granted to another app than the one in the extension's resourceId."),
      observed("The app registration lists the permission, but nobody gave admin consent."),
      inferred("The role id came from an article that prints a dummy id in its place."),
    ],
    evidence: [
      documented("Validation: a warning with the code PermissionNotGrantedToServicePrincipal."),
      documented(`Directory: the API's service principal has no assignment of the role ${receivePayload}.`),
      observed("App: the code can also reach the app directly, as AADSTS1003021."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Follow resourceId to its app id, and read the assignments of that app's service principal.",
        request: {
          method: "GET",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignments",
          permission: "Application.Read.All",
        },
      },
      {
        text: "Add the application permission CustomAuthenticationExtension.Receive.Payload to that app registration, if it is not listed.",
      },
      { text: "Grant admin consent under API permissions of that app registration." },
      {
        text: "Where consent must be scripted, assign the role through Graph instead; the permission for it is very powerful.",
        request: {
          method: "POST",
          path: "/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignments",
          body: `{"principalId":"{apiServicePrincipalId}","resourceId":"{graphServicePrincipalId}","appRoleId":"${receivePayload}"}`,
          permission: "AppRoleAssignment.ReadWrite.All",
        },
      },
      testOnce,
    ],
    docs: codesPage,
    doubts: [
      "Microsoft's pages print the plural CustomAuthenticationExtensions.Receive.Payload; the directory knows the singular.",
      "A configuration article shows a dummy id (00aa00aa-bb11-…) where the id of the role belongs.",
      "Validation reports the missing grant as a warning only, although every call fails.",
    ],
  },
  {
    code: 1003022,
    name: "CustomExtensionMsGraphServicePrincipalDisabledOrNotFound",
    title: "Microsoft Graph disabled or missing",
    meaning:
      "The service principal of Microsoft Graph is disabled or absent in this tenant. Every sign-in or sign-up that meets an extension stops.",
    fault: "configuration",
    fixedBy: "Tenant admin",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not before Microsoft Graph is enabled again.",
    events: "all",
    causes: [
      inferred("A hardening script disabled the enterprise application Microsoft Graph."),
      inferred("The service principal was deleted from the tenant."),
    ],
    evidence: [
      documented(`Directory: the service principal of ${graphAppId} is missing or has accountEnabled false.`),
      inferred("Elsewhere: other apps of the tenant that use Microsoft Graph fail as well."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Enable the service principal of Microsoft Graph.",
        request: {
          method: "PATCH",
          path: `/v1.0/servicePrincipals(appId='${graphAppId}')`,
          body: '{"accountEnabled":true}',
          permission: "Application.ReadWrite.All",
        },
      },
      {
        text: "If Graph answers that it does not exist, create it.",
        request: {
          method: "POST",
          path: "/v1.0/servicePrincipals",
          body: `{"appId":"${graphAppId}"}`,
          permission: "Application.ReadWrite.All",
        },
      },
      { text: "If no token for Graph can be had, enable it in the admin center or open a support case." },
      testOnce,
    ],
    docs: codesPage,
    doubts: [
      "One code stands for two states; only the directory tells disabled from missing.",
      "While Microsoft Graph is disabled, repair through Graph itself may be impossible; that is our conclusion.",
    ],
  },
  {
    code: 1003023,
    name: "CustomExtensionBlocked",
    title: "Endpoint blocked by Microsoft",
    meaning: "Entra refuses to call this endpoint. Every sign-in or sign-up that meets the extension stops.",
    fault: "platform",
    fixedBy: "Tenant admin, or Microsoft support",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "No, not while the target stays the same.",
    events: "all",
    causes: [
      inferred("The host is an IP address, a loopback name or leads to a private network."),
      documented(
        "For password migration, Graph, Entra and interactive sign-in pages are forbidden as targets.",
      ),
      inferred("Microsoft blocked the host, for example after abuse."),
    ],
    evidence: [
      inferred("Directory: the host of targetUrl belongs to Microsoft's own services or is not public."),
      inferred("Network: the host resolves to a private or loopback address."),
      ...nothingSent,
    ],
    fix: [
      {
        text: "Move the extension to a public host of your own and write its address and resourceId together.",
        request: moveEndpoint,
      },
      {
        text: "If the host is public and yours, open a support case and name the host and a correlation id.",
      },
    ],
    docs: codesPage,
    doubts: ["Microsoft publishes no criteria for the block, so nothing outside Entra can predict it."],
  },
]
