import type { FixStep, GraphRequest } from "@/lib/model/error-code"

const extension = "/v1.0/identity/customAuthenticationExtensions/{extensionId}"

/** Lets Entra itself check the extension. */
export const validate = {
  text: "Run Entra's own validation of the extension and read its errors and warnings.",
  request: {
    method: "POST",
    path: `${extension}/validateAuthenticationConfiguration`,
    permission: "CustomAuthenticationExtension.Read.All",
  },
} as const satisfies FixStep

/** Keeps a function app from falling asleep. */
export const keepAwake: FixStep = {
  text: "Keep the host awake: always on, or instances that are always ready.",
  command: "az functionapp config set --resource-group {resourceGroup} --name {functionApp} --always-on true",
}

/** Has an answer of the API judged. */
export const judgeAnswer = {
  text: "Judge the answer with status, headers and body: paste it into the answer check page (/codes/judge), or run the command on an exchange file.",
  command: "npm run -s cli -- judge answer.json",
} as const satisfies FixStep

const targetUrl = {
  endpointConfiguration: {
    "@odata.type": "#microsoft.graph.httpRequestEndpoint",
    targetUrl: "https://{host}/{targetPath}",
  },
}
const resourceId = {
  authenticationConfiguration: {
    "@odata.type": "#microsoft.graph.azureAdTokenAuthentication",
    resourceId: "api://{host}/{apiAppId}",
  },
}

/** Writes the API's address to the extension. */
export const setTargetUrl: GraphRequest = patch(targetUrl)

/** Writes the API's Application ID URI to the extension. */
export const setResourceId: GraphRequest = patch(resourceId)

/** Writes both, which have to name the same host. */
export const moveEndpoint: GraphRequest = patch({ ...targetUrl, ...resourceId })

/** Gives the API the most time, and the most retries, that Entra allows. */
export const setLongestTimeout: GraphRequest = patch({
  clientConfiguration: { timeoutInMilliseconds: 2000, maximumRetries: 1 },
})

function patch(members: object): GraphRequest {
  return {
    method: "PATCH",
    path: extension,
    body: JSON.stringify({ "@odata.type": "#microsoft.graph.{extensionType}", ...members }),
    permission: "CustomAuthenticationExtension.ReadWrite.All",
  }
}
