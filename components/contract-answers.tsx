import { Braces, ListChecks } from "lucide-react"
import type { Action, EventType } from "@/lib/events/define"
import { BasisBadge, StatementList } from "./code-basis"
import { BreakableName } from "./code-name"
import { ContractJson } from "./contract-json"
import { answerRules } from "./contract-words"
import { ButtonLink } from "./ui/button"
import { CopyButton } from "./ui/copy-button"
import { Section } from "./ui/section"
import { Cell, Row, Table } from "./ui/table"

/** What an API may answer to an event: the rules for every answer, each action with its parameters, and examples. */
export function ContractAnswers({ event }: { event: EventType }) {
  const { id, actions } = event
  return (
    <>
      <Section title="The answers" id="answers">
        <StatementList statements={answerRules(event)} />
        <div className="flex flex-wrap gap-2 pt-1">
          <ButtonLink href={`/codes/judge?event=${id}`} look="primary" prefetch={false}>
            <ListChecks size={16} />
            Check an answer
          </ButtonLink>
          {/* The schema is a file: the router must not ask for it as a page. */}
          <SchemaLink id={id} />
        </div>
        <div className="mt-2 flex flex-col gap-5">
          {actions.map((action) => (
            <ContractAction key={action.name} action={action} />
          ))}
        </div>
      </Section>
      <ContractExamples event={event} />
    </>
  )
}

function SchemaLink({ id }: { id: string }) {
  return (
    <a href={`/codes/schemas/${id}`} className="link inline-flex min-h-8 items-center gap-1.5 px-1">
      <Braces size={16} className="shrink-0" />
      JSON Schema of the answer
    </a>
  )
}

const columns = [
  { label: "Parameter", width: "rail:w-[18%]" },
  { label: "Type", width: "rail:w-[28%]" },
  { label: "Required", width: "rail:w-24" },
  { label: "What to know" },
] as const

function ContractAction({ action: { name, type, effect, parameters } }: { action: Action }) {
  return (
    <div className="flex flex-col gap-1.5 border-t pt-3">
      <h3 className="break-words font-mono font-semibold">
        <BreakableName name={name} />
      </h3>
      <p className="prose-width">
        {effect.text} <BasisBadge basis={effect.basis} />
      </p>
      <p className="flex items-center gap-1 text-sm">
        <span className="min-w-0">
          <span className="text-muted">Type </span>
          <code className="break-words font-mono">
            <BreakableName name={type} />
          </code>
        </span>
        <CopyButton value={type} label={`Copy the type of ${name}`} iconOnly />
      </p>
      {parameters.length === 0 ? (
        <p className="text-muted text-sm">It takes no parameters.</p>
      ) : (
        <Table caption={`Parameters of ${name}`} columns={columns} stacked>
          {parameters.map((parameter) => (
            <Row key={parameter.name}>
              <Cell head className="font-mono max-rail:pb-0">
                {parameter.name}
              </Cell>
              <Cell className="text-muted max-rail:order-1 max-rail:basis-full max-rail:py-0.5">
                {parameter.type}
              </Cell>
              <Cell className="max-rail:pb-0">{parameter.required ? "required" : "optional"}</Cell>
              <Cell className="max-rail:order-2 max-rail:basis-full max-rail:pt-0">
                {parameter.about.text} <BasisBadge basis={parameter.about.basis} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </div>
  )
}

function ContractExamples({ event: { title, examples } }: { event: EventType }) {
  return (
    <Section title="Correct answers to copy" id="examples">
      <div className="grid items-start gap-4 wide:grid-cols-2">
        {examples.map(({ title: what, body }) => (
          <ContractJson key={what} label={`Answer to ${title}: ${what}`} note={what} value={body} />
        ))}
      </div>
    </Section>
  )
}
