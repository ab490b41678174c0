import type { FixStep } from "@/lib/model/error-code"
import { CodeBlock, colouredJson } from "./ui/code-block"

/** The steps of a fix, numbered; a Graph request stands below its step with the permission it takes. */
export function CodeFix({ steps }: { steps: readonly FixStep[] }) {
  return (
    <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-muted">
      {steps.map((step, index) => (
        <li key={step.text} className="pl-1">
          <p className="prose-width">{step.text}</p>
          {step.request && <GraphRequest request={step.request} step={index + 1} />}
        </li>
      ))}
    </ol>
  )
}

function GraphRequest({ request, step }: { request: NonNullable<FixStep["request"]>; step: number }) {
  const { method, path, permission } = request
  const body = request.body && JSON.stringify(JSON.parse(request.body), null, 2)
  const text = body ? `${method} ${path}\n\n${body}` : `${method} ${path}`
  return (
    <div className="mt-2">
      <CodeBlock
        label={`Graph request of step ${step}`}
        note={
          <>
            Permission <code className="break-words font-mono text-ink">{permission}</code>
          </>
        }
        code={text}
        wrap
      >
        <span className="font-semibold">{method}</span> <span className="break-all">{path}</span>
        {body && (
          <>
            {"\n\n"}
            {colouredJson(body)}
          </>
        )}
      </CodeBlock>
    </div>
  )
}
