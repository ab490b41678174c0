import Link from "next/link"
import type { ReactNode } from "react"
import type { NativeError, OuterCode, SeenText } from "@/lib/model/error-code"
import { BasisBadge, BasisLegend } from "./code-basis"
import { CodeHead, DocsLink } from "./code-head"
import { LinkedText } from "./code-linked"
import { nativeKindWords, relationWords } from "./code-words"
import { type Entry, KeyValue } from "./ui/key-value"
import { Section } from "./ui/section"

/** A code around the family: what it is, what it has to do with extensions and where to look next. */
export function OuterCodeRecord({ record }: { record: OuterCode }) {
  return <Record record={record} facts={[]} />
}

/** A text that users report in place of a code. */
export function SeenTextRecord({ record }: { record: SeenText }) {
  const events = record.events.join(", ")
  return (
    <Record
      record={record}
      heading={`\u201c${record.shown}\u201d`}
      facts={[{ label: "Events that show it", value: <span className="break-words">{events}</span> }]}
    />
  )
}

/** A word of the native authentication API: where it comes from and whether the flow goes on. */
export function NativeRecord({ record }: { record: NativeError }) {
  const { kind, comesWith, numbers, flows, endpoints, goesOn } = record
  const facts = [
    { label: "What it is", value: nativeKindWords[kind] },
    ...(comesWith ? [{ label: "Comes with", value: <NativeLink code={comesWith} /> }] : []),
    ...(numbers.length > 0 ? [{ label: "Numbers in error_codes", value: numbers.join(", ") }] : []),
    { label: "Flows", value: flows.join(", ") },
    {
      label: "Continuation token in the answer",
      value: goesOn ? "Yes, the flow goes on with it" : "No",
    },
  ]
  return (
    <Record record={record} facts={facts}>
      {endpoints.length > 0 && (
        <Section title="Paths that answer with it">
          <ul className="flex flex-col gap-1 font-mono text-sm">
            {endpoints.map((path) => (
              <li key={path} className="break-all">
                {path}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Record>
  )
}

function NativeLink({ code }: { code: string }) {
  return (
    <Link href={`/codes/${code}`} prefetch={false} className="link font-mono">
      {code}
    </Link>
  )
}

function Record({
  record: { code, title, meaning, relation, next, docs, basis },
  heading = code,
  facts,
  children,
}: {
  record: OuterCode
  heading?: string
  facts: readonly Entry[]
  children?: ReactNode
}) {
  const entries = [
    { label: "Relation to extensions", value: relationWords[relation] },
    ...facts,
    { label: "How sure this is", value: <BasisBadge basis={basis} /> },
  ]
  return (
    <article className="flex flex-col gap-6">
      <CodeHead code={heading} title={title} meaning={meaning} />
      <div className="border-y py-3">
        <KeyValue layout="columns" entries={entries} />
      </div>
      <Section title="Next steps">
        <ol className="prose-width flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
          {next.map((step) => (
            <li key={step} className="pl-1">
              <LinkedText text={step} except={code} />
            </li>
          ))}
        </ol>
      </Section>
      {children}
      <Section title="Source">
        <DocsLink href={docs} />
        <BasisLegend />
      </Section>
    </article>
  )
}
