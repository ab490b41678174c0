import type { GraphRequest, Statement } from "@/lib/model/error-code"
import { inferred, observed } from "@/lib/model/statement"

/** A Graph request as a command line, and why the line may be refused although it is right. */
export type CommandForm = { command: string; caveat: Statement | null }

const graph = "https://graph.microsoft.com"
const closedToAzCli = /^\/[^/]+\/identity\/(?:customAuthenticationExtensions|authenticationEvent)/

/** The request for a POSIX shell such as bash, sent with the token of the Azure CLI. */
export function asAzCli(request: GraphRequest): CommandForm {
  const { method, path, body } = request
  const words = ["az rest", `--method ${method.toLowerCase()}`, `--url ${posixQuoted(graph + path)}`]
  if (body !== undefined) words.push("--headers Content-Type=application/json", `--body ${posixQuoted(body)}`)
  return { command: words.join(" "), caveat: azCaveat(request) }
}

/** The request for PowerShell, sent by Microsoft's Graph module. */
export function asPowerShell({ method, path, body, permission }: GraphRequest): CommandForm {
  const words = [`Invoke-MgGraphRequest -Method ${method}`, `-Uri ${powerShellQuoted(graph + path)}`]
  if (body !== undefined) words.push("-ContentType 'application/json'", `-Body ${powerShellQuoted(body)}`)
  return {
    command: words.join(" "),
    caveat: inferred(`Sign in first with Connect-MgGraph and the scope ${permission}.`),
  }
}

function azCaveat({ method, path, permission }: GraphRequest): Statement | null {
  if (!closedToAzCli.test(path)) return null
  const other = `Use a token of an app or Graph Explorer with ${permission}.`
  return permission.includes(".ReadWrite.") && method !== "GET"
    ? observed(
        `The Azure CLI's own token cannot create or change extensions, listeners and user flows. ${other}`,
      )
    : inferred(`The Azure CLI's own token probably lacks ${permission}. ${other}`)
}

function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

// PowerShell takes the typographic quotes for the plain one, so they are doubled as well.
function powerShellQuoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`
}
