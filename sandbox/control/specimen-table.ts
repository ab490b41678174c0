import { html } from "hono/html"
import type { World } from "../world"
import { codeNames } from "./code-names"
import { specimensByCode } from "./specimens"
import type { Specimen } from "./specimens/specimen"

const specimenRow = (specimen: Specimen, world: World) => {
  const { id, code, title, inferred } = specimen
  const isBroken = specimen.isBroken(world)
  return html`<tr>
    <th scope="row" class="plain">${title}
      ${inferred ? html`<br><span class="quiet">Inferred: ${inferred}.</span>` : ""}</th>
    <td>${isBroken ? html`<span class="fail">✕ broken</span>` : html`<span class="pass">✓ healthy</span>`}</td>
    <td><form method="post" action="/specimens/${code}">
      <input type="hidden" name="variant" value="${id}">
      ${isBroken ? html`<input type="hidden" name="_method" value="DELETE">` : ""}
      <button>${isBroken ? "Repair" : "Break"}<span class="hidden"> ${code}: ${title}</span></button>
    </form></td>
  </tr>`
}

const codeRows = (code: number, ofCode: readonly Specimen[], world: World) => html`<tbody>
  <tr><th colspan="3" scope="rowgroup" id="code-${code}"><code>${code}</code> ${codeNames[code] ?? ""}</th></tr>
  ${ofCode.map((specimen) => specimenRow(specimen, world))}
</tbody>`

const codeLink = (code: number, ofCode: readonly Specimen[], world: World) => {
  const isBroken = ofCode.some((specimen) => specimen.isBroken(world))
  return html`<li><a href="#code-${code}">${code}</a>${isBroken ? html` <span class="fail">✕ broken</span>` : ""}</li>`
}

/** Every specimen in a table grouped by code, under links to the codes that also tell what is broken. */
export function specimenTable(world: World) {
  const groups = [...specimensByCode]
  return html`<section aria-labelledby="specimens">
  <h2 id="specimens">Specimens</h2>
  <p class="quiet">Each changes one object, one API or one setting of the service; the code is what the next sign-in
    then arrives at.</p>
  <nav aria-label="Codes"><ul class="codes">
    ${groups.map(([code, ofCode]) => codeLink(code, ofCode, world))}
  </ul></nav>
  <div class="wide"><table>
    <thead><tr><th scope="col">What is broken</th><th scope="col">Now</th><th scope="col">Act</th></tr></thead>
    ${groups.map(([code, ofCode]) => codeRows(code, ofCode, world))}
  </table></div>
</section>`
}
