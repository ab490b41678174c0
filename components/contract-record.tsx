import type { EventType } from "@/lib/events/define"
import type { Statement } from "@/lib/model/error-code"
import { documented, inferred } from "@/lib/model/statement"
import { BasisBadge, BasisLegend, StatementList } from "./code-basis"
import { DocsLink, OnThisPage } from "./code-head"
import { BreakableName } from "./code-name"
import { ContractAnswers } from "./contract-answers"
import { ContractCodes } from "./contract-codes"
import { type ChosenVariant, ContractRequest } from "./contract-request"
import { TenantKinds } from "./contract-table"
import { CopyButton } from "./ui/copy-button"
import { KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"

const parts = [
  { id: "fires", label: "When it fires" },
  { id: "request", label: "The request" },
  { id: "answers", label: "The answers" },
  { id: "examples", label: "Correct answers" },
  { id: "codes", label: "Codes" },
  { id: "names", label: "Names" },
  { id: "source", label: "Source" },
]

/** An event: what it is for and when it fires, what Entra sends, what it takes back, and what can go wrong. */
export function ContractRecord({ event, chosen }: { event: EventType; chosen: ChosenVariant }) {
  const { id, title, purpose, tenants, attachedTo, onFailure, fires, neverFires, docs } = event
  return (
    <article className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <h1 className="break-words font-semibold text-xl sm:text-2xl">{title}</h1>
        <p className="font-mono text-muted text-sm">
          <BreakableName name={id} />
        </p>
        <p className="prose-width text-lg">{purpose}</p>
      </div>
      <div className="border-y py-3">
        <KeyValue
          layout="columns"
          entries={[
            { label: "Tenants", value: <TenantKinds tenants={tenants} /> },
            { label: "Where it is attached", value: <Stated statement={attachedTo} /> },
            { label: "When the callout fails", value: <Stated statement={onFailure} /> },
          ]}
        />
      </div>
      <OnThisPage parts={parts} />
      <div id="fires" className="grid gap-x-10 gap-y-6 rail:grid-cols-2 print:block print:space-y-4">
        <Section title="Fires for">
          <StatementList statements={fires} />
        </Section>
        <Section title="Never fires for">
          <StatementList statements={neverFires} />
        </Section>
      </div>
      <ContractRequest event={event} chosen={chosen} />
      <ContractAnswers event={event} />
      <ContractCodes event={event} />
      <Section title="Names in Graph and on the wire" id="names">
        <Names event={event} />
      </Section>
      <Section title="Source" id="source">
        <DocsLink href={docs} />
        <BasisLegend />
      </Section>
    </article>
  )
}

function Stated({ statement: { text, basis } }: { statement: Statement }) {
  return (
    <>
      {text} <BasisBadge basis={basis} />
    </>
  )
}

function Names({ event: { graph, requestType, calloutData, responseData } }: { event: EventType }) {
  const types = [
    { label: "Extension", type: graph.extension },
    { label: "Listener", type: graph.listener },
    { label: "Handler", type: graph.handler },
    { label: "Type of the request", type: requestType },
    { label: "Data type of the request", type: calloutData },
    { label: "Data type of the answer", type: responseData },
  ]
  return (
    <KeyValue
      entries={[
        ...types.map(({ label, type }) => ({ label, value: <TypeName name={type} label={label} /> })),
        { label: "In Graph's enum (beta)", value: <InEnum isListed={graph.inEventTypeEnum} /> },
      ]}
    />
  )
}

function InEnum({ isListed }: { isListed: boolean }) {
  if (isListed) return <Stated statement={documented("Yes, authenticationEventType lists it.")} />
  return (
    <>
      <Stated statement={documented("No, authenticationEventType does not list it.")} />{" "}
      <Stated statement={inferred("A log may name it otherwise or not at all.")} />
    </>
  )
}

function TypeName({ name, label }: { name: string; label: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 break-words font-mono text-sm">
        <BreakableName name={name} />
      </code>
      <CopyButton value={name} label={`Copy: ${label.toLowerCase()}`} iconOnly />
    </span>
  )
}
