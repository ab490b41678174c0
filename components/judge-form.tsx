"use client"

import { type FormEvent, useActionState, useEffect, useId, useRef, useState, useTransition } from "react"
import { JudgeDetails } from "./judge-details"
import { JudgeResult } from "./judge-result"
import { isTooLarge, type JudgeState, mostCharacters, noValues, tooLarge } from "./judge-state"
import { Button } from "./ui/button"
import { Select, TextArea } from "./ui/field"
import { Notice } from "./ui/notice"

/** Judges what a form holds; the first argument is what the page knew before. */
export type JudgeAction = (before: JudgeState | null, form: FormData) => Promise<JudgeState>

type Events = readonly { value: string; label: string }[]
type Props = { action: JudgeAction; start: JudgeState | null; events: Events }

const lost =
  "The answer check could not be reached, so nothing was judged. Your text is still here: try again."

/** The text to judge and its verdict beside it. Works without script; with script nothing that was typed is replaced. */
export function JudgeForm({ action, start, events }: Props) {
  const [posted, post] = useActionState(action, null)
  const { asked, ask, isLost, isPending } = useAsking(action)
  const state = asked ?? posted ?? start ?? empty
  const headingId = useId()
  const root = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (asked && root.current) showOutcome(root.current, headingId)
  }, [asked, headingId])

  return (
    <div ref={root} className="grid items-start gap-x-8 gap-y-6 wide:grid-cols-2 print:block">
      <form action={post} onSubmit={ask} className="flex min-w-0 flex-col gap-3 print:hidden" noValidate>
        {posted?.view && (
          <a href={`#${headingId}`} className="link w-fit">
            Go to the verdict
          </a>
        )}
        <Fields state={state} events={events} />
        <div>
          <Button type="submit" look="primary" aria-disabled={isPending}>
            {isPending ? "Checking\u2026" : "Check the answer"}
          </Button>
        </div>
        {isLost && <Notice kind="error" title={lost} />}
      </form>
      <section aria-label="Verdict" className="min-w-0">
        {state.view ? <JudgeResult view={state.view} headingId={headingId} /> : <NoVerdict />}
      </section>
      <output className="sr-only">{isPending ? "Checking" : ""}</output>
    </div>
  )
}

/** Asks by hand, since React would empty the form after an action; the form stays as it was typed. */
function useAsking(action: JudgeAction) {
  const [asked, setAsked] = useState<JudgeState | null>(null)
  const [isLost, setLost] = useState(false)
  const [isPending, begin] = useTransition()
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    begin(async () => {
      const answer = await answerOf(action, form)
      setLost(answer === null)
      if (answer) setAsked(answer)
    })
  }
  return { asked, ask, isLost, isPending }
}

function Fields({ state: { values, errors }, events }: { state: JudgeState; events: Events }) {
  return (
    <>
      <TextArea
        label="Answer of the API"
        hint="As curl -i prints it, or the body alone, or one exchange of an exchange file. Nothing is stored."
        name="text"
        rows={16}
        maxLength={mostCharacters}
        defaultValue={values.text}
        error={errors.text}
      />
      <Select
        label="Event"
        hint="Which moment of the sign-in the answer is for."
        name="event"
        options={events}
        defaultValue={values.event}
        error={errors.event}
      />
      <JudgeDetails values={values} errors={errors} />
    </>
  )
}

const empty: JudgeState = { values: noValues, errors: {}, view: null }

/** The outcome of a check; null when the server could not be reached. */
async function answerOf(action: JudgeAction, form: FormData): Promise<JudgeState | null> {
  const text = String(form.get("text") ?? "")
  if (isTooLarge(text)) return { values: noValues, errors: { text: tooLarge }, view: null }
  return action(null, form).catch(() => null)
}

/** Moves the focus to what is wrong, or to the verdict, and brings the caret into sight. */
function showOutcome(root: HTMLElement, headingId: string): void {
  const wrong = root.querySelector<HTMLElement>("[aria-invalid]")
  wrong?.closest("details")?.setAttribute("open", "")
  const target = wrong ?? document.getElementById(headingId)
  target?.focus()
  for (const caret of root.querySelectorAll("[data-caret]")) {
    const box = caret.closest("section")
    const mark = caret.lastElementChild
    if (!box || !mark) continue
    const over = mark.getBoundingClientRect().right - box.getBoundingClientRect().right
    if (over > 0) box.scrollLeft += over + 40
  }
}

function NoVerdict() {
  return (
    <div className="rounded border border-dashed bg-surface px-4 py-6 text-muted print:hidden">
      <p className="prose-width">
        The verdict stands here: whether Entra would accept the answer, or which code it would log, where the
        fault is and how the answer reads when it is put right.
      </p>
    </div>
  )
}
