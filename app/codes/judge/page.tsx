import type { Metadata } from "next"
import Link from "next/link"
import { JudgeExamples } from "@/components/judge-examples"
import { JudgeForm } from "@/components/judge-form"
import { type JudgeState, noValues } from "@/components/judge-state"
import { PageHead } from "@/components/ui/page-head"
import { catalogue } from "@/lib/codes/catalogue"
import { eventTypes } from "@/lib/events/index"
import { writeAnswer } from "@/lib/judge/pasted"
import { type EventTypeId, eventTypeIds } from "@/lib/model/exchange"
import { judgePasted } from "./actions"
import { check } from "./check"

/** The tab's title. */
export const metadata: Metadata = {
  title: "Answer check",
  description:
    "Paste what an API answered to Entra and see whether Entra would accept it, or which code it would log.",
}

type Query = Promise<{ example?: string | string[]; event?: string | string[] }>

const isEvent = (value: unknown): value is EventTypeId => eventTypeIds.some((id) => id === value)

/** Judges a pasted answer; the address can name a code's example or an event, never what was pasted. */
export default async function JudgePage({ searchParams }: { searchParams: Query }) {
  const { example, event } = await searchParams
  const chosen = isEvent(event) ? event : null
  const start =
    exampleOf(example) ?? (chosen ? { values: { ...noValues, event: chosen }, errors: {}, view: null } : null)
  return (
    <div className="flex flex-col gap-6">
      <PageHead title="Answer check">
        Paste what your API answered to Entra: the check says whether Entra would accept it, or which{" "}
        <Link href="/codes" className="link">
          code
        </Link>{" "}
        it would log, and how the answer reads when it is put right.
      </PageHead>
      <JudgeForm
        key={typeof example === "string" ? example : ""}
        action={judgePasted}
        start={start}
        events={[
          { value: "", label: "Take it from the answer" },
          ...eventTypes.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <JudgeExamples eventTypes={eventTypes} open={chosen ?? start?.view?.event.id ?? null} />
    </div>
  )
}

/** The broken example of a code, already judged; null when the code has none. */
function exampleOf(code: unknown): JudgeState | null {
  const example = catalogue.find((record) => String(record.code) === code)?.example
  if (example?.kind !== "answer") return null
  const { broken, eventType } = example
  const text = writeAnswer(broken, eventType)
  const latencyMs = broken.httpStatus === null ? "" : String(broken.latencyMs)
  return check({ ...noValues, text, event: eventType, latencyMs })
}
