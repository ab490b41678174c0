import { writeAnswer } from "@/lib/judge/pasted"
import type { Answer, AnswerExample, CodeExample, ConfigurationExample } from "@/lib/model/error-code"
import type { Transport } from "@/lib/model/exchange"
import { lineChanges, shownLines } from "./code-changes"
import { ChangedText } from "./judge-text"
import { ButtonLink } from "./ui/button"

/** What earns a code and the same put right, side by side, with the lines that differ marked by signs. */
export function CodeExampleView({ code, example }: { code: number; example: CodeExample }) {
  return (
    <>
      <p className="prose-width">{example.text}</p>
      {example.kind === "answer" ? <Answers code={code} example={example} /> : <Objects example={example} />}
    </>
  )
}

function Answers({ code, example }: { code: number; example: AnswerExample }) {
  const { broken, repaired, eventType, asAlternate } = example
  return (
    <>
      <SideBySide
        before={{ label: "Broken answer", text: answerText(broken) }}
        after={{ label: "Repaired answer", text: answerText(repaired) }}
      />
      {asAlternate && (
        <p className="prose-width text-muted">
          The answer check names this code as another possibility only: nothing published tells it apart for
          certain.
        </p>
      )}
      <p>
        <ButtonLink href={`/codes/judge?example=${code}`} prefetch={false}>
          Open in the answer check
        </ButtonLink>
      </p>
      <p className="sr-only">The answers belong to the event {eventType}.</p>
    </>
  )
}

function Objects({ example: { object, before, after } }: { example: ConfigurationExample }) {
  return (
    <SideBySide
      before={{ label: `${object}, before`, text: before }}
      after={{ label: `${object}, after`, text: after }}
    />
  )
}

type Side = { label: string; text: string }

function SideBySide({ before, after }: { before: Side; after: Side }) {
  const lines = lineChanges(before.text, after.text)
  return (
    <div className="grid gap-4 rail:grid-cols-2 print:block print:space-y-3">
      <ChangedText label={before.label} sign={"\u2212"} text={before.text} lines={shownLines(lines.before)} />
      <ChangedText label={after.label} sign="+" text={after.text} lines={shownLines(lines.after)} />
    </div>
  )
}

const silences = {
  dns: "The host name did not resolve.",
  refused: "The host refused the connection.",
  tls: "The TLS handshake failed.",
  reset: "The connection ended before the answer was complete.",
  timeout: "No complete answer came in time.",
} satisfies Record<Transport, string>

/** An answer as text: what `curl -i` would print, or in words what came instead of it. */
function answerText(answer: Answer): string {
  const { httpStatus, transport, attemptsMs, latencyMs } = answer
  const times = `Took ${(attemptsMs ?? [latencyMs]).map((ms) => `${ms} ms`).join(" and ")}.`
  if (httpStatus === null) return [transport ? silences[transport] : "No answer came.", times].join("\n")
  const { headers, body } = answer
  return writeAnswer({ httpStatus, headers, body, latencyMs }, "tokenIssuanceStart")
}
