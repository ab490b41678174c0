import type { ConfigurationExample } from "@/lib/model/error-code"
import { callerAppId, graphAppId, receivePayload } from "./ids"

const host = "func.contoso.example"
const apiAppId = "a13d0fc1-04ab-4ede-b215-63de0174cbb4"
const extensionId = "6fc5012e-7665-43d6-9708-4370863f4e6e"
const apiPrincipalId = "7f1f9d30-52c8-4c52-8f9a-1c6f8a4f2b11"
const graphPrincipalId = "c9a1b2d4-0e35-4b6a-9d1e-2f3a4b5c6d7e"

type Members = Readonly<Record<string, unknown>>

/** An object before and after the fix: the members of both, then what only one side has. */
const changed = (
  object: string,
  text: string,
  members: Members,
  before: Members,
  after: Members,
): ConfigurationExample => ({
  kind: "configuration",
  text,
  object,
  before: JSON.stringify({ ...members, ...before }, null, 2),
  after: JSON.stringify({ ...members, ...after }, null, 2),
})

const resource = (resourceId: string) => ({
  authenticationConfiguration: {
    "@odata.type": "#microsoft.graph.azureAdTokenAuthentication",
    resourceId,
  },
})
const endpoint = (targetUrl: string) => ({
  endpointConfiguration: { "@odata.type": "#microsoft.graph.httpRequestEndpoint", targetUrl },
})
const extension = { "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtension", id: extensionId }
const goodResource = resource(`api://${host}/${apiAppId}`)
const goodEndpoint = endpoint(`https://${host}/api/claims`)

const listener = (handler: unknown) => ({
  "@odata.type": "#microsoft.graph.onTokenIssuanceStartListener",
  id: "990d94e5-cc8f-4c4b-97b4-27e2678aac28",
  conditions: { applications: { includeApplications: [{ appId: "00001111-aaaa-2222-bbbb-3333cccc4444" }] } },
  handler,
})
const handler = (id: string) => ({
  "@odata.type": "#microsoft.graph.onTokenIssuanceStartCustomExtensionHandler",
  configuration: null,
  customExtension: { id },
})

const principal = (object: string, text: string, appId: string) =>
  changed(object, text, { appId, accountEnabled: false }, {}, { accountEnabled: true })
const missing = (object: string, text: string, appId: string) =>
  changed(object, text, {}, { value: [] }, { value: [{ appId, accountEnabled: true }] })

/** The configuration that earns each code of the pre-call phase, and the same after the fix. */
export const configurations: Readonly<Record<number, ConfigurationExample>> = {
  1003000: changed(
    "The listener",
    "The handler is gone after a script edited the listener; a guess at what can end in this code.",
    {},
    listener(null),
    listener(handler(extensionId)),
  ),
  1003004: changed(
    "The listener, at the beta endpoint",
    "The listener for one-time codes runs for every app; naming the apps that need it cuts the calls.",
    { "@odata.type": "#microsoft.graph.onEmailOtpSendListener", id: "990d94e5-cc8f-4c4b-97b4-27e2678aac28" },
    { conditions: { applications: { includeAllApplications: true, includeApplications: [] } } },
    {
      conditions: {
        applications: {
          includeAllApplications: false,
          includeApplications: [{ appId: "00001111-aaaa-2222-bbbb-3333cccc4444" }],
        },
      },
    },
  ),
  1003011: changed(
    "The listener",
    "The handler still names the deleted extension; it has to name the one that exists.",
    {},
    listener(handler("0d2c7a11-9f3e-4f0a-8a51-3b7e6d5c4f20")),
    listener(handler(extensionId)),
  ),
  1003014: changed(
    "The extension",
    "The URI lacks the host, as the portal proposes it; the API app needs the same URI.",
    { ...extension, ...goodEndpoint },
    resource(`api://${apiAppId}`),
    goodResource,
  ),
  1003015: changed(
    "The extension",
    "The API moved to another host and only the target URL followed; the URI has to name that host too.",
    { ...extension, ...goodEndpoint },
    resource(`api://old-func.contoso.example/${apiAppId}`),
    goodResource,
  ),
  1003016: missing(
    "Service principals with the API's app id",
    "The tenant has no service principal for the API; creating it is the fix.",
    apiAppId,
  ),
  1003017: missing(
    "Service principals with the app id of Entra's caller",
    "The tenant has no service principal for the caller; creating it is the fix.",
    callerAppId,
  ),
  1003018: principal(
    "The service principal of Entra's caller",
    "The caller is switched off; it has to be enabled.",
    callerAppId,
  ),
  1003019: principal(
    "The service principal of the API",
    "The API's service principal is switched off; it has to be enabled.",
    apiAppId,
  ),
  1003020: changed(
    "The extension",
    "The target URL starts with http; only https is taken.",
    { ...extension, ...goodResource },
    endpoint(`http://${host}/api/claims`),
    goodEndpoint,
  ),
  1003021: changed(
    "App role assignments of the API's service principal",
    "The permission to receive payloads is not granted; one assignment grants it.",
    {},
    { value: [] },
    {
      value: [
        {
          principalId: apiPrincipalId,
          resourceId: graphPrincipalId,
          resourceDisplayName: "Microsoft Graph",
          appRoleId: receivePayload,
        },
      ],
    },
  ),
  1003022: principal(
    "The service principal of Microsoft Graph",
    "Microsoft Graph is switched off in the tenant; it has to be enabled.",
    graphAppId,
  ),
  1003023: changed(
    "The extension",
    "The target is an address of a private network, which may be why it is blocked; a public host is needed.",
    extension,
    { ...endpoint("https://10.0.0.4/api/claims"), ...resource(`api://10.0.0.4/${apiAppId}`) },
    { ...goodEndpoint, ...goodResource },
  ),
}
