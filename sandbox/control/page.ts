import { html, raw } from "hono/html"
import type { Api } from "../apis/api"
import { behaviourNames, behaviourOf } from "../apis/behaviours"
import { chooseListener } from "../engine/listeners"
import type { Outcome } from "../engine/outcome"
import type { Application, Tenant } from "../tenants/types"
import type { World } from "../world"
import type { SignInAnswer } from "./report"
import { specimenTable } from "./specimen-table"
import { style } from "./style"

/** What the page shows beside the world itself. */
export type PageState = {
  last: SignInAnswer | null
  /** Why the form that was just sent could not be carried out. */
  problem?: string
  consoleUrl?: string
}

const userOptions = ({ displayName, users }: Tenant) => html`<optgroup label="${displayName}">
  ${users
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName))
    .map((user) => html`<option value="${user.id}">${user.displayName} (${user.userPrincipalName})</option>`)}
</optgroup>`

/** Apps that somebody can sign in to; those with a listener behind them come first. */
const appOptions = (tenant: Tenant) => {
  const isHeard = ({ appId }: Application) => Boolean(chooseListener(tenant, "tokenIssuanceStart", appId))
  return html`<optgroup label="${tenant.displayName}">
    ${tenant.applications
      .filter(({ web }) => web.redirectUris.length > 0)
      .toSorted((one, other) => Number(isHeard(other)) - Number(isHeard(one)))
      .map(({ appId, displayName }) => html`<option value="${appId}">${displayName}</option>`)}
  </optgroup>`
}

const signInForm = (tenants: readonly Tenant[]) => html`<section aria-labelledby="sign-in">
  <h2 id="sign-in">Sign somebody in</h2>
  <form method="post" action="/sign-ins" class="fields">
    <label>Tenant <select name="tenant">
      ${tenants.map(({ id, displayName }) => html`<option value="${id}">${displayName}</option>`)}
    </select></label>
    <label>User <select name="user">${tenants.map(userOptions)}</select></label>
    <label>App <select name="app">${tenants.map(appOptions)}</select></label>
    <label>Flow <select name="flow">
      <option value="interactive">Interactive</option><option value="refresh">Refresh token</option>
    </select></label>
    <button class="main">Sign in</button>
  </form>
</section>`

/** What came back, in words and with the text that the app or the person saw. */
function outcomeText(user: Outcome): { told: string; detail: string } {
  if (user.kind === "tokens") return { told: `Tokens for ${user.to}`, detail: JSON.stringify(user.claims) }
  if (user.kind === "error-page") return { told: `An error page at ${user.at}`, detail: user.message }
  const told =
    user.kind === "redirect" ? `A redirect to ${user.to}` : `Status ${user.status} for the app’s request`
  return { told: `${told} with ${user.error}`, detail: user.errorDescription }
}

const lastSignIn = ({ row, code, attempts, httpStatus, user }: SignInAnswer) => {
  const { told, detail } = outcomeText(user)
  return html`<section aria-labelledby="last" role="status">
    <h2 id="last">Last sign-in</h2>
    <dl>
      <dt>Code</dt>
      <dd>${code === null ? "no listener wanted it" : html`<span class="${code ? "fail" : "pass"}">${code}</span>`}</dd>
      <dt>Attempts</dt><dd>${attempts ?? "none"}</dd>
      <dt>HTTP status</dt><dd>${httpStatus ?? "none"}</dd>
      <dt>Received</dt><dd>${told}<br><span class="quiet">${detail}</span></dd>
      <dt>Time</dt><dd>${row.createdDateTime}</dd>
      <dt>Request id</dt><dd class="id">${row.id}</dd>
      <dt>Correlation id</dt><dd class="id">${row.correlationId}</dd>
    </dl>
  </section>`
}

const apiRow = ({ name, host, behaviour }: Api) => html`<tr>
  <th scope="row">${name}</th>
  <td><code>${host}</code></td>
  <td><form method="post" action="/apis/${name}" class="row">
    <label><span class="hidden">Behaviour of ${name}</span><select name="behaviour">
      ${behaviourNames.map(
        (one) =>
          html`<option value="${one}" ${one === behaviour ? "selected" : ""}>${one}: ${behaviourOf(one).told}</option>`,
      )}
    </select></label>
    <button>Set<span class="hidden"> behaviour of ${name}</span></button>
  </form></td>
</tr>`

const apiTable = (apis: readonly Api[]) => html`<section aria-labelledby="apis">
  <h2 id="apis">The customers’ APIs</h2>
  <div class="wide"><table>
    <thead><tr><th scope="col">API</th><th scope="col">Host</th><th scope="col">Behaviour</th></tr></thead>
    <tbody>${apis.map(apiRow)}</tbody>
  </table></div>
</section>`

const pastForms = html`<section aria-labelledby="past">
  <h2 id="past">History</h2>
  <div class="fields">
    <form method="post" action="/history" class="fields">
      <label>Days <input name="days" type="number" min="1" max="90" value="30" required></label>
      <label>Sign-ins a day <input name="perDay" type="number" min="1" max="2000" value="100" required></label>
      <label>Seed <input name="seed" type="number" min="1" value="1" required></label>
      <button>Write history</button>
    </form>
    <form method="post" action="/reset"><button>Reset everything</button></form>
  </div>
</section>`

const consoleLink = (url: string | undefined) =>
  url && /^https?:\/\//.test(url) ? html`<p><a href="${url}">Open the console</a></p>` : ""

/** Control's one page; it works without script, by forms that post to the routes. */
export function page(world: World, { last, problem, consoleUrl }: PageState) {
  const tenants = [...world.tenants.values()]
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Sandbox control</title>
  <link rel="icon" href="data:,">
  <style>${raw(style)}</style>
</head>
<body>
  <header>
    <h1>Sandbox control</h1>
    <p class="quiet">Break it, sign somebody in, repair it. Sandbox time: ${world.clock.date().toISOString()}</p>
    ${consoleLink(consoleUrl)}
  </header>
  <main>
    ${problem ? html`<p class="notice" role="alert">${problem}</p>` : ""}
    ${signInForm(tenants)}
    ${last ? lastSignIn(last) : ""}
    ${apiTable([...world.apis.values()])}
    ${pastForms}
    ${specimenTable(world)}
  </main>
</body>
</html>`
}
