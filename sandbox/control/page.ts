import { html, raw } from "hono/html"
import type { Api } from "../apis/api"
import { behaviourOf, behavioursOf } from "../apis/behaviours"
import type { World } from "../world"
import { journeyForms } from "./journey-forms"
import { lastJourney } from "./last-journey"
import type { JourneyAnswer } from "./report"
import { specimenTable } from "./specimen-table"
import { style } from "./style"

/** What the page shows beside the world itself. */
export type PageState = {
  last: JourneyAnswer | null
  /** Why the form that was just sent could not be carried out. */
  problem?: string
  consoleUrl?: string
}

const apiRow = (api: Api) => {
  const { name, host, path, behaviour } = api
  return html`<tr>
  <th scope="row">${name}</th>
  <td><code>${host}${path}</code></td>
  <td><form method="post" action="/apis/${name}" class="row">
    <label><span class="hidden">Behaviour of ${name}</span><select name="behaviour">
      ${behavioursOf(api).map(
        (one) =>
          html`<option value="${one}" ${one === behaviour ? "selected" : ""}>${one}: ${behaviourOf(one).told}</option>`,
      )}
    </select></label>
    <button>Set<span class="hidden"> behaviour of ${name}</span></button>
  </form></td>
</tr>`
}

const apiTable = (apis: readonly Api[]) => html`<section aria-labelledby="apis">
  <h2 id="apis">The customers’ APIs</h2>
  <div class="wide"><table>
    <thead><tr><th scope="col">API</th><th scope="col">Address</th><th scope="col">Behaviour</th></tr></thead>
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
    ${journeyForms(tenants)}
    ${last ? lastJourney(last) : ""}
    ${apiTable([...world.apis.values()])}
    ${pastForms}
    ${specimenTable(world)}
  </main>
</body>
</html>`
}
