import { asAzCli, asPowerShell, type CommandForm } from "@/lib/codes/commands"
import type { CheckStep, FixStep, GraphRequest } from "@/lib/model/error-code"
import { BasisBadge } from "./code-basis"
import { LinkedText } from "./code-linked"
import type { RequestForm } from "./code-words"
import { CodeBlock, colouredJson } from "./ui/code-block"

type Steps = {
  steps: readonly (FixStep | CheckStep)[]
  /** How requests are written. */
  as?: RequestForm
  /** What the steps belong to, in the names of the blocks, such as "fix". */
  of?: string
  /** The code whose page this is; it is no link. */
  except?: number | string
}

/** Steps, numbered; a request or a command stands below its step, then what the step's result says. */
export function CodeFix({ steps, as = "graph", of = "fix", except }: Steps) {
  return (
    <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-muted">
      {steps.map((step, index) => (
        <li key={step.text} className="pl-1">
          <p className="prose-width">
            <LinkedText text={step.text} except={except} />
          </p>
          {step.request && <Request request={step.request} as={as} name={`step ${index + 1} of the ${of}`} />}
          {step.command && (
            <div className="mt-2">
              <CodeBlock
                label={`Command for step ${index + 1} of the ${of}`}
                note="Command"
                code={step.command}
                wrap
              />
            </div>
          )}
          {"tells" in step && (
            <p className="prose-width mt-1 text-muted">
              <LinkedText text={step.tells.text} except={except} /> <BasisBadge basis={step.tells.basis} />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A request to Graph in the chosen form, with the permission that it takes and why a right one may be refused. */
export function Request({ request, as, name }: { request: GraphRequest; as: RequestForm; name: string }) {
  return (
    <div className="mt-2 flex flex-col gap-1">
      {as === "graph" && <PlainRequest request={request} name={name} />}
      {as === "az" && (
        <Command form={asAzCli(request)} request={request} name={`Azure CLI line for ${name}`} />
      )}
      {as === "powershell" && (
        <Command form={asPowerShell(request)} request={request} name={`PowerShell line for ${name}`} />
      )}
    </div>
  )
}

function Command({ form, request, name }: { form: CommandForm; request: GraphRequest; name: string }) {
  return (
    <>
      <CodeBlock label={name} note={<Permission name={request.permission} />} code={form.command} wrap />
      {form.caveat && (
        <p className="prose-width text-muted text-sm">
          {form.caveat.text} <BasisBadge basis={form.caveat.basis} />
        </p>
      )}
    </>
  )
}

function PlainRequest({ request, name }: { request: GraphRequest; name: string }) {
  const { method, path, permission } = request
  const body = request.body && JSON.stringify(JSON.parse(request.body), null, 2)
  const text = body ? `${method} ${path}\n\n${body}` : `${method} ${path}`
  return (
    <CodeBlock label={`Graph request of ${name}`} note={<Permission name={permission} />} code={text} wrap>
      <span className="font-semibold">{method}</span> <span className="break-all">{path}</span>
      {body && (
        <>
          {"\n\n"}
          {colouredJson(body)}
        </>
      )}
    </CodeBlock>
  )
}

function Permission({ name }: { name: string }) {
  return (
    <>
      Permission <code className="break-words font-mono text-ink">{name}</code>
    </>
  )
}
