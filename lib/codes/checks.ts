import type { CheckStep } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { callerAppId, graphAppId, receivePayload } from "./ids"
import { readSignIn } from "./log-reads"
import { judgeAnswer, validate } from "./requests"

const read = (path: string, permission: string): CheckStep["request"] => ({ method: "GET", path, permission })
const applications = "Application.Read.All"
const extensions = "CustomAuthenticationExtension.Read.All"

const principal = (appId: string) =>
  `/v1.0/servicePrincipals(appId='${appId}')?$select=id,accountEnabled,disabledByMicrosoftStatus`

const signIn = {
  text: "Read the entry of the sign-in by its correlation id.",
  request: readSignIn,
}
const theExtension = {
  text: "Read the extension.",
  request: read("/v1.0/identity/customAuthenticationExtensions/{extensionId}", extensions),
}
const payload = {
  text: "Make a request as Entra sends it and send it to the API with a token that it accepts.",
  command: [
    "npm run -s cli -- payload {event} > request.json",
    'curl -i -X POST "https://{host}/{targetPath}" -H "Content-Type: application/json" -H "Authorization: Bearer $TOKEN" --data-binary @request.json',
  ].join("\n"),
}
const resolve = { text: "Resolve the host from outside your network.", command: "nslookup {host}" }
const tls = {
  text: "Open a TLS connection from outside your network and read the certificate.",
  command: "openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} </dev/null",
}
const judged = (code: number) => ({
  ...judgeAnswer,
  tells: inferred(`The verdict ${code} settles it and names the place in the body.`),
})
const status200 = {
  ...signIn,
  tells: inferred("httpStatus 200 under appliedEventListeners says that the answer's content is at fault."),
}

/** What to look at for each code, the deciding look first. */
export const checks: Readonly<Record<number, readonly CheckStep[]>> = {
  1003000: [
    {
      ...signIn,
      tells: inferred("numberOfAttempts 0 under appliedEventListeners says that nothing was sent."),
    },
    {
      text: "Read the listeners.",
      request: read("/v1.0/identity/authenticationEventListeners", "EventListener.Read.All"),
      tells: inferred("A listener that cannot be read, or that has no handler, is the likely cause."),
    },
    {
      text: "Read the audit log for changes before the first failure.",
      request: read(
        "/v1.0/auditLogs/directoryAudits?$filter=activityDateTime%20ge%20{from}%20and%20activityDateTime%20le%20{to}",
        "AuditLog.Read.All",
      ),
      tells: inferred("No change at all points at a passing fault of the service."),
    },
  ],
  1003001: [
    {
      text: "Read whether the API's service principal requires an assignment.",
      request: read(
        "/v1.0/servicePrincipals/{apiServicePrincipalId}?$select=appRoleAssignmentRequired,accountEnabled",
        applications,
      ),
      tells: inferred("appRoleAssignmentRequired true without an assignment of Entra's caller can cause it."),
    },
    {
      text: "Read who is assigned to the API's service principal.",
      request: read("/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignedTo", applications),
      tells: inferred(`Entra's caller ${callerAppId} has to be in the list where an assignment is required.`),
    },
    {
      ...signIn,
      tells: inferred("numberOfAttempts 0 points at the token, 1 or 2 at the connection."),
    },
    { ...tls, tells: inferred("A verification error makes the connection the likelier cause.") },
  ],
  1003002: [
    {
      ...signIn,
      tells: documented("httpStatus under appliedEventListeners is the status that Entra did not accept."),
    },
    { ...payload, tells: inferred("The first line of the answer shows the status; only 200 is accepted.") },
    {
      text: "Call the API without a token.",
      command: 'curl -i -X POST "https://{host}/{targetPath}" -H "Content-Type: application/json" -d "{}"',
      tells: inferred(
        "A 401 from the platform comes without a line in the API's own log; then its authentication settings decide.",
      ),
    },
    {
      text: "On App Service, read the authentication settings.",
      command: "az webapp auth show --resource-group {resourceGroup} --name {webApp}",
      tells: observed(`The allowed client applications have to name Entra's caller ${callerAppId}.`),
    },
  ],
  1003003: [
    judged(1003003),
    { ...payload, tells: observed("A type name that starts with # in the answer is the cause.") },
    status200,
  ],
  1003004: [
    {
      text: "Count the callouts of each second in the log.",
      request: read(
        "/beta/auditLogs/signIns?$filter=createdDateTime%20ge%20{from}%20and%20createdDateTime%20le%20{to}%20and%20signInEventTypes/any(t:t%20eq%20'interactiveUser'%20or%20t%20eq%20'nonInteractiveUser')",
        "AuditLog.Read.All",
      ),
      tells: documented("More than 50 in one second of an external tenant are above Entra's limit."),
    },
    {
      text: "Read which apps the listeners name; the beta endpoint also tells about all apps.",
      request: read("/beta/identity/authenticationEventListeners", "EventListener.Read.All"),
      tells: inferred("A listener for every app multiplies the calls."),
    },
  ],
  1003005: [
    {
      ...payload,
      text: "Time the call twice: once after a quiet time, once right after it.",
      command: [
        "npm run -s cli -- payload {event} > request.json",
        'curl -s -o /dev/null -w "%{time_connect} %{time_starttransfer} %{time_total}\\n" -X POST "https://{host}/{targetPath}" -H "Content-Type: application/json" -H "Authorization: Bearer $TOKEN" --data-binary @request.json',
      ].join("\n"),
      tells: inferred(
        "A slow first call and a quick second one mean a cold start; two slow ones a slow API.",
      ),
    },
    {
      ...signIn,
      tells: observed("numberOfAttempts 2 without httpStatus says that the retry ran out of time as well."),
    },
    {
      ...theExtension,
      tells: documented("timeoutInMilliseconds can be 200 to 2000; a low value cuts the API's time."),
    },
    {
      text: "Read the listeners for a time-out of their own.",
      request: read("/v1.0/identity/authenticationEventListeners", "EventListener.Read.All"),
      tells: documented("A value in handler.configuration wins over the one of the extension."),
    },
  ],
  1003006: [
    { ...payload, tells: documented("Content-Type in the answer is not application/json.") },
    judged(1003006),
    status200,
  ],
  1003007: [
    judged(1003007),
    { ...payload, tells: documented("claims is null in the answer for a user who fails.") },
    status200,
  ],
  1003008: [
    {
      ...payload,
      tells: inferred("apiSchemaVersion at the root of the answer belongs to the old contract."),
    },
    {
      ...judgeAnswer,
      tells: inferred(
        "The judge never settles on 1003008; among the alternates it points at the old contract.",
      ),
    },
    status200,
  ],
  1003009: [
    { ...payload, tells: inferred("Content-Length 0 or the body null settles it.") },
    judged(1003009),
    status200,
  ],
  1003010: [
    judged(1003010),
    {
      ...payload,
      tells: documented("The number of entries in actions is not the one that the event takes."),
    },
    status200,
  ],
  1003011: [
    {
      text: "List the ids of the extensions.",
      request: read("/v1.0/identity/customAuthenticationExtensions", extensions),
      tells: inferred("The code is settled when the id in the entry of the log is not among them."),
    },
    {
      text: "List the listeners with the ids in their handlers.",
      request: read("/v1.0/identity/authenticationEventListeners", "EventListener.Read.All"),
      tells: inferred("A handler with an id that no extension has is the one to mend."),
    },
    {
      text: "In an external tenant, list the user flows with the ids in their handlers.",
      request: read("/v1.0/identity/authenticationEventsFlows", "EventListener.Read.All"),
      tells: inferred("A user flow can keep the id of a deleted extension as well."),
    },
    { ...signIn, tells: observed("numberOfAttempts 0 says that nothing was sent.") },
  ],
  1003012: [
    judged(1003012),
    { ...payload, tells: documented("The action's @odata.type is not one that the event defines.") },
    {
      ...theExtension,
      tells: inferred("A targetUrl that leads to the handler of another event explains the foreign action."),
    },
  ],
  1003014: [
    { ...validate, tells: documented("An error with the code IncorrectResourceIdFormat settles it.") },
    { ...theExtension, tells: inferred("resourceId has to read api://, host, slash, app id.") },
    {
      text: "Read the Application ID URIs of the API app.",
      request: read("/v1.0/applications(appId='{apiAppId}')?$select=identifierUris", applications),
      tells: inferred("The resourceId has to be one of them, letter by letter."),
    },
  ],
  1003015: [
    { ...validate, tells: documented("An error with the code DomainNameDoesNotMatch settles it.") },
    { ...theExtension, tells: documented("The hosts of targetUrl and resourceId have to be equal.") },
  ],
  1003016: [
    {
      text: "Read the service principal of the API.",
      request: read(principal("{apiAppId}"), applications),
      tells: documented("404 settles it: the app id has no service principal in this tenant."),
    },
    { ...validate, tells: documented("An error with the code ServicePrincipalNotFound says the same.") },
  ],
  1003017: [
    {
      text: "Read the service principal of Entra's caller.",
      request: read(principal(callerAppId), applications),
      tells: inferred("404 settles it: the caller has no service principal in this tenant."),
    },
  ],
  1003018: [
    {
      text: "Read the service principal of Entra's caller.",
      request: read(principal(callerAppId), applications),
      tells: inferred("accountEnabled false settles it."),
    },
    {
      text: "Read who changed it.",
      request: read(
        "/v1.0/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id%20eq%20'{callerServicePrincipalId}')",
        "AuditLog.Read.All",
      ),
      tells: inferred("An update before the first failure names the person or script to talk to."),
    },
  ],
  1003019: [
    {
      text: "Read the service principal of the API.",
      request: read(principal("{apiAppId}"), applications),
      tells: documented("accountEnabled false settles it."),
    },
    {
      text: "Read who changed it.",
      request: read(
        "/v1.0/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id%20eq%20'{apiServicePrincipalId}')",
        "AuditLog.Read.All",
      ),
      tells: inferred("An update before the first failure names the person or script to talk to."),
    },
  ],
  1003020: [
    { ...theExtension, tells: documented("targetUrl has to be an absolute address that starts with https.") },
  ],
  1003021: [
    {
      text: "Read the app roles that the API's service principal holds.",
      request: read("/v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignments", applications),
      tells: documented(`No entry with appRoleId ${receivePayload} settles it.`),
    },
    {
      ...theExtension,
      tells: observed("The app id at the end of resourceId names the app that needs the permission."),
    },
    {
      ...validate,
      tells: documented("A warning with the code PermissionNotGrantedToServicePrincipal says the same."),
    },
  ],
  1003022: [
    {
      text: "Read the service principal of Microsoft Graph.",
      request: read(principal(graphAppId), applications),
      tells: documented("404 or accountEnabled false settles it."),
    },
  ],
  1003023: [
    {
      ...theExtension,
      tells: inferred("An IP address or a Microsoft host in targetUrl is the likely cause."),
    },
    { ...resolve, tells: inferred("A private or loopback address is a likely cause.") },
  ],
  1003024: [
    {
      ...payload,
      text: "Measure the answer for a user who fails.",
      command: [
        "npm run -s cli -- payload {event} > request.json",
        'curl -s -o answer.body -w "%{size_download}\\n" -X POST "https://{host}/{targetPath}" -H "Content-Type: application/json" -H "Authorization: Bearer $TOKEN" --data-binary @request.json',
      ].join("\n"),
      tells: inferred(
        "Far more than 8 KB make the size the likely cause; the limit itself is not published.",
      ),
    },
    {
      ...judgeAnswer,
      tells: inferred("The judge never settles on 1003024; it warns about the size."),
    },
  ],
  1003025: [
    judged(1003025),
    {
      ...payload,
      tells: documented(
        "Names and values of all claims together come to more than 3 KB for a user who fails.",
      ),
    },
    { ...signIn, tells: inferred("The same few users fail every time.") },
  ],
  1003026: [
    judged(1003026),
    { ...payload, tells: documented("claims in the answer has an empty key.") },
    status200,
  ],
  1003027: [
    { ...resolve, tells: inferred("No address settles it: Entra cannot find the host.") },
    {
      ...tls,
      tells: inferred(
        "A refused connection or a verification error settles it; look at the line Verify return code.",
      ),
    },
    {
      text: "Call the API's root from outside your network.",
      command: 'curl -sv -o /dev/null "https://{host}/"',
      tells: inferred("Any HTTP status shows that the host can be reached from where you are."),
    },
    { ...signIn, tells: inferred("An entry without httpStatus says that no answer came.") },
  ],
}
