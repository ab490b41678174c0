import Link from "next/link"
import type { ReactNode } from "react"
import { BasisBadge } from "./code-basis"
import { LinkedText } from "./code-linked"
import { ChangedText, ExcerptText } from "./judge-text"
import type { JudgeView, NamedCode } from "./judge-view"
import { confidenceWords, ruleWords } from "./judge-words"
import { type State, StateMark } from "./state"
import { CodeBlock, colouredJson } from "./ui/code-block"
import { KeyValue } from "./ui/key-value"

const frames = {
  fail: "border-fail bg-fail-tint",
  warn: "border-warn bg-warn-tint",
  pass: "border-pass bg-pass-tint",
} satisfies Partial<Record<State, string>>

/** What Entra would make of the answer: the verdict, what it rests on, where the fault is and the answer put right. */
export function JudgeResult({ view, headingId }: { view: JudgeView; headingId: string }) {
  const { repair, example, effect, warnings, assumed } = view
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <Head view={view} headingId={headingId} />
      <Foundation view={view} />
      {effect && (
        <Part title="What it does to the user">
          <p className="prose-width">
            {effect.text} <BasisBadge basis={effect.basis} />
          </p>
        </Part>
      )}
      <Where view={view} />
      <Advice view={view} />
      {warnings.length > 0 && <Warnings view={view} />}
      {repair && <Corrected repair={repair} />}
      {example && (
        <Part title={`A correct answer: ${example.title.toLowerCase()}`}>
          <CodeBlock label={`Correct answer for ${view.event.title}`} code={example.body} wrap>
            {colouredJson(example.body)}
          </CodeBlock>
        </Part>
      )}
      {assumed.length > 0 && (
        <Part title="How your text was read">
          <Plain texts={assumed} />
        </Part>
      )}
    </div>
  )
}

function Where({ view: { place, excerpt } }: { view: JudgeView }) {
  if (!place || !excerpt) return null
  return (
    <Part title="Where">
      <p>
        Line {place.line}, column {place.column}
        {place.pointer && (
          <>
            , at <code className="break-all font-mono text-sm">{place.pointer}</code>
          </>
        )}
      </p>
      <ExcerptText label="The body around the fault" excerpt={excerpt} says="here" />
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function Plain({ texts }: { texts: readonly string[] }) {
  return (
    <ul className="prose-width flex list-disc flex-col gap-1 pl-5 marker:text-muted">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

function Head({ view, headingId }: { view: JudgeView; headingId: string }) {
  const { code, warnings, verdict } = view
  const state = code ? "fail" : warnings.length > 0 || verdict.confidence === "low" ? "warn" : "pass"
  return (
    <div className={`flex flex-col gap-1.5 rounded border border-l-4 px-3 py-2.5 ${frames[state]}`}>
      <h2 id={headingId} tabIndex={-1} className="flex flex-wrap items-center gap-x-2 font-semibold text-lg">
        <StateMark state={state}>{code ? brokenWord(view) : acceptedWord(view)}</StateMark>
        {code && (
          <Link href={`/codes/${code.code}`} prefetch={false} className="link">
            <span className="font-mono">{code.code}</span> {code.title}
          </Link>
        )}
      </h2>
      <p className="prose-width break-words">{verdict.found}</p>
    </div>
  )
}

/** An answer is refused; without one, the call failed. */
const brokenWord = ({ verdict }: JudgeView) => (verdict.rule?.startsWith("T") ? "Failed" : "Refused")

function acceptedWord({ verdict, warnings, moreWarnings }: JudgeView): string {
  const word = verdict.confidence === "low" ? "Perhaps accepted" : "Accepted"
  const count = warnings.length + moreWarnings
  if (count === 0) return word
  return `${word}, with ${count === 1 ? "a warning" : `${count} warnings`}`
}

function Foundation({ view: { verdict, alternates, code, event } }: { view: JudgeView }) {
  const { word, text } = confidenceWords[verdict.confidence]
  const entries = [
    { label: "Event", value: event.title },
    ...(code ? [{ label: "Fixes it", value: code.fixedBy }] : []),
    {
      label: "How sure",
      value: (
        <>
          {word}: <span className="text-muted">{text}</span>
        </>
      ),
    },
    ...(alternates.length > 0 ? [{ label: "Could also be", value: <Alternates codes={alternates} /> }] : []),
    ...(verdict.rule ? [{ label: "Rule", value: ruleWords(verdict.rule) }] : []),
  ]
  return <KeyValue entries={entries} />
}

function Alternates({ codes }: { codes: readonly (NamedCode | null)[] }) {
  return (
    <ul>
      {codes.map((code) => (
        <li key={code?.code ?? "ok"}>
          {code ? (
            <Link href={`/codes/${code.code}`} prefetch={false} className="link">
              <span className="font-mono">{code.code}</span> {code.title}
            </Link>
          ) : (
            "accepted after all"
          )}
        </li>
      ))}
    </ul>
  )
}

function Advice({ view: { host, advice } }: { view: JudgeView }) {
  return (
    <>
      {host && (
        <Part title={`Who answered: ${host.host}`}>
          <p className="prose-width">
            {host.text} <BasisBadge basis={host.basis} />
          </p>
          <p className="prose-width">{host.fix}</p>
        </Part>
      )}
      {advice && (
        <Part title="What this status usually means">
          <p className="prose-width">
            {advice.text} <BasisBadge basis={advice.basis} />
          </p>
          <p className="prose-width">{advice.fix}</p>
        </Part>
      )}
    </>
  )
}

function Warnings({ view: { warnings, moreWarnings } }: { view: JudgeView }) {
  return (
    <Part title="Also worth a look">
      <ul className="flex flex-col gap-2">
        {warnings.map(({ name, text, pointer, place }) => (
          <li key={`${name} ${pointer} ${text}`} className="border-warn border-l-3 pl-2.5">
            <p className="prose-width">
              <StateMark state="warn">
                <span className="font-mono text-sm">{name}</span>
              </StateMark>
              <br />
              <LinkedText text={text} />
            </p>
            {pointer && (
              <p className="break-all text-muted text-sm">
                {place && `Line ${place.line}, column ${place.column}, at `}
                <code className="font-mono">{pointer}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
      {moreWarnings > 0 && <p className="text-muted">and {moreWarnings} more.</p>}
    </Part>
  )
}

function Corrected({ repair }: { repair: NonNullable<JudgeView["repair"]> }) {
  const { body, changes, lines, httpStatus, contentType } = repair
  return (
    <Part title="Corrected answer">
      <ol className="prose-width flex list-decimal flex-col gap-1 pl-5 marker:text-muted">
        {[...new Set(changes)].map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ol>
      {(httpStatus || contentType) && (
        <p className="font-mono text-sm">
          {httpStatus && <span className="block">HTTP/1.1 {httpStatus} OK</span>}
          {contentType && <span className="block">Content-Type: {contentType}</span>}
        </p>
      )}
      <ChangedText label="Corrected body; + marks what is new" sign="+" text={body} lines={lines} />
    </Part>
  )
}
