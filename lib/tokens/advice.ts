import { callerAppId } from "@/lib/codes/ids"
import type { Basis, Statement } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"

/** The apps and the tenant that an example is written for. */
export type AdviceIds = {
  apiAppId: string
  consoleAppId: string
  /** The issuers of the tenant's tokens of version 2, that of Entra's own first. */
  issuers: readonly string[]
  keysUrl: string
}

/** How one kind of host lets a caller in: what to set, and the lines that do it. */
export type AdviceExample = {
  id: string
  title: string
  says: readonly Statement[]
  /** What the lines are, such as `appsettings.Test.json`. */
  file: string
  code: (ids: AdviceIds) => string
  basis: Basis
  docs: string
}

const quoted = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(", ")

const learn = "https://learn.microsoft.com/en-us"

/** Why a test token is not Entra's, and what to make of an API that refuses it. */
export const callerAdvice: readonly Statement[] = [
  documented(
    `Entra's own token names ${callerAppId} as its caller: in azp when it is of version 2, in appid when it is of version 1.`,
  ),
  documented("A token that this console gets names the console's own app there."),
  inferred(
    "Only Entra can get a token that names Entra's app. So a well-protected API refuses the console's with 401 or 403; that says that it compares the caller, not that it is broken.",
  ),
  inferred(
    "To test behind that check, let the console's app in as well, in a test environment only, and take it out again afterwards.",
  ),
]

const forVersion2 = documented(
  "The lines are for tokens of version 2, which the API's app registration asks for with requestedAccessTokenVersion 2.",
)

/** What to allow in a test environment, for each kind of host. */
export const adviceExamples: readonly AdviceExample[] = [
  {
    id: "easy-auth",
    title: "App Service authentication (Easy Auth)",
    says: [
      documented("Its list of allowed client applications decides which callers get through."),
      observed("By default it admits the registration's own app alone, so even Entra's has to be added."),
      observed("A caller that is not on the list gets 401 or 403 before the API's code runs."),
    ],
    file: "authsettingsV2, the part to change",
    code: ({ consoleAppId }) =>
      JSON.stringify(
        {
          identityProviders: {
            azureActiveDirectory: {
              validation: {
                defaultAuthorizationPolicy: { allowedApplications: [callerAppId, consoleAppId] },
              },
            },
          },
        },
        null,
        2,
      ),
    basis: "documented",
    docs: `${learn}/azure/app-service/configure-authentication-provider-aad`,
  },
  {
    id: "functions",
    title: "Azure Functions with the authentication events trigger",
    says: [
      documented("The trigger compares the caller with the setting AuthorizedPartyAppId."),
      inferred(
        "It takes one caller only: with the console's app there Entra's own calls are refused, so set it in a slot for tests.",
      ),
    ],
    file: "Application settings of the test slot",
    code: ({ apiAppId, consoleAppId }) =>
      [
        `AuthenticationEvents__AudienceAppId=${apiAppId}`,
        `AuthenticationEvents__AuthorizedPartyAppId=${consoleAppId}`,
      ].join("\n"),
    basis: "documented",
    docs: `${learn}/entra/identity-platform/custom-extension-tokenissuancestart-setup`,
  },
  {
    id: "aspnet-core",
    title: "ASP.NET Core",
    says: [
      forVersion2,
      inferred(
        "Keep the list of callers in the settings: Entra's app in all environments, the console's in that of the tests.",
      ),
    ],
    file: "Program.cs; AllowedCallers is a list in appsettings.json",
    code: ({
      apiAppId,
      issuers,
    }) => `var callers = builder.Configuration.GetSection("AllowedCallers").Get<string[]>() ?? [];

builder.Services.AddAuthentication().AddJwtBearer(options =>
{
    options.Authority = "${issuers[0]}";
    options.TokenValidationParameters.ValidIssuers = [${quoted(issuers)}];
    options.TokenValidationParameters.ValidAudience = "${apiAppId}";
    options.MapInboundClaims = false;
});
builder.Services.AddAuthorization(options => options.AddPolicy("KnownCaller", policy =>
    policy.RequireAssertion(context =>
        callers.Contains(context.User.FindFirst("azp")?.Value ?? context.User.FindFirst("appid")?.Value))));

app.MapPost("/api/onTokenIssuanceStart", Handle).RequireAuthorization("KnownCaller");`,
    basis: "inferred",
    docs: `${learn}/aspnet/core/security/authentication/configure-jwt-bearer-authentication`,
  },
  {
    id: "node",
    title: "Node.js with jose",
    says: [
      forVersion2,
      inferred(
        "Keep the list of callers in an environment variable: Entra's app everywhere, the console's where tests run.",
      ),
    ],
    file: "The check before the handler",
    code: ({ apiAppId, issuers, keysUrl }) => `import { createRemoteJWKSet, jwtVerify } from "jose"

const keys = createRemoteJWKSet(new URL("${keysUrl}"))
const callers = (process.env.ALLOWED_CALLERS ?? "").split(",")

export async function isAllowed(token) {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ["RS256"],
    issuer: [${quoted(issuers)}],
    audience: "${apiAppId}",
  })
  return callers.includes(payload.azp ?? payload.appid)
}`,
    basis: "inferred",
    docs: `${learn}/entra/identity-platform/access-tokens#validate-tokens`,
  },
]
