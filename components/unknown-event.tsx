import type { AppliedListener, CalloutEvent } from "@/lib/model/callout"
import { isMembers } from "@/lib/model/json"
import type { Extension } from "@/lib/model/tenant"
import { eventTitle } from "./sign-in-words"
import { JsonView } from "./ui/code-block"
import { Section } from "./ui/section"

/** The entry of a row's listener as Graph answered it; undefined when the row has none at that position. */
export function rawListener(raw: unknown, position: number): unknown {
  const listeners = isMembers(raw) ? raw.appliedEventListeners : undefined
  return Array.isArray(listeners) ? listeners[position] : undefined
}

/** What there is to see of an event that the console has no contract for: its name and the JSON of what took part. */
export function UnknownEvent({
  event,
  entry,
  listener,
  extension,
}: {
  event: CalloutEvent
  entry: unknown
  listener: AppliedListener
  extension: Extension | null
}) {
  return (
    <Section title={`Event ${eventTitle(event.type)}`}>
      <p className="prose-width">
        The console has no contract for this event, so it cannot say what the API should have answered. The
        log calls it <code className="font-mono">{listener.eventType}</code>.
      </p>
      <JsonView label="The listener's entry in the row" value={entry} />
      {extension?.raw && (
        <JsonView label={`The extension, of type ${extension.eventType}`} value={extension.raw} />
      )}
    </Section>
  )
}
