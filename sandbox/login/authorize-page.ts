import type { Context } from "hono"
import { html } from "hono/html"
import type { Env } from "../http/origin"
import type { Tenant, User } from "../tenants/types"
import type { Client } from "./clients"
import { type AadstsError, descriptionOf, headersOf, type Incident } from "./errors"
import { showPage } from "./page"

/** The tenant's first four users, who are the personas; a user that the login hint names comes before them. */
export function personasOf({ users }: Tenant, loginHint: string | undefined): User[] {
  const hint = loginHint?.toLowerCase()
  const hinted = users.find(
    ({ userPrincipalName, mail }) =>
      hint !== undefined &&
      [userPrincipalName, mail ?? undefined].some((name) => name?.toLowerCase() === hint),
  )
  const others = users.slice(0, 4).filter((user) => user !== hinted)
  return hinted ? [hinted, ...others] : others
}

/** The page on which a person says who signs in; no password is asked. */
export function showPersonas(
  c: Context<Env>,
  choice: {
    tenant: Tenant
    client: Client
    waitingId: string
    personas: readonly User[]
    redirectUri: string
  },
): Promise<Response> {
  const { tenant, client, waitingId, personas, redirectUri } = choice
  const name = client.application.displayName
  const buttons = personas.map(
    ({ id, displayName, userPrincipalName }) => html`<li>
<button type="submit" name="user" value="${id}"><span>${displayName}</span> <span>${userPrincipalName}</span></button>
</li>`,
  )
  return showPage(c, {
    title: `Sign in to ${name}`,
    formOrigins: [new URL(redirectUri).origin],
    body: html`
<h1>Pick an account</h1>
<p>Signing in to ${name} at ${tenant.displayName}</p>
<form method="post" action="/${tenant.id}/login">
<input type="hidden" name="ctx" value="${waitingId}">
<ul>${buttons}</ul>
</form>
<p>This page stands in for Microsoft's sign-in on this machine, so it asks for no password.</p>`,
  })
}

/** The page of a refusal that must not be sent to the app, since who asked is not known for sure. */
export function showRefusal(c: Context<Env>, error: AadstsError, incident: Incident): Promise<Response> {
  return showPage(c, {
    title: "Sign-in failed",
    // INFERRED: the status of Entra's own page was not captured.
    status: 400,
    headers: headersOf(incident),
    body: html`
<h1>You could not be signed in</h1>
<p>${error.message}</p>
<dl>
<dt>Request Id</dt><dd>${incident.traceId}</dd>
<dt>Correlation Id</dt><dd>${incident.correlationId}</dd>
<dt>Timestamp</dt><dd>${incident.timestamp}</dd>
</dl>`,
  })
}

/** The page that posts an answer to the app, as `response_mode=form_post` wants it. */
export function showFormPost(
  c: Context<Env>,
  redirectUri: string,
  answer: URLSearchParams,
): Promise<Response> {
  const fields = [...answer].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return showPage(c, {
    title: "Signing in",
    formOrigins: [new URL(redirectUri).origin],
    submits: true,
    body: html`
<h1>Signing in</h1>
<form method="post" action="${redirectUri}">${fields}
<noscript><button type="submit">Continue</button></noscript>
</form>`,
  })
}

/** A redirect's refusal in the parameters that the app receives. */
export function refusalAsParameters(
  error: AadstsError,
  incident: Incident,
  uri: string,
  state: string | undefined,
): URLSearchParams {
  const parameters = new URLSearchParams({
    error: error.error,
    error_description: descriptionOf(error, incident),
    error_uri: uri,
  })
  if (state !== undefined) parameters.set("state", state)
  return parameters
}
