import type { ReactNode } from "react"
import type { ErrorCode, OuterCode } from "@/lib/model/error-code"
import { BasisBadge, BasisLegend, StatementList } from "./code-basis"
import { CodeFix } from "./code-fix"
import { BreakableName } from "./code-name"
import { faultWords, phaseWords, relationWords } from "./code-words"
import { KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"

/** A code of extensions: the answer first, then what settles it, its causes, the fix and our doubts. */
export function CodeRecord({ record, listed }: { record: ErrorCode; listed: boolean }) {
  const { code, title, name, meaning, causes, evidence, fix, doubts, docs } = record
  return (
    <article className="flex flex-col gap-6">
      <CodeHead code={String(code)} title={title} name={listed ? name : undefined} meaning={meaning} />
      <div className="border-y py-3">
        <KeyValue layout="columns" entries={listed ? facts(record) : unknownFacts} />
      </div>
      <div className="grid gap-x-10 gap-y-6 wide:grid-cols-2 print:block print:space-y-4">
        <div className="flex min-w-0 flex-col gap-6">
          <Section title="Evidence">
            <StatementList statements={evidence} />
          </Section>
          <Section title="Usual causes">
            <StatementList statements={causes} />
          </Section>
          <BasisLegend />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Section title="Fix">
            <CodeFix steps={fix} />
          </Section>
          {listed && doubts.length > 0 && (
            <Section title="Doubts about the documentation">
              <ul className="prose-width flex list-disc flex-col gap-2 pl-5 marker:text-muted">
                {doubts.map((doubt) => (
                  <li key={doubt} className="pl-1">
                    {doubt}
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title="Source">
            <DocsLink href={docs} />
          </Section>
        </div>
      </div>
    </article>
  )
}

/** A code around the family: what it is, what it has to do with extensions and where to look next. */
export function OuterCodeRecord({ record }: { record: OuterCode }) {
  const { code, title, meaning, relation, next, docs, basis } = record
  return (
    <article className="flex flex-col gap-6">
      <CodeHead code={code} title={title} meaning={meaning} />
      <KeyValue
        layout="columns"
        entries={[
          { label: "Relation to extensions", value: relationWords[relation] },
          { label: "How sure this is", value: <BasisBadge basis={basis} /> },
        ]}
      />
      <Section title="Next steps">
        <ol className="prose-width flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
          {next.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Source">
        <DocsLink href={docs} />
      </Section>
      <BasisLegend />
    </article>
  )
}

const unknownFacts = ["Fixes it", "Where it happens", "Does trying again help", "Events"].map((label) => ({
  label,
  value: "Not known",
}))

function facts({ fixedBy, fault, phase, phaseBasis, retry, events }: ErrorCode) {
  return [
    { label: "Fixes it", value: <Fact text={fixedBy} note={faultWords[fault]} /> },
    {
      label: "Where it happens",
      value: <Fact text={phaseWords[phase].title} note={<BasisBadge basis={phaseBasis} />} />,
    },
    { label: "Does trying again help", value: retry },
    { label: "Events", value: events === "all" ? "All that call an API" : events.join(", ") },
  ]
}

function Fact({ text, note }: { text: string; note: ReactNode }) {
  return (
    <>
      <span className="block font-semibold">{text}</span>
      <span className="text-muted text-sm">{note}</span>
    </>
  )
}

function CodeHead({
  code,
  title,
  name,
  meaning,
}: {
  code: string
  title: string
  name?: string | undefined
  meaning: string
}) {
  return (
    <div className="flex flex-col gap-2">
      <h1 className="font-semibold text-xl sm:text-2xl">
        <span className="font-mono">{code}</span> {title}
      </h1>
      {name && (
        <p className="font-mono text-muted text-sm">
          <BreakableName name={name} />
        </p>
      )}
      <p className="prose-width text-lg">{meaning}</p>
    </div>
  )
}

function DocsLink({ href }: { href: string }) {
  const { hash, pathname } = new URL(href)
  return (
    <p>
      <a href={href} rel="noreferrer" className="link break-words">
        Microsoft Learn: {pathname.split("/").at(-1)}
        {hash}
      </a>
    </p>
  )
}
