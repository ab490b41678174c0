import { html } from "hono/html"
import type { Outcome } from "../engine/journeys/outcome"
import type { CalloutAnswer, JourneyAnswer, RowAnswer } from "./report"

/** What came back, in words and with the text that the app or the person saw. */
function outcomeText(user: Outcome): { told: string; detail: string } {
  switch (user.kind) {
    case "tokens":
      return { told: `Tokens for ${user.to}`, detail: JSON.stringify(user.claims) }
    case "error-page":
      return { told: `An error page at ${user.at}`, detail: user.message }
    case "hosted-page": {
      const { title, message, attributeErrors } = user
      const errors = attributeErrors ? [JSON.stringify(attributeErrors)] : []
      return {
        told: `A page at ${user.at}`,
        detail: [title, message, ...errors].filter((text) => text !== null).join(" · "),
      }
    }
    case "redirect":
      return { told: `A redirect to ${user.to} with ${user.error}`, detail: user.errorDescription }
    case "token-error":
      return {
        told: `Status ${user.status} for the app’s request with ${user.error}`,
        detail: user.errorDescription,
      }
  }
}

const calloutText = ({ eventType, code, attempts, httpStatus, action }: CalloutAnswer) => html`<li>
  <code>${eventType}</code> <span class="${code ? "fail" : "pass"}">${code}</span>
  <span class="quiet">attempts ${attempts}, HTTP status ${httpStatus ?? "none"}${action ? `, ${action}` : ""}</span>
</li>`

const rowText = ({ log, id, createdDateTime, stage }: RowAnswer) => html`<li>
  ${log}${stage ? ` · ${stage}` : ""} <span class="quiet">${createdDateTime}</span> <span class="id">${id}</span>
</li>`

/** What the last journey came to. */
export function lastJourney({ rows, row, callouts, user }: JourneyAnswer) {
  const { told, detail } = outcomeText(user)
  return html`<section aria-labelledby="last" role="status">
    <h2 id="last">Last journey</h2>
    <dl>
      <dt>Callouts</dt>
      <dd>${callouts.length ? html`<ul class="plain">${callouts.map(calloutText)}</ul>` : "no listener wanted it"}</dd>
      <dt>Received</dt><dd>${told}<br><span class="quiet">${detail}</span></dd>
      <dt>Rows</dt><dd><ul class="plain">${rows.map(rowText)}</ul></dd>
      <dt>Correlation id</dt><dd class="id">${row?.correlationId ?? "none"}</dd>
    </dl>
  </section>`
}
