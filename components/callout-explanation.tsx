import type { ReactNode } from "react"
import { chainOf } from "@/lib/chain"
import { statusAdvice } from "@/lib/codes/status-advice"
import { filterHref, wholeRange } from "@/lib/filters"
import { counted, relativeTime } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
import type { Similar } from "@/lib/model/callout-page"
import type { Part } from "@/lib/model/part"
import type { Snapshot } from "@/lib/model/tenant"
import { type Wire, wireOf, wiresOf } from "@/lib/wires"
import { outerOf } from "./callout-answer"
import type { Directory } from "./callout-directory"
import { CalloutEvidence } from "./callout-evidence"
import type { TimeView } from "./callout-table"
import { CalloutWiring } from "./callout-wiring"
import { Chain } from "./chain"
import { BasisBadge, StatementList } from "./code-basis"
import { CodeFix } from "./code-fix"
import { isKnownEvent } from "./sign-in-words"
import { ButtonLink } from "./ui/button"
import { Section } from "./ui/section"
import { rawListener, UnknownEvent } from "./unknown-event"

/** The object of an id: undefined without an id, null when there is none in a list that was read. */
function oneOf<T extends { id: string }>(
  list: Part<readonly T[]>,
  id: string | null,
): Part<T | null> | undefined {
  if (id === null) return undefined
  return list.ok ? { ok: true, value: list.value.find((one) => one.id === id) ?? null } : list
}

function directoryOf(
  { listener }: Callout,
  snapshot: Snapshot,
  wire: Wire | null,
  appNames: ReadonlyMap<string, string>,
): Directory | null {
  if (!listener) return null
  const known = oneOf(snapshot.listeners, listener.listenerId)
  return {
    extension: oneOf(snapshot.extensions, listener.extensionId),
    listener: known?.ok && !known.value ? oneOf(snapshot.otherListeners, listener.listenerId) : known,
    wire,
    readAt: snapshot.readAt,
    appNames,
  }
}

function StatusAdvice({ callout }: { callout: Callout }) {
  const status = callout.error?.code === 1003002 ? callout.listener?.httpStatus : null
  const advice = status ? statusAdvice(status) : null
  if (!advice) return null
  return (
    <Section title={`What ${status} usually means here`}>
      <p className="prose-width">
        {advice.text} <BasisBadge basis={advice.basis} />
      </p>
      <p className="prose-width">{advice.fix}</p>
    </Section>
  )
}

function AlsoFailed({
  callout: { error, listener },
  similar,
  times,
}: {
  callout: Callout
  similar: Similar
  times: TimeView
}) {
  const { callouts, range } = similar
  const first = callouts.at(-1)?.signIn.at
  if (callouts.length < 2 || !first || !error) return null
  const users = new Set(callouts.map(({ signIn: { user } }) => user.id ?? user.name)).size
  const href = filterHref(wholeRange(range), {
    codes: [error.code],
    extensions: listener?.extensionId ? [listener.extensionId] : [],
  })
  return (
    <Section title="Also">
      <p>
        {counted(callouts.length, "callout")} like this one in what was read, the first{" "}
        {relativeTime(first, times.nowMs)}; {counted(users, "user")}.
      </p>
      <p>
        <ButtonLink href={href}>Show them</ButtonLink>
      </p>
    </Section>
  )
}

/** What to do about a code that is no extension's. */
function OuterSteps({ callout }: { callout: Callout }) {
  const outer = outerOf(callout)
  if (!outer) return null
  return (
    <Section title={outer.relation === "around" ? "Fix" : "Next steps"}>
      <CodeFix steps={outer.next.map((text) => ({ text }))} />
    </Section>
  )
}

/** The JSON behind an event without a contract; nothing for the others. */
function RawEvent({
  callout,
  raw,
  directory,
}: {
  callout: Callout
  raw: unknown
  directory: Directory | null
}) {
  const { listener, event, signIn } = callout
  if (!listener || !event || isKnownEvent(event)) return null
  const extension = directory?.extension?.ok ? directory.extension.value : null
  const entry = rawListener(raw, signIn.listeners.indexOf(listener))
  return <UnknownEvent event={event} entry={entry} listener={listener} extension={extension} />
}

/** Why a callout ended as it did: where the chain broke, the evidence, the fix, and what else shares the cause. */
export function CalloutExplanation({
  callout,
  raw,
  snapshot,
  appNames,
  similar,
  related,
  times,
}: {
  callout: Callout
  raw: unknown
  snapshot: Snapshot
  appNames: ReadonlyMap<string, string>
  similar: Similar | null
  /** The other rows of the attempt, which may still be on their way. */
  related: ReactNode
  times: TimeView
}) {
  const { error } = callout
  const wires = wiresOf(snapshot)
  const wire = wireOf(callout, wires)
  const directory = directoryOf(callout, snapshot, wire, appNames)
  return (
    <div className="flex flex-col gap-6">
      <Section title={callout.layer === "ok" ? "The way it went" : "Where it broke"}>
        <Chain states={chainOf(callout, wire)} basis={error?.phaseBasis ?? "inferred"} />
      </Section>
      <Section title="Evidence">
        <CalloutEvidence callout={callout} directory={directory} times={times} />
      </Section>
      <RawEvent callout={callout} raw={raw} directory={directory} />
      <StatusAdvice callout={callout} />
      {error && (
        <>
          <Section title="Fix">
            <CodeFix steps={error.fix} />
          </Section>
          <Section title="Usual causes">
            <StatementList statements={error.causes} />
          </Section>
          <Section title="What settles it">
            <StatementList statements={error.evidence} />
          </Section>
        </>
      )}
      <OuterSteps callout={callout} />
      {related}
      <Section title="Wiring of this app">
        <CalloutWiring callout={callout} own={wire} wires={wires} snapshot={snapshot} appNames={appNames} />
      </Section>
      {similar && <AlsoFailed callout={callout} similar={similar} times={times} />}
    </div>
  )
}
