import type { ReactNode } from "react"
import { logPlaces } from "@/lib/codes/kql"
import { userSees } from "@/lib/codes/user-sees"
import type { ErrorCode } from "@/lib/model/error-code"
import { BasisBadge, BasisLegend, StatementList } from "./code-basis"
import { CodeExampleView } from "./code-example"
import { CodeFix } from "./code-fix"
import { RequestForms } from "./code-forms"
import { CodeHead, DocsLink, OnThisPage } from "./code-head"
import { LinkedText } from "./code-linked"
import { CodeLogs } from "./code-logs"
import { CodeUserSees } from "./code-user-sees"
import { faultWords, phaseWords, type RequestForm } from "./code-words"
import { ButtonLink } from "./ui/button"
import { KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"

type Props = { record: ErrorCode; listed: boolean; as: RequestForm }

/** A code of extensions: what it means and who mends it, the first look and the fix, then all that stands behind them. */
export function CodeRecord({ record, listed, as }: Props) {
  const { code, title, name, meaning, doubts, docs, example } = record
  const seen = userSees(record)
  return (
    <article className="flex flex-col gap-6">
      <CodeHead code={String(code)} title={title} name={listed ? name : undefined} meaning={meaning} />
      <div className="border-y py-3">
        <KeyValue layout="columns" entries={listed ? facts(record) : unknownFacts} />
      </div>
      <div className="flex flex-col gap-3">
        <OnThisPage parts={partsOf(record, listed, seen.length > 0)} />
        <RequestForms href={`/codes/${code}`} as={as} />
      </div>
      <CheckAndFix record={record} as={as} />
      {seen.length > 0 && (
        <Section title="What the user sees" id="user">
          <CodeUserSees seen={seen} except={code} />
        </Section>
      )}
      <CausesAndEvidence record={record} />
      {example && (
        <Section title={example.kind === "answer" ? "Broken and repaired" : "Before and after"} id="example">
          <CodeExampleView code={code} example={example} />
        </Section>
      )}
      <Section title="Where it shows in the logs" id="logs">
        <CodeLogs places={logPlaces(record)} as={as} />
      </Section>
      {listed && doubts.length > 0 && <Doubts record={record} />}
      <Section title="Source" id="source">
        <DocsLink href={docs} />
        <BasisLegend />
      </Section>
    </article>
  )
}

function CheckAndFix({ record: { code, checks, fix, phase }, as }: Pick<Props, "record" | "as">) {
  return (
    <div className="grid gap-x-10 gap-y-6 rail:grid-cols-2 print:block print:space-y-4">
      {checks.length > 0 && (
        <Section title="Check" id="check">
          <CodeFix steps={checks} as={as} of="check" except={code} />
          {phase === "response" && (
            <p className="pl-6">
              <ButtonLink href="/codes/judge" prefetch={false}>
                Check an answer
              </ButtonLink>
            </p>
          )}
        </Section>
      )}
      <Section title="Fix" id="fix">
        <CodeFix steps={fix} as={as} except={code} />
      </Section>
    </div>
  )
}

function Doubts({ record: { code, doubts } }: Pick<Props, "record">) {
  return (
    <Section title="Doubts about the documentation" id="doubts">
      <ul className="prose-width flex list-disc flex-col gap-2 pl-5 marker:text-muted">
        {doubts.map((doubt) => (
          <li key={doubt} className="pl-1">
            <LinkedText text={doubt} except={code} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function CausesAndEvidence({ record: { code, causes, evidence } }: Pick<Props, "record">) {
  return (
    <div className="grid gap-x-10 gap-y-6 rail:grid-cols-2 print:block print:space-y-4">
      <Section title="Usual causes" id="causes">
        <StatementList statements={causes} except={code} />
      </Section>
      <Section title="What settles it" id="evidence">
        <StatementList statements={evidence} except={code} />
      </Section>
    </div>
  )
}

function partsOf({ checks, example, doubts }: ErrorCode, listed: boolean, hasUsers: boolean) {
  return [
    ...(checks.length > 0 ? [{ id: "check", label: "Check" }] : []),
    { id: "fix", label: "Fix" },
    ...(hasUsers ? [{ id: "user", label: "What the user sees" }] : []),
    { id: "causes", label: "Causes" },
    { id: "evidence", label: "Evidence" },
    ...(example ? [{ id: "example", label: "Example" }] : []),
    { id: "logs", label: "Logs" },
    ...(listed && doubts.length > 0 ? [{ id: "doubts", label: "Doubts" }] : []),
    { id: "source", label: "Source" },
  ]
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
