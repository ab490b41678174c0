import { expect, test } from "vitest"
import {
  type Ending,
  failure,
  mappedClaimsRefused,
  pageOf,
  tokens,
} from "../../../../sandbox/engine/journeys/outcome"

const redirectUri = "https://groceries.contoso.example/signin-oidc"

const ending = (change: Partial<Ending> = {}): Ending => ({
  tenant: { tenantType: "AAD", initialDomain: "contoso.onmicrosoft.com" },
  row: {
    id: "4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00",
    correlationId: "aaaa0000-bb11-4222-83cc-444444dddddd",
    createdDateTime: "2026-11-19T14:03:21Z",
  },
  redirectUri,
  protocol: "oAuth2",
  isInteractive: true,
  ...change,
})

const trace =
  " Trace ID: 4b9d1a5e-0f0c-4b62-9f0a-6a5d3b7a1f00 Correlation ID: aaaa0000-bb11-4222-83cc-444444dddddd" +
  " Timestamp: 2026-11-19 14:03:21Z"
const described = `AADSTS1100001: Non-retryable error has occurred. Underlying error code: 1003021.${trace}`

test("an app gets its tokens with the claims that were let through", () => {
  expect(tokens(ending(), { loyalty_tier: "Gold" })).toEqual({
    kind: "tokens",
    to: redirectUri,
    protocol: "oAuth2",
    claims: { loyalty_tier: "Gold" },
  })
})

test("an OpenID Connect app gets a failure by redirect, with the wrapper and the inner code", () => {
  const outcome = failure(ending(), 1003021)
  expect(outcome).toMatchObject({ kind: "redirect", error: "server_error", errorDescription: described })
  const { searchParams } = new URL(outcome.kind === "redirect" ? outcome.location : "")
  expect(Object.fromEntries(searchParams)).toEqual({ error: "server_error", error_description: described })
})

test("a failure on the way to a SAML app is an error page at Microsoft, no redirect", () => {
  const outcome = failure(ending({ protocol: "saml20" }), 1003021)
  expect(outcome).toMatchObject({ kind: "error-page", at: "login.microsoftonline.com", message: described })
  expect(outcome).not.toHaveProperty("location")
})

test.each([
  ["refreshes", { isInteractive: false }],
  ["signs in natively", { protocol: "nativeAuth" }],
])("an app that %s gets a failure as a refused request", (_, change) => {
  expect(failure(ending(change), 1003021)).toMatchObject({
    kind: "token-error",
    status: 400,
    error: "server_error",
    errorDescription: described,
  })
})

test("mapped claims that an app does not accept are refused as AADSTS50146", () => {
  expect(mappedClaimsRefused(ending())).toMatchObject({
    kind: "redirect",
    errorDescription: expect.stringMatching(/^AADSTS50146: /),
  })
})

test("a page of an API carries its texts, under the host of the tenant's pages", () => {
  const tenant = { tenantType: "CIAM", initialDomain: "woodgrove.onmicrosoft.com" } as const
  const parameters = { title: "Sorry", message: 5, attributeErrors: { city: "We are not there yet." } }
  expect(pageOf({ tenant }, parameters)).toEqual({
    kind: "hosted-page",
    at: "woodgrove.ciamlogin.com",
    title: "Sorry",
    message: null,
    attributeErrors: { city: "We are not there yet." },
  })
})
