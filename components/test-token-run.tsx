import { LoaderCircle } from "lucide-react"
import type { SecretRun, StepProgress } from "@/lib/model/test-token"
import { type State, StateMark } from "./state"
import { RefreshEverySecond } from "./test-token-refresh"
import { isUnderWay, progressWords, runWords, stepWords } from "./test-token-words"
import { Section } from "./ui/section"
import { SubmitButton } from "./ui/submit-button"
import { Cell, Row, Table } from "./ui/table"

/** What a form does on the server; nothing comes back but the page. */
export type FormAction = (form: FormData) => Promise<void>

const columns = [
  { label: "Step" },
  { label: "State", width: "w-[30%]" },
  { label: "Took", align: "end" },
] as const

/** How far a run with a temporary secret is, and the way to end it. */
export function TestTokenRun({
  run,
  extensionId,
  cancel,
}: {
  run: SecretRun
  extensionId: string
  /** Null for who may not end it. */
  cancel: FormAction | null
}) {
  return (
    <Section title="The run with a temporary secret">
      <p className="prose-width">{runWords(run)}</p>
      <Table caption="Steps of the run" columns={columns}>
        {run.steps.map((progress) => (
          <Step key={progress.step} progress={progress} />
        ))}
      </Table>
      {isUnderWay(run) && (
        <>
          <RefreshEverySecond />
          {cancel && run.outcome === "running" && (
            <form action={cancel}>
              <input type="hidden" name="extension" value={extensionId} />
              <SubmitButton busy={"Cancelling\u2026"}>Cancel the run</SubmitButton>
            </form>
          )}
        </>
      )}
    </Section>
  )
}

const marks: Partial<Record<StepProgress["state"], State>> = {
  done: "pass",
  failed: "fail",
  pending: "unknown",
  skipped: "not-called",
}

function Step({ progress: { step, state, durationMs } }: { progress: StepProgress }) {
  const mark = marks[state]
  return (
    <Row>
      <Cell head>{stepWords[step]}</Cell>
      <Cell>
        {mark ? (
          <StateMark state={mark}>{progressWords[state]}</StateMark>
        ) : (
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <LoaderCircle size={16} className="shrink-0 motion-safe:animate-spin" />
            {progressWords[state]}
          </span>
        )}
      </Cell>
      <Cell align="end">{durationMs === null ? "\u2013" : `${durationMs} ms`}</Cell>
    </Row>
  )
}
