import { html } from "hono/html"
import { chooseListener } from "../engine/callout/listeners"
import type { Application, Tenant, User } from "../tenants/types"

const option = (value: string, told: string) => html`<option value="${value}">${told}</option>`

/** Apps that somebody can sign in to; those with a listener behind them come first. */
function appOptions(tenant: Tenant, fits: (app: Application) => boolean = () => true) {
  const isHeard = ({ appId }: Application) => Boolean(chooseListener(tenant, "tokenIssuanceStart", appId))
  return tenant.applications
    .filter((app) => app.web.redirectUris.length > 0 && fits(app))
    .toSorted((one, other) => Number(isHeard(other)) - Number(isHeard(one)))
    .map(({ appId, displayName }) => option(appId, displayName))
}

const byName = (one: User, other: User) => one.displayName.localeCompare(other.displayName)

const userOptions = ({ users }: Tenant) =>
  users
    .toSorted(byName)
    .map(({ id, displayName, mail, userPrincipalName }) =>
      option(id, `${displayName} (${mail ?? userPrincipalName})`),
    )

/** Apps that others ask access tokens for: those with an address of their own and no pages. */
const resourceOptions = ({ applications, authenticationEventListeners }: Tenant) =>
  applications
    .filter(
      ({ appId, web }) =>
        web.redirectUris.length === 0 &&
        authenticationEventListeners.some(({ conditions }) =>
          conditions.applications.includeApplications.some((included) => included.appId === appId),
        ),
    )
    .map(({ appId, displayName }) => option(appId, displayName))

const flowOptions = ({ tenantType }: Tenant) => [
  option("interactive", "Interactive"),
  option("refresh", "Refresh token"),
  ...(tenantType === "CIAM" ? [option("native", "Native authentication")] : []),
]

const hiddenTenant = ({ id }: Tenant) => html`<input type="hidden" name="tenant" value="${id}">`

const signInForm = (tenant: Tenant) => html`<h3>Sign somebody in to ${tenant.displayName}</h3>
  <form method="post" action="/sign-ins" class="fields">
    ${hiddenTenant(tenant)}
    <label>User <select name="user">${userOptions(tenant)}</select></label>
    <label>App <select name="app">${appOptions(tenant)}</select></label>
    <label>Access token for <select name="resource">
      ${option("", "nothing else")}${resourceOptions(tenant)}
    </select></label>
    <label>Flow <select name="flow">${flowOptions(tenant)}</select></label>
    ${tenant.tenantType === "CIAM" ? html`<label>Password <input name="password" placeholder="the right one" autocomplete="off"></label>` : ""}
    <button class="main">Sign in<span class="hidden"> to ${tenant.displayName}</span></button>
  </form>`

const signUpForm = (tenant: Tenant) => html`<h3>Sign somebody up at ${tenant.displayName}</h3>
  <form method="post" action="/sign-ups" class="fields">
    ${hiddenTenant(tenant)}
    <label>Address <input name="email" type="email" required placeholder="emily@fabrikam.com" autocomplete="off"></label>
    <label>App <select name="app">${appOptions(tenant, ({ appId }) =>
      tenant.authenticationEventsFlows.some(({ conditions }) =>
        conditions.applications.includeApplications.some((included) => included.appId === appId),
      ),
    )}</select></label>
    <label>Flow <select name="flow">${option("hosted", "Hosted pages")}${option("native", "Native authentication")}</select></label>
    <label>Way <select name="method">
      ${option("", "first of the flow")}${option("emailOtp", "E-mail code")}${option("google", "Google")}
    </select></label>
    <button class="main">Sign up<span class="hidden"> at ${tenant.displayName}</span></button>
  </form>`

const recoveryForm = (tenant: Tenant) => html`<h3>Recover an account of ${tenant.displayName}</h3>
  <form method="post" action="/recoveries" class="fields">
    ${hiddenTenant(tenant)}
    <label>User <select name="user">${userOptions(tenant)}</select></label>
    <label>App <select name="app">${appOptions(tenant)}</select></label>
    <button class="main">Recover<span class="hidden"> an account of ${tenant.displayName}</span></button>
  </form>`

/** The forms that send somebody on a journey, for each tenant those that it knows. */
export const journeyForms = (tenants: readonly Tenant[]) => html`<section aria-labelledby="sign-in">
  <h2 id="sign-in">Send somebody on a journey</h2>
  ${tenants.map((tenant) => [
    signInForm(tenant),
    tenant.tenantType === "CIAM" ? signUpForm(tenant) : recoveryForm(tenant),
  ])}
</section>`
