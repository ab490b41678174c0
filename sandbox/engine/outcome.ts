import type { SignInRow } from "../tenants/types"
import type { CalloutResult } from "./decide"

/** What came back to whoever waits: the app through the browser, the app's own token request, or the person. */
export type Outcome =
  | { kind: "tokens"; to: string; protocol: string; claims: Record<string, unknown> }
  | { kind: "redirect"; to: string; location: string; error: string; errorDescription: string }
  | { kind: "token-error"; status: number; error: string; errorDescription: string }
  | { kind: "error-page"; at: string; title: string; message: string }

/** INFERRED: number, inner code and the three lines that every AADSTS text ends with; the words are ours. */
function describe({ id, correlationId, createdDateTime }: SignInRow, code: number): string {
  const reason = `AADSTS1100001: Non-retryable error has occurred. Underlying error code: ${code}.`
  const timestamp = createdDateTime.replace("T", " ")
  return `${reason} Trace ID: ${id} Correlation ID: ${correlationId} Timestamp: ${timestamp}`
}

/**
 * What a sign-in ends with: an OpenID Connect app gets its error by redirect, a person on the way to a SAML app
 * stays on Microsoft's error page. INFERRED: error=server_error, and status 400 for a refused token request.
 */
export function outcomeOf(row: SignInRow, result: CalloutResult | null, redirectUri: string): Outcome {
  const protocol = row.authenticationProtocol
  // Which of the API's claims reach the token is for the claims mapping policy, which the sandbox does not model.
  if (!result?.code) return { kind: "tokens", to: redirectUri, protocol, claims: result?.claims ?? {} }
  const errorDescription = describe(row, result.code)
  const error = "server_error"
  if (protocol === "saml20")
    return {
      kind: "error-page",
      at: "login.microsoftonline.com",
      title: "Sorry, but we’re having trouble signing you in.",
      message: errorDescription,
    }
  if (!row.isInteractive) return { kind: "token-error", status: 400, error, errorDescription }
  const location = new URL(redirectUri)
  location.searchParams.set("error", error)
  location.searchParams.set("error_description", errorDescription)
  return { kind: "redirect", to: redirectUri, location: location.href, error, errorDescription }
}
