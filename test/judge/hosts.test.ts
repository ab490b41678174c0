import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import type { Exchange } from "@/lib/model/exchange"
import { correct, withClaims } from "./vectors/correct"

type Answer = { status: number; headers?: Record<string, string>; body?: string | object }

function exchangeOf({ status, headers = {}, body = "" }: Answer): Exchange {
  const isText = typeof body === "string"
  return {
    eventType: "tokenIssuanceStart",
    httpStatus: status,
    headers: { "Content-Type": isText ? "text/html" : "application/json; charset=utf-8", ...headers },
    body: isText ? body : JSON.stringify(body),
    latencyMs: 120,
  }
}

/** The host that the judge names behind an answer that is at fault. */
function hostOf(answer: Answer): string | null {
  const { fault } = judge(exchangeOf(answer))
  if (!fault) throw new Error("The answer is accepted.")
  return fault.host?.host ?? null
}

const refusedPage = "You do not have permission to view this directory or page."
const workflow = (code: string, message: string) => ({ error: { code, message } })
const gateway = (statusCode: number, message: string) => ({ statusCode, message })
const page = (title: string, inside = "") =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr>${inside}</body>\r\n</html>\r\n`

const recognised: Record<string, readonly (Answer & { what: string })[]> = {
  "App Service authentication": [
    { what: "a refused token", status: 401, body: refusedPage },
    { what: "a refused caller", status: 403, body: refusedPage },
    { what: "a line break before the text", status: 403, body: `\r\n${refusedPage}` },
    { what: "no full stop", status: 403, body: refusedPage.slice(0, -1) },
    { what: "a line break behind the text", status: 403, body: `${refusedPage}\r\n` },
    { what: "its request id", status: 401, headers: { "x-ms-middleware-request-id": "0" } },
    {
      what: "a challenge with its address",
      status: 401,
      headers: { "WWW-Authenticate": 'Bearer realm="x" authorization_uri="https://login.windows.net/t"' },
    },
    {
      what: "the reason of the token library",
      status: 401,
      body: { code: 401, message: "IDX10205: Issuer validation failed." },
    },
  ],
  "Azure Functions": [
    { what: "a host that is down", status: 503, body: "Function host is not running." },
    { what: "a line break before it", status: 503, body: "\nFunction host is not running" },
    { what: "the same as 502", status: 502, body: "Function host is not running." },
    { what: "the same as 500", status: 500, body: "Function host is not running." },
  ],
  "AuthenticationEvents library": [
    { what: "a refused token", status: 401, body: { errors: ["Unauthorized"] } },
    { what: "a refused request", status: 400, body: { errors: ["Error parsing payload"] } },
    { what: "a refused answer", status: 500, body: { errors: ["No Actions Found.", "The Id is required."] } },
  ],
  "Logic Apps": [
    {
      what: "a schema that does not fit",
      status: 400,
      body: workflow("TriggerInputSchemaMismatch", "The input body for trigger 'manual' did not match."),
    },
    {
      what: "no scheme but a signature",
      status: 403,
      body: workflow("DirectApiAuthorizationRequired", "The request must be authenticated."),
    },
    {
      what: "two schemes",
      status: 401,
      body: workflow("DirectApiRequestHasMoreThanOneAuthorization", "Both SAS and Bearer."),
    },
    {
      what: "claims against the policy",
      status: 403,
      body: workflow("MisMatchingOAuthClaims", "One or more claims do not match."),
    },
    {
      what: "no Response action",
      status: 502,
      body: workflow("NoResponse", "The server did not receive a response from an upstream server."),
    },
    { what: "a deleted workflow", status: 404, body: workflow("WorkflowNotFound", "Could not be found.") },
    {
      what: "a workflow that is off",
      status: 400,
      body: workflow("WorkflowTriggerIsNotEnabled", "The workflow is not enabled."),
    },
    {
      what: "its escape in a name",
      status: 200,
      body: correct.tokenIssuanceStart.replaceAll("@odata", "@@odata"),
      headers: { "Content-Type": "application/json" },
    },
  ],
  "API Management": [
    {
      what: "a missing key",
      status: 401,
      body: gateway(
        401,
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
      ),
    },
    {
      what: "a wrong key",
      status: 401,
      body: gateway(401, "Access denied due to invalid subscription key. Make sure to provide a valid key."),
    },
    {
      what: "a closed product",
      status: 403,
      body: gateway(403, "Access to this API has been disallowed."),
    },
    { what: "no token", status: 401, body: gateway(401, "JWT not present.") },
    { what: "a wrong token", status: 401, body: gateway(401, "Invalid JWT.") },
    { what: "a rate", status: 429, body: gateway(429, "Rate limit is exceeded. Try again in 4 seconds.") },
    { what: "a quota", status: 403, body: gateway(403, "Out of call volume quota.") },
    { what: "no operation", status: 404, body: gateway(404, "Resource not found") },
  ],
  "App Service": [
    {
      what: "a stopped app",
      status: 403,
      body: "<!DOCTYPE html><html><head><title>Web App - Unavailable</title></head><body><h1>Error 403 - This web app is stopped.</h1></body></html>",
    },
    { what: "blanks in its title", status: 403, body: "<html><title>  Web App - Unavailable</title></html>" },
    {
      what: "an app that did not start",
      status: 503,
      body: "<!DOCTYPE html><html><body><h1>:( Application Error</h1></body></html>",
    },
  ],
  "ASP.NET": [
    {
      what: "a failed validation",
      status: 400,
      body: {
        type: "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        title: "One or more validation errors occurred.",
        status: 400,
        errors: { data: ["The data field is required."] },
        traceId: "00-84c1fd4063c38d9f3900d06e56542d48-85d1d4-00",
      },
    },
    {
      what: "a wrong media type",
      status: 415,
      body: {
        type: "https://tools.ietf.org/html/rfc7231#section-6.5.13",
        title: "Unsupported Media Type",
        status: 415,
      },
    },
  ],
  "Azure Front Door": [
    {
      what: "no healthy origin",
      status: 503,
      body: "<!DOCTYPE html><html><body><h2>Our services aren't available right now</h2></body></html>",
      headers: { "X-Azure-Ref": "0abc" },
    },
    {
      what: "the firewall",
      status: 403,
      body: "<!DOCTYPE html><html><body>The request is blocked.</body></html>",
      headers: { "x-azure-ref": "0abc" },
    },
  ],
  "Application Gateway": [
    {
      what: "no healthy backend",
      status: 502,
      body: page("502 Bad Gateway", "<center>Microsoft-Azure-Application-Gateway/v2</center>"),
    },
    {
      what: "its name in the header",
      status: 403,
      body: page("403 Forbidden"),
      headers: { Server: "Microsoft-Azure-Application-Gateway/v2" },
    },
  ],
  "Sign-in page": [
    {
      what: "a redirect to Entra",
      status: 302,
      headers: { Location: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1" },
    },
    {
      what: "a redirect to the older address",
      status: 302,
      headers: { location: "https://login.windows.net/common/oauth2/authorize" },
    },
    {
      what: "a redirect to an external tenant",
      status: 307,
      headers: { location: "https://woodgrove.ciamlogin.com/x/oauth2/v2.0/authorize" },
    },
    { what: "a page of the app", status: 302, headers: { location: "/Account/Login?ReturnUrl=%2Fapi" } },
    { what: "the first of the redirects", status: 300, headers: { location: "/login" } },
    { what: "a page with a hyphen", status: 302, headers: { location: "https://x.contoso.com/sign-in" } },
    { what: "a page without one", status: 302, headers: { location: "/signin#x" } },
    { what: "blanks in its title", status: 200, body: "<html><title> \n Sign in</title></html>" },
    { what: "App Service's own path", status: 302, headers: { location: "/.auth/login/aad" } },
    {
      what: "a page that arrived",
      status: 200,
      body: "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body></body></html>",
    },
  ],
  "Web server or proxy": [
    { what: "nginx", status: 502, body: page("502 Bad Gateway", "<center>nginx/1.25.3</center>") },
    {
      what: "IIS",
      status: 404,
      body: '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html><body><h2>404 - File or directory not found.</h2></body></html>',
    },
    {
      what: "IIS refusing a user, which is not App Service",
      status: 403,
      body: "<!DOCTYPE html><html><body><h2>403 - Forbidden</h2><h3>You do not have permission to view this directory or page using the credentials that you supplied.</h3></body></html>",
    },
    {
      what: "a firewall that is not Front Door's",
      status: 403,
      body: "<html>The request is blocked.</html>",
    },
    { what: "white space before it", status: 500, body: `\n  ${page("500")}` },
    {
      what: "a page that merely came through Front Door",
      status: 404,
      body: page("404 Not Found", "<center>nginx</center>"),
      headers: { "x-azure-ref": "0abc" },
    },
  ],
}

describe.each(Object.entries(recognised))("%s is known by", (host, answers) => {
  test.each(answers)("$what", (answer) => expect(hostOf(answer)).toBe(host))
})

const own: readonly (Answer & { what: string })[] = [
  { what: "an error in words", status: 500, body: { error: "The customer database is away." } },
  {
    what: "an error with a code",
    status: 404,
    body: { error: { code: "NotFound", message: "No customer." } },
  },
  { what: "plain text", status: 500, body: "Internal Server Error" },
  { what: "no text", status: 500 },
  { what: "no text with 401", status: 401, headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } },
  {
    what: "NestJS refusing a token",
    status: 401,
    body: { statusCode: 401, message: "Unauthorized", error: "Unauthorized" },
  },
  {
    what: "NestJS without its third member",
    status: 401,
    body: { statusCode: 401, message: "Unauthorized" },
  },
  {
    what: "NestJS without a route",
    status: 404,
    body: { statusCode: 404, message: "Cannot POST /claims", error: "Not Found" },
  },
  { what: "Fastify", status: 500, body: { statusCode: 500, error: "Internal Server Error", message: "x" } },
  { what: "a list of errors for another status", status: 422, body: { errors: ["Name is missing."] } },
  { what: "a list of error objects", status: 400, body: { errors: [{ field: "name" }] } },
  { what: "an empty list of errors", status: 500, body: { errors: [] } },
  { what: "errors beside more", status: 400, body: { errors: ["Name is missing."], success: false } },
  {
    what: "problem details of another framework",
    status: 400,
    body: { type: "about:blank", title: "Bad Request", status: 400, detail: "x", instance: "/claims" },
  },
  { what: "a sentence that names a host", status: 500, body: "The function host of billing failed." },
  { what: "its own code and message", status: 401, body: { code: 401, message: "Session expired" } },
  {
    what: "a trace of the gateway that let it through",
    status: 500,
    body: { error: "x" },
    headers: { "Ocp-Apim-Trace-Location": "https://trace.contoso.com/1" },
  },
  { what: "a redirect to another path", status: 301, headers: { location: "/claims/" } },
  { what: "a place that is no redirect", status: 201, headers: { location: "/login" } },
  {
    what: "a mistake in its claims",
    status: 200,
    body: withClaims(null),
    headers: { "Content-Type": "application/json" },
  },
  { what: "a list", status: 400, body: ["x"] },
  { what: "errors of two kinds", status: 400, body: { errors: ["x", 1] } },
  { what: "markup that is not the beginning", status: 500, body: "Failed: <html>" },
  { what: "a code that is no text", status: 500, body: { error: { code: 5, message: "x" } } },
  ...["MyNoResponse", "BadTriggerInput", "MyDirectApi", "MyWorkflowNotFound"].map((code) => ({
    what: `a code such as ${code}`,
    status: 400,
    body: workflow(code, "x"),
  })),
  { what: "a sentence around App Service's", status: 403, body: `Sorry: ${refusedPage}` },
  { what: "a sentence that goes on after App Service's", status: 403, body: `${refusedPage} Ask Ann.` },
  { what: "a reason with another code", status: 401, body: { code: 1, message: "IDX10205: x" } },
  {
    what: "a sentence around the Functions host's",
    status: 503,
    body: "Oops: Function host is not running.",
  },
  { what: "a message that is no text", status: 401, body: { statusCode: 401, message: 5 } },
  { what: "another status inside", status: 401, body: gateway(500, "JWT not present.") },
  ...[
    "No: Access denied due to missing subscription key.",
    "No: Rate limit is exceeded.",
    "Resource not found here",
    "No: JWT not present.",
  ].map((message) => ({ what: `the message ${message}`, status: 401, body: gateway(401, message) })),
  { what: "details without a status", status: 400, body: { title: "x", traceId: "1" } },
  { what: "details without a title", status: 400, body: { status: 400, traceId: "1" } },
  {
    what: "details that mention the standard",
    status: 400,
    body: { title: "x", status: 400, type: "see https://tools.ietf.org/html/rfc7231" },
  },
  { what: "a place with an error", status: 400, headers: { location: "/login" } },
  { what: "a path that begins like a login", status: 302, headers: { location: "/logins" } },
]

describe("no host is blamed for", () => {
  test.each(own)("$what", (answer) => expect(hostOf(answer)).toBeNull())
})

test("an accepted answer has no host", () => {
  const body = withClaims({ note: "Function host is not running." })
  const headers = { "Content-Type": "application/json" }
  expect(judge(exchangeOf({ status: 200, body, headers })).fault).toBeNull()
})

test.each(Object.entries(recognised))(
  "%s comes with what happened, one thing to do and its basis",
  (_, answers) => {
    for (const answer of answers) {
      const host = judge(exchangeOf(answer)).fault?.host
      expect(host?.text).toMatch(/^\S.+\.$/)
      expect(host?.fix).toMatch(/^\S.+\.$/)
      expect(host?.basis).toMatch(/^(documented|observed|inferred)$/)
    }
  },
)

test("a failed connection has no host", () => {
  const exchange: Exchange = {
    ...exchangeOf({ status: 200 }),
    httpStatus: null,
    body: null,
    transport: "dns",
  }
  expect(judge(exchange).fault?.host).toBeNull()
})

test("a page that is longer than what is looked at still counts by its beginning", () => {
  expect(hostOf({ status: 502, body: page("502 Bad Gateway", "x".repeat(300_000)) })).toBe(
    "Web server or proxy",
  )
})

test("a body that is nested very deep has no host", () => {
  expect(hostOf({ status: 500, body: "[".repeat(100_000) })).toBeNull()
})
