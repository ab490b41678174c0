import type { EventType, Variant } from "@/lib/events/define"
import { buildPayload } from "@/lib/events/payload"
import { BasisBadge } from "./code-basis"
import { ContractPayload } from "./contract-payload"
import { howItIsSent, requestNotes } from "./contract-words"
import { CodeBlock } from "./ui/code-block"
import { Notice } from "./ui/notice"
import { Section } from "./ui/section"
import { Tabs } from "./ui/tabs"

/** What an address asks to see: a variant of the request, and whether the event has the one that was named. */
export type ChosenVariant = { variant: Variant; isKnown: boolean }

/** What Entra sends for an event: one variant of its request, where its shape comes from, and the line that prints it. */
export function ContractRequest({ event, chosen }: { event: EventType; chosen: ChosenVariant }) {
  const { id, title, variants } = event
  const { variant, isKnown } = chosen
  const note = requestNotes[id]
  return (
    <Section title="The request" id="request">
      <p className="prose-width">
        {howItIsSent.text} <BasisBadge basis={howItIsSent.basis} />
      </p>
      <Tabs
        label="Variants of the request"
        tabs={variants.map((one, index) => ({
          href: index === 0 ? `/codes/events/${id}` : `/codes/events/${id}?variant=${one.id}`,
          label: one.title,
          current: one === variant,
        }))}
      />
      {!isKnown && (
        <Notice kind="warning" title="The address names a variant that this event does not have">
          This is the first one.
        </Notice>
      )}
      <p className="prose-width mt-1">
        <span className="font-semibold">{variant.title}.</span> {variant.source.text}{" "}
        <BasisBadge basis={variant.source.basis} />
      </p>
      {note && <p className="prose-width text-muted">{note}</p>}
      <div className="flex max-w-5xl flex-col gap-3">
        <ContractPayload
          label={`Request of ${title}: ${variant.title}`}
          payload={buildPayload(event, variant.id, {})}
        />
        <CodeBlock
          label={`Command that prints the request: ${variant.title}`}
          note="Prints this request on the command line"
          code={`npm run -s cli -- payload ${id} --variant ${variant.id}`}
          wrap
        />
      </div>
    </Section>
  )
}
