import Link from "next/link"
import type { EventType } from "@/lib/events/define"
import type { EventTypeId } from "@/lib/model/exchange"
import { BasisBadge } from "./code-basis"
import { CodeBlock, colouredJson } from "./ui/code-block"
import { Disclosure } from "./ui/disclosure"
import { Section } from "./ui/section"

/** Correct answers of every event with what each action does, and the schema for editors. */
export function JudgeExamples({
  eventTypes,
  open,
}: {
  eventTypes: readonly EventType[]
  open: EventTypeId | null
}) {
  return (
    <Section title="Correct answers">
      <div className="flex flex-col">
        {eventTypes.map((eventType) => (
          <Disclosure key={eventType.id} summary={eventType.title} open={eventType.id === open}>
            <EventAnswers eventType={eventType} />
          </Disclosure>
        ))}
      </div>
    </Section>
  )
}

function EventAnswers({ eventType: { id, title, purpose, actions, examples } }: { eventType: EventType }) {
  return (
    <div className="flex flex-col gap-4 pb-3">
      <p className="prose-width">
        {purpose}{" "}
        <Link href={`/codes/events/${id}`} prefetch={false} className="link">
          The whole event
        </Link>{" "}
        ·{" "}
        <a href={`/codes/schemas/${id}`} className="link">
          JSON Schema of the answer
        </a>
      </p>
      <dl className="flex flex-col gap-2">
        {actions.map(({ name, effect }) => (
          <div key={name}>
            <dt className="break-words font-mono text-sm">{name}</dt>
            <dd className="prose-width text-muted">
              {effect.text} <BasisBadge basis={effect.basis} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid gap-4 wide:grid-cols-2">
        {examples.map(({ title: what, body }) => {
          const text = JSON.stringify(body, null, 2)
          return (
            <CodeBlock key={what} label={`${title}: ${what}`} note={what} code={text} wrap>
              {colouredJson(text)}
            </CodeBlock>
          )
        })}
      </div>
    </div>
  )
}
