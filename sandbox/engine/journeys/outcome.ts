import type { Tenant } from "../../tenants/types"
import { type Members, membersOf } from "../answer/parameters"

/** What came back to whoever waits: the app through the browser, the app's own request, or the person. */
export type Outcome =
  | { kind: "tokens"; to: string; protocol: string; claims: Record<string, unknown> }
  | { kind: "redirect"; to: string; location: string; error: string; errorDescription: string }
  | { kind: "token-error"; status: number; error: string; errorDescription: string }
  | { kind: "error-page"; at: string; title: string; message: string }
  | {
      kind: "hosted-page"
      at: string
      title: string | null
      message: string | null
      attributeErrors?: Members
    }

/** How a journey came to its end, as far as an error text tells it. */
export type Ending = {
  tenant: Pick<Tenant, "tenantType" | "initialDomain">
  /** The id of the last row and when it was written. */
  row: { id: string; correlationId: string; createdDateTime: string }
  redirectUri: string
  /** `oAuth2`, `saml20` or `nativeAuth`. */
  protocol: string
  isInteractive: boolean
}

/** The host of the pages on which people of a tenant sign in and up. */
export const hostedAt = ({ tenantType, initialDomain }: Ending["tenant"]): string =>
  tenantType === "CIAM"
    ? `${initialDomain.replace(".onmicrosoft.com", "")}.ciamlogin.com`
    : "login.microsoftonline.com"

/** The three lines that every AADSTS text ends with. */
function traced({ row }: Ending, text: string): string {
  const timestamp = row.createdDateTime.replace("T", " ")
  return `${text} Trace ID: ${row.id} Correlation ID: ${row.correlationId} Timestamp: ${timestamp}`
}

/**
 * An error as it reaches the app or the person: an OpenID Connect app gets it by redirect, a person on the way to a
 * SAML app stays on Microsoft's error page. INFERRED: status 400 for a refused request of an app itself.
 */
function refused(ending: Ending, error: string, text: string): Outcome {
  const errorDescription = traced(ending, text)
  if (ending.protocol === "saml20")
    return {
      kind: "error-page",
      at: hostedAt(ending.tenant),
      title: "Sorry, but we’re having trouble signing you in.",
      message: errorDescription,
    }
  if (!ending.isInteractive || ending.protocol === "nativeAuth")
    return { kind: "token-error", status: 400, error, errorDescription }
  const location = new URL(ending.redirectUri)
  location.searchParams.set("error", error)
  location.searchParams.set("error_description", errorDescription)
  return { kind: "redirect", to: ending.redirectUri, location: location.href, error, errorDescription }
}

/** What a failed callout ends with. INFERRED: error=server_error, and how the text names the inner code. */
export const failure = (ending: Ending, code: number): Outcome =>
  refused(
    ending,
    "server_error",
    `AADSTS1100001: Non-retryable error has occurred. Underlying error code: ${code}.`,
  )

/** The refusal of mapped claims for an app that does not accept them, which comes before any callout. */
export const mappedClaimsRefused = (ending: Ending): Outcome =>
  refused(
    ending,
    "invalid_request",
    "AADSTS50146: This application is required to be configured with an application-specific signing key.",
  )

/** A wrong password: the page says so and asks again; a native app gets it as an error. */
export const wrongPasswordShown = (ending: Ending): Outcome =>
  ending.protocol === "nativeAuth"
    ? refused(ending, "invalid_grant", "AADSTS50126: Error validating credentials.")
    : {
        kind: "hosted-page",
        at: hostedAt(ending.tenant),
        title: "Sign in",
        message: "Your password is incorrect.",
      }

/** An address that has an account already: the page says so; a native app gets it as an error, which is documented. */
export const accountExistsShown = (ending: Ending): Outcome =>
  ending.protocol === "nativeAuth"
    ? refused(ending, "user_already_exists", "AADSTS1003037: It looks like you may already have an account.")
    : {
        kind: "hosted-page",
        at: hostedAt(ending.tenant),
        title: "Create account",
        message: "There is an account with this address already. Sign in instead.",
      }

/** The page at Microsoft that keeps somebody from going on with a sign-up or from getting a code; the words are FIELD. */
export const stuckPage = (ending: Pick<Ending, "tenant">, step: "code" | "sign-up"): Outcome => ({
  kind: "error-page",
  at: hostedAt(ending.tenant),
  title: "Something went wrong",
  message: step === "code" ? "There was an issue looking up your account." : "Something went wrong",
})

/** Tokens for the app, with the claims that a mapping policy let through. */
export const tokens = ({ redirectUri, protocol }: Ending, claims: Members): Outcome => ({
  kind: "tokens",
  to: redirectUri,
  protocol,
  claims,
})

const textOf = (value: unknown) => (typeof value === "string" ? value : null)

/** The page that an API's action asks for, with the texts that it carries. */
export function pageOf({ tenant }: Pick<Ending, "tenant">, parameters: Members): Outcome {
  const { title, message } = parameters
  const attributeErrors = membersOf(parameters.attributeErrors)
  return {
    kind: "hosted-page",
    at: hostedAt(tenant),
    title: textOf(title),
    message: textOf(message),
    ...(attributeErrors ? { attributeErrors } : {}),
  }
}
