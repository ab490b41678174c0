import { callerAppId } from "@/lib/codes/ids"
import type { Exchange } from "@/lib/model/exchange"
import { isMembers } from "@/lib/model/json"
import type { HostAnswer } from "@/lib/model/verdict"
import { isWorkable, parseJson } from "./json"
import { header } from "./status"

type Seen = {
  status: number | null
  headers: Exchange["headers"]
  text: string
  root: Readonly<Record<string, unknown>>
}

type Recogniser = HostAnswer & { knows(seen: Seen): boolean }

const code = (value: unknown) => (isMembers(value) && typeof value.code === "string" ? value.code : "")
const word = (value: unknown) => (typeof value === "string" ? value : "")
const isOneOf = ({ status }: Seen, ...statuses: number[]) => status !== null && statuses.includes(status)
const isHtml = ({ text }: Seen) => /^\s*(<!doctype html|<html|<head|<body)/i.test(text)
const server = ({ headers }: Seen) => (header(headers, "server") ?? "").toLowerCase()

/** Hosts by the shape of what they answer in place of the API's code, the most telling shape first. */
const recognisers: readonly Recogniser[] = [
  {
    host: "AuthenticationEvents library",
    text: "Microsoft's AuthenticationEvents library refused the request or the answer of your code and listed its reasons under errors.",
    fix: "Read the texts under errors: with 401 the token was refused, with 400 the request was not understood, with 500 your own answer broke the contract.",
    basis: "observed",
    knows: (seen) => isOneOf(seen, 400, 401, 500) && isListOfErrors(seen.root),
  },
  {
    host: "Logic Apps",
    text: "The access policy of the workflow refused the token.",
    fix: "In the workflow's authorization policy put the issuer and audience of the token that Entra sends, and take sv and sig out of the target URL.",
    basis: "observed",
    knows: ({ root }) => /^(DirectApi|MisMatchingOAuthClaims)/.test(code(root.error)),
  },
  {
    host: "Logic Apps",
    text: "The trigger's schema does not fit the request, so the workflow never ran.",
    fix: "Remove the JSON schema from the Request trigger, or widen it to what Entra sends.",
    basis: "observed",
    knows: ({ root }) => /^TriggerInput/.test(code(root.error)),
  },
  {
    host: "Logic Apps",
    text: "The workflow ended without an answer.",
    fix: "Put a Response action on every path of the workflow, the failing ones included.",
    basis: "observed",
    knows: ({ root }) => /^NoResponse/.test(code(root.error)),
  },
  {
    host: "Logic Apps",
    text: "There is no such workflow, or it is switched off.",
    fix: "Enable the workflow, or copy the address of its Request trigger into the target URL again, without sv and sig.",
    basis: "observed",
    knows: ({ root }) => /^Workflow(Trigger)?(NotFound|IsNotEnabled)/.test(code(root.error)),
  },
  {
    host: "Logic Apps",
    text: "A member is called @@odata.type: the designer's escape for @ was sent as it stands.",
    fix: "Write @@ only in the designer of Logic Apps; everywhere else, and in its code view's output, the name is @odata.type.",
    basis: "observed",
    knows: ({ text }) => text.includes('"@@odata.type"'),
  },
  {
    host: "App Service authentication",
    text: "The authentication of App Service (Easy Auth) answered before your code could: it did not accept the token or the calling client.",
    fix: `Add ${callerAppId} to the allowed client applications and the API's app id and URI to the allowed audiences.`,
    basis: "observed",
    knows: (seen) =>
      isOneOf(seen, 401, 403) &&
      (/^\s*You do not have permission to view this directory or page\.?\s*$/.test(seen.text) ||
        header(seen.headers, "x-ms-middleware-request-id") !== undefined ||
        /\bauthorization_uri=/.test(header(seen.headers, "www-authenticate") ?? "") ||
        (seen.root.code === seen.status && /\bIDX\d{5}\b/.test(word(seen.root.message)))),
  },
  {
    host: "API Management",
    text: "API Management answered in front of the API: a subscription key, a policy or the token check refused the call.",
    fix: "Switch the subscription requirement off for this operation and let validate-jwt accept Entra's token.",
    basis: "documented",
    knows: ({ root, status }) => root.statusCode === status && isGatewayMessage(word(root.message)),
  },
  {
    host: "Azure Functions",
    text: "The Functions host answered itself: the function app is not running or could not start.",
    fix: "Open the function app's log stream and check its storage account, its settings and the last deployment.",
    basis: "observed",
    knows: (seen) => isOneOf(seen, 500, 502, 503) && /^\s*Function host is not running\b/i.test(seen.text),
  },
  {
    host: "App Service",
    text: "App Service answered with a page of its own: the app is stopped, closed to this address, or failed to start.",
    fix: "Start the app, look into its log stream, and let its access restrictions admit Entra.",
    basis: "observed",
    knows: (seen) =>
      isHtml(seen) &&
      /This web app is stopped|<title>\s*Web App - Unavailable|:\( Application Error/i.test(seen.text),
  },
  {
    host: "ASP.NET",
    text: "The framework answered with problem details instead of your code's answer.",
    fix: "Read title, detail and errors in the body; model validation or an exception handler wrote them before your code could answer.",
    basis: "documented",
    knows: ({ root }) =>
      typeof root.title === "string" &&
      typeof root.status === "number" &&
      ("traceId" in root || /^https:\/\/tools\.ietf\.org\/html\/rfc/.test(word(root.type))),
  },
  {
    host: "Azure Front Door",
    text: "Front Door answered with an error page of its own and did not reach the API.",
    fix: "Check the origin's health, its certificate and the firewall rules of the Front Door profile.",
    basis: "observed",
    knows: (seen) =>
      isHtml(seen) &&
      (/Our services aren['’]t available/i.test(seen.text) ||
        (header(seen.headers, "x-azure-ref") !== undefined && /The request is blocked/i.test(seen.text))),
  },
  {
    host: "Application Gateway",
    text: "Application Gateway answered with an error page of its own.",
    fix: "Check the backend's health, the listener and the firewall rules of the gateway.",
    basis: "observed",
    knows: (seen) =>
      isHtml(seen) &&
      (server(seen).includes("application-gateway") ||
        /Microsoft-Azure-Application-Gateway/i.test(seen.text)),
  },
  {
    host: "Sign-in page",
    text: "A sign-in page came back: the API sends callers without a browser session to log in.",
    fix: "Let this path answer 401 instead of a redirect and accept Entra's bearer token there.",
    basis: "inferred",
    knows: (seen) => leadsToSignIn(seen) || (isHtml(seen) && isSignInPage(seen.text)),
  },
  {
    host: "Web server or proxy",
    text: "An HTML page came back; usually a web server, a proxy or a framework writes it before the API's code is reached.",
    fix: "Compare the path of the target URL with the API's route, and look into the log of everything that stands in front of it.",
    basis: "inferred",
    knows: isHtml,
  },
]

function isListOfErrors({ errors, ...others }: Seen["root"]): boolean {
  return (
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every((one) => typeof one === "string") &&
    Object.keys(others).length === 0
  )
}

/** Texts that API Management writes; frameworks such as NestJS use the same two members for their own. */
function isGatewayMessage(message: string): boolean {
  return (
    /^Access (denied due to (missing|invalid) subscription key|to this API has been disallowed)/.test(
      message,
    ) ||
    /^(Rate limit is exceeded|Out of call volume quota|Resource not found$)/.test(message) ||
    /^(JWT not present|Invalid JWT)/.test(message)
  )
}

const signInHosts = /\blogin\.(microsoftonline|windows)\.(com|net|us)\b|\.ciamlogin\.com\b/i
const signInPaths = /\/(\.auth\/login|login|sign-?in)([/?#]|$)/i

function leadsToSignIn({ status, headers }: Seen): boolean {
  const location = header(headers, "location") ?? ""
  const isRedirect = status !== null && status >= 300 && status < 400
  return isRedirect && (signInHosts.test(location) || signInPaths.test(location))
}

const isSignInPage = (text: string) => signInHosts.test(text) || /<title>\s*sign in/i.test(text)

const longestPage = 200_000

/** The host whose own answer this is; null when nothing in it points to one. */
export function recogniseHost({ httpStatus, headers, body }: Exchange): HostAnswer | null {
  const text = (body ?? "").slice(0, longestPage)
  const parsed = isWorkable(text) ? parseJson(text) : { ok: false as const }
  const root = parsed.ok && isMembers(parsed.value) ? parsed.value : {}
  const known = recognisers.find(({ knows }) => knows({ status: httpStatus, headers, text, root }))
  if (!known) return null
  const { host, text: says, fix, basis } = known
  return { host, text: says, fix, basis }
}
