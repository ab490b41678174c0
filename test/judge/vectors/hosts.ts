import type { EventTypeId } from "@/lib/model/exchange"
import type { VerdictCode } from "@/lib/model/verdict"
import { type Vector, vector } from "./correct"

const token = "tokenIssuanceStart"
const start = "attributeCollectionStart"
const submit = "attributeCollectionSubmit"
const otp = "emailOtpSend"
const password = "passwordSubmit"
const identity = "verifiedIdClaimValidation"

type Answer = readonly [
  status: number,
  type: string | null,
  body: string | object,
  more?: Readonly<Record<string, string>>,
]

/** What a host sent by itself; everything that is no 200 is rule H1, the rest says its own rule. */
function host(
  name: string,
  eventType: EventTypeId,
  [status, type, sent, more]: Answer,
  source: string,
  ruling?: { expected: VerdictCode; rule: string },
): Vector {
  const { expected, rule } = ruling ?? { expected: "1003002", rule: "H1" }
  return vector(name, eventType, typeof sent === "string" ? sent : JSON.stringify(sent), expected, source, {
    httpStatus: status,
    headers: { ...(type === null ? {} : { "Content-Type": type }), ...more },
    rule,
    ...(status === 401 || status === 403 ? { alternates: ["1003005"] } : {}),
  })
}

const isJson = "application/json"
const utf8 = "application/json; charset=utf-8"
const html = "text/html"
const plain = "text/plain"
const contentType = { expected: "1003006", rule: "H2" } as const
const noData = { expected: "1003003", rule: "B4" } as const

const appService: readonly Vector[] = [
  host(
    "easy-auth-401",
    token,
    [
      401,
      html,
      "You do not have permission to view this directory or page.",
      { "WWW-Authenticate": 'Bearer realm="claims.contoso.com"' },
    ],
    "Easy Auth: audience not allowed",
  ),
  host(
    "easy-auth-401-empty",
    otp,
    [
      401,
      null,
      "",
      {
        "WWW-Authenticate":
          'Bearer realm="otp.contoso.com" authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
      },
    ],
    "Easy Auth: token refused",
  ),
  host(
    "easy-auth-401-json",
    submit,
    [401, isJson, { code: 401, message: "IDX10205: Issuer validation failed." }],
    "Easy Auth: issuer not allowed",
  ),
  host(
    "easy-auth-403",
    token,
    [403, html, "You do not have permission to view this directory or page."],
    "Easy Auth: caller not among the allowed client applications",
  ),
  host(
    "easy-auth-302-to-sign-in",
    identity,
    [302, null, "", { Location: "https://login.windows.net/common/oauth2/authorize?response_type=code" }],
    "Easy Auth: redirects callers without a session",
  ),
  host(
    "web-app-stopped",
    start,
    [
      403,
      html,
      "<!DOCTYPE html><html><head><title>Web App - Unavailable</title></head><body><h1>Error 403 - This web app is stopped.</h1></body></html>",
    ],
    "App Service: app stopped",
  ),
  host(
    "web-app-forbidden-ip",
    password,
    [
      403,
      html,
      "<!DOCTYPE html><html><head><title>Web App - Unavailable</title></head><body><h1>Error 403 - Forbidden</h1></body></html>",
      { "x-ms-forbidden-ip": "203.0.113.9" },
    ],
    "App Service: access restriction",
  ),
  host(
    "web-app-default-page",
    token,
    [
      200,
      html,
      "<!DOCTYPE html><html><body>Your web app is running and waiting for your content</body></html>",
    ],
    "App Service: nothing deployed",
    contentType,
  ),
  host(
    "web-app-application-error",
    submit,
    [503, html, "<!DOCTYPE html><html><body><h1>:( Application Error</h1></body></html>"],
    "App Service on Linux: container did not start",
  ),
]

const functions: readonly Vector[] = [
  host(
    "functions-host-down",
    token,
    [503, plain, "Function host is not running."],
    "Functions host: storage not reachable",
  ),
  host("functions-host-500", otp, [500, null, ""], "Functions host: handler threw"),
  host("functions-host-404", start, [404, null, ""], "Functions host: no such route"),
  host(
    "functions-host-key-missing",
    identity,
    [401, null, "", { Date: "Mon, 01 Jun 2026 10:00:00 GMT" }],
    "Functions host: function key missing",
  ),
  host(
    "functions-host-429",
    token,
    [429, plain, "Http request queue is full", { "Retry-After": "10" }],
    "Functions host: concurrency limit",
  ),
  host(
    "functions-home-page",
    submit,
    [200, html, "<!DOCTYPE html><html><title>Your Azure Function App is up and running.</title></html>"],
    "Functions host: URL without a route",
    contentType,
  ),
  host(
    "functions-quick-start",
    token,
    [200, "text/plain; charset=utf-8", "Welcome to Azure Functions!"],
    "Functions template, not yet filled",
    contentType,
  ),
  host(
    "functions-result-serialized",
    password,
    [
      200,
      utf8,
      {
        Value: { data: { actions: [] } },
        Formatters: [],
        ContentTypes: [],
        DeclaredType: null,
        StatusCode: 200,
      },
    ],
    "isolated worker without the ASP.NET integration: the result object itself",
    noData,
  ),
  host(
    "durable-function-accepted",
    otp,
    [202, utf8, { id: "a1", statusQueryGetUri: "https://otp.contoso.com/runtime/a1" }],
    "Durable Functions starter answers 202",
  ),
  host(
    "static-web-app-404",
    start,
    [404, html, "<!DOCTYPE html><html><title>404: Not Found</title></html>"],
    "Static Web Apps: no such API",
  ),
]

const library = (message: string) => ({ errors: [message] })

const events: readonly Vector[] = [
  host(
    "library-token-invalid",
    token,
    [401, isJson, library("Unauthorized")],
    "AuthenticationEvents library: token refused",
  ),
  host(
    "library-request-invalid",
    token,
    [400, isJson, library("Error parsing payload")],
    "AuthenticationEvents library: request refused",
  ),
  host(
    "library-null-claims",
    token,
    [
      500,
      isJson,
      library("TokenIssuanceStartResponse: ProvideClaimsForToken: Claims: The Claims field is required."),
    ],
    "AuthenticationEvents library: null claims are a 500",
  ),
  host(
    "library-null-response",
    submit,
    [500, isJson, library("Return type is null")],
    "AuthenticationEvents library: nothing returned",
  ),
  host(
    "library-type-mismatch",
    start,
    [500, utf8, library("Unable to cast the result to AuthenticationEventResponse")],
    "AuthenticationEvents library: wrong return type",
  ),
  host(
    "library-several-errors",
    token,
    [500, isJson, { errors: ["No Actions Found.", "The Id field is required."] }],
    "AuthenticationEvents library: a list of errors",
  ),
]

const workflow = (code: string, message: string) => ({ error: { code, message } })

const logicApps: readonly Vector[] = [
  host(
    "workflow-trigger-schema",
    token,
    [
      400,
      utf8,
      workflow(
        "TriggerInputSchemaMismatch",
        "The input body for trigger 'manual' of type 'Request' did not match its schema definition.",
      ),
    ],
    "Logic Apps: trigger schema",
  ),
  host(
    "workflow-no-response",
    submit,
    [502, utf8, workflow("NoResponse", "The server did not receive a response from an upstream server.")],
    "Logic Apps: run ended without a Response action",
  ),
  host(
    "workflow-scheme-refused",
    otp,
    [
      403,
      utf8,
      workflow(
        "DirectApiAuthorizationRequired",
        "The request must be authenticated only by Shared Access scheme.",
      ),
    ],
    "Logic Apps: no authorization policy fits the token",
  ),
  host(
    "workflow-two-schemes",
    password,
    [
      401,
      utf8,
      workflow(
        "DirectApiRequestHasMoreThanOneAuthorization",
        "The request has both SAS and Bearer authorization schemes.",
      ),
    ],
    "Logic Apps: sv and sig left in the URL",
  ),
  host(
    "workflow-claims-mismatch",
    identity,
    [
      403,
      utf8,
      workflow("MisMatchingOAuthClaims", "One or more claims do not match the access control policy."),
    ],
    "Logic Apps: policy issuer or audience",
  ),
  host(
    "workflow-disabled",
    start,
    [
      400,
      utf8,
      workflow(
        "WorkflowTriggerIsNotEnabled",
        "Could not execute workflow trigger 'manual' as the workflow is not enabled.",
      ),
    ],
    "Logic Apps: workflow switched off",
  ),
  host(
    "workflow-gone",
    token,
    [404, utf8, workflow("WorkflowNotFound", "The workflow could not be found.")],
    "Logic Apps: workflow deleted or renamed",
  ),
  host(
    "workflow-accepted",
    otp,
    [202, null, "", { "x-ms-workflow-run-id": "0858" }],
    "Logic Apps: Request trigger without a Response action",
  ),
  host(
    "workflow-asynchronous",
    submit,
    [202, null, "", { Location: "https://prod-01.westeurope.logic.azure.com/runs/0858" }],
    "Logic Apps: asynchronous Response",
  ),
  host("workflow-response-without-body", token, [200, isJson, ""], "Logic Apps: Response without a body", {
    expected: "1003009",
    rule: "B1",
  }),
  host(
    "workflow-response-without-header",
    start,
    [200, plain, '{"data":{}}'],
    "Logic Apps: body from a text expression",
    contentType,
  ),
  host(
    "workflow-doubled-at",
    otp,
    [
      200,
      utf8,
      {
        data: {
          "@@odata.type": "microsoft.graph.OnOtpSendResponseData",
          actions: [{ "@@odata.type": "microsoft.graph.OtpSend.continueWithDefaultBehavior" }],
        },
      },
    ],
    "Logic Apps: designer's escape came through",
    { expected: "1003003", rule: "B5" },
  ),
]

const gateway = (statusCode: number, message: string) => ({ statusCode, message })

const apiManagement: readonly Vector[] = [
  host(
    "gateway-no-subscription-key",
    token,
    [
      401,
      isJson,
      gateway(
        401,
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
      ),
    ],
    "API Management: product wants a key",
  ),
  host(
    "gateway-jwt-refused",
    submit,
    [401, isJson, gateway(401, "Unauthorized. Access token is missing or invalid.")],
    "API Management: validate-jwt policy",
  ),
  host(
    "gateway-no-operation",
    start,
    [404, isJson, gateway(404, "Resource not found")],
    "API Management: path or method not in the API",
  ),
  host(
    "gateway-ip-forbidden",
    identity,
    [403, isJson, gateway(403, "Forbidden")],
    "API Management: ip-filter policy",
  ),
  host(
    "gateway-rate-limit",
    otp,
    [429, isJson, gateway(429, "Rate limit is exceeded. Try again in 12 seconds."), { "Retry-After": "12" }],
    "API Management: rate-limit policy",
  ),
  host(
    "gateway-backend-failed",
    password,
    [500, isJson, { statusCode: 500, message: "Internal server error", activityId: "0f" }],
    "API Management: backend or policy failed",
  ),
  host(
    "gateway-error-code",
    token,
    [401, isJson, { error: { code: "AuthorizationFailed" } }],
    "API Management: policy with an error object",
  ),
  host(
    "gateway-error-code-503",
    otp,
    [503, utf8, { error: { code: "ServiceUnavailable", message: "backend pool is empty" } }],
    "API Management: backend pool empty",
  ),
  host(
    "gateway-mocked-200",
    start,
    [200, isJson, gateway(200, "Success")],
    "API Management: mock-response policy left on",
    noData,
  ),
]

const edge: readonly Vector[] = [
  host(
    "front-door-unavailable",
    token,
    [
      503,
      html,
      "<!DOCTYPE html><html><body><h2>Our services aren't available right now</h2><p>We're working to restore all services as soon as possible.</p>Ref A: 1 Ref B: 2</body></html>",
      { "x-azure-ref": "0" },
    ],
    "Azure Front Door: origin down",
  ),
  host(
    "front-door-not-found",
    otp,
    [
      404,
      html,
      "<!DOCTYPE html><html><head><title>Azure Front Door - 404</title></head><body><h2>Page not found</h2></body></html>",
    ],
    "Azure Front Door: host not configured",
  ),
  host(
    "front-door-firewall",
    submit,
    [
      403,
      html,
      "<!DOCTYPE html><html><body><h2>The request is blocked.</h2></body></html>",
      { "x-azure-ref": "0" },
    ],
    "Azure Front Door: web application firewall",
  ),
  host(
    "app-gateway-502",
    token,
    [
      502,
      html,
      "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body></html>",
    ],
    "Application Gateway: unhealthy backend",
  ),
  host(
    "app-gateway-403",
    start,
    [
      403,
      html,
      "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>Microsoft-Azure-Application-Gateway/v2</center></body></html>",
    ],
    "Application Gateway: web application firewall",
  ),
  host(
    "nginx-404",
    submit,
    [
      404,
      html,
      "<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.25.3</center></body></html>",
    ],
    "nginx: no location",
  ),
  host(
    "nginx-504",
    password,
    [
      504,
      html,
      "<html><head><title>504 Gateway Time-out</title></head><body><center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center></body></html>",
    ],
    "nginx: upstream slow",
  ),
  host(
    "nginx-welcome",
    identity,
    [200, html, "<!DOCTYPE html><html><head><title>Welcome to nginx!</title></head></html>"],
    "nginx: default site answers",
    contentType,
  ),
  host(
    "iis-500",
    token,
    [
      500,
      html,
      "<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1></body></html>",
    ],
    "IIS: unhandled exception",
  ),
  host(
    "iis-500-30",
    start,
    [
      500,
      html,
      "<html><head><title>HTTP Error 500.30 - ASP.NET Core app failed to start</title></head></html>",
    ],
    "IIS: app did not start",
  ),
  host(
    "iis-405",
    otp,
    [
      405,
      html,
      "<html><head><title>405 - HTTP verb used to access this page is not allowed.</title></head></html>",
    ],
    "IIS: verb not allowed",
  ),
  host(
    "cloudflare-challenge",
    submit,
    [
      403,
      "text/html; charset=UTF-8",
      "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>",
      { "cf-mitigated": "challenge" },
    ],
    "Cloudflare: challenge for browsers",
  ),
  host(
    "cloudflare-522",
    token,
    [522, "text/html; charset=UTF-8", "<!DOCTYPE html><html><title>522: Connection timed out</title></html>"],
    "Cloudflare: origin not reachable",
  ),
  host(
    "tunnel-offline",
    password,
    [404, html, "<!DOCTYPE html><html><body>The endpoint is offline. ERR_NGROK_3200</body></html>"],
    "ngrok: tunnel closed",
  ),
  host(
    "tunnel-warning-page",
    otp,
    [
      200,
      html,
      "<!DOCTYPE html><html><body>You are about to visit a tunnel. Only visit it if you trust it.</body></html>",
    ],
    "tunnel: page before the site",
    contentType,
  ),
  host(
    "load-balancer-unavailable",
    identity,
    [
      503,
      html,
      "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
      { Server: "awselb/2.0" },
    ],
    "AWS load balancer: no target",
  ),
]

const problem = (status: number, title: string) => ({
  type: `https://tools.ietf.org/html/rfc9110#section-15`,
  title,
  status,
  traceId: "00-1-2-00",
})

const frameworks: readonly Vector[] = [
  host(
    "aspnet-problem-with-200",
    submit,
    [200, "application/problem+json", problem(400, "One or more validation errors occurred.")],
    "ASP.NET ProblemDetails behind a handler that rewrites the status",
    contentType,
  ),
  host(
    "aspnet-problem-400",
    token,
    [400, "application/problem+json; charset=utf-8", problem(400, "One or more validation errors occurred.")],
    "ASP.NET model validation",
  ),
  host(
    "aspnet-problem-415",
    otp,
    [415, "application/problem+json; charset=utf-8", problem(415, "Unsupported Media Type")],
    "ASP.NET consumes attribute",
  ),
  host(
    "aspnet-developer-page",
    start,
    [
      500,
      "text/plain; charset=utf-8",
      "System.NullReferenceException: Object reference not set to an instance of an object.",
    ],
    "ASP.NET developer exception page",
  ),
  host(
    "express-no-route",
    password,
    [
      404,
      "text/html; charset=utf-8",
      "<!DOCTYPE html><html><body><pre>Cannot POST /claims</pre></body></html>",
    ],
    "Express: no route",
  ),
  host(
    "fastapi-422",
    identity,
    [422, isJson, { detail: [{ loc: ["body"], msg: "field required", type: "missing" }] }],
    "FastAPI: model validation",
  ),
  host(
    "spring-error",
    token,
    [
      500,
      isJson,
      { timestamp: "2026-06-01T10:00:00Z", status: 500, error: "Internal Server Error", path: "/claims" },
    ],
    "Spring Boot: default error object",
  ),
  host(
    "django-csrf",
    submit,
    [403, "text/html; charset=utf-8", "<h1>Forbidden</h1><p>CSRF verification failed. Request aborted.</p>"],
    "Django: form protection on an API",
  ),
  host(
    "single-page-app-fallback",
    start,
    [200, "text/html; charset=utf-8", '<!doctype html><html><body><div id="root"></div></body></html>'],
    "static host answers every path with its index page",
    contentType,
  ),
  host(
    "api-gateway-token-missing",
    token,
    [403, isJson, { message: "Missing Authentication Token" }],
    "AWS API Gateway: no such route",
  ),
  host(
    "api-gateway-timeout",
    otp,
    [504, isJson, { message: "Endpoint request timed out" }],
    "AWS API Gateway: function slow",
  ),
  host(
    "lambda-envelope-200",
    token,
    [200, isJson, { statusCode: 200, body: "{}" }],
    "AWS Lambda: proxy envelope passed on",
    noData,
  ),
  host(
    "graphql-answer",
    identity,
    [200, isJson, { data: { validate: { result: "pass" } } }],
    "GraphQL: data of its own",
    { expected: "1003003", rule: "B5" },
  ),
  host(
    "php-warning-before-json",
    submit,
    [200, isJson, '<br />\n<b>Warning</b>: Undefined variable $city\n{"data":{}}'],
    "PHP: warning printed before the answer",
    { expected: "1003003", rule: "B2" },
  ),
]

/** Answers that come from the host in front of the API instead of the API's own code. */
export const hosts: readonly Vector[] = [
  ...appService,
  ...functions,
  ...events,
  ...logicApps,
  ...apiManagement,
  ...edge,
  ...frameworks,
]
