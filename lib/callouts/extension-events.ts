import "server-only"
import { type Callout, unnamedEvent } from "@/lib/model/callout"
import { valueOr } from "@/lib/model/part"
import { readSnapshot } from "@/lib/remote/snapshot"
import { type ExtensionEvents, withEvent } from "./layer"

const patienceMs = 1500

/** The event type of each extension by its id; none when the directory takes its time, since rows must not wait for it. */
async function readExtensionEvents(): Promise<ExtensionEvents> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))
  const snapshot = await Promise.race([readSnapshot(), late])
  const extensions = snapshot ? valueOr(snapshot.extensions, []) : []
  return new Map(
    extensions.flatMap(({ id, eventType }) => (eventType === unnamedEvent ? [] : [[id, eventType] as const])),
  )
}

/** The callouts, those whose event has no name in the log under that of their extension; asks only when there are any. */
export async function withEvents(callouts: readonly Callout[]): Promise<readonly Callout[]> {
  if (!callouts.some(({ event }) => event?.type === unnamedEvent)) return callouts
  const events = await readExtensionEvents()
  return callouts.map((callout) => withEvent(callout, events))
}
