import { chainOf } from "@/lib/chain"
import { statusAdvice } from "@/lib/codes/status-advice"
import { filterHref, readFilter } from "@/lib/filters"
import { counted, relativeTime } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
import { valueOr } from "@/lib/model/part"
import type { Snapshot } from "@/lib/model/tenant"
import { CalloutEvidence, type Directory } from "./callout-evidence"
import type { TimeView } from "./callout-table"
import { Chain } from "./chain"
import { BasisBadge, StatementList } from "./code-basis"
import { CodeFix } from "./code-fix"
import { ButtonLink } from "./ui/button"
import { Section } from "./ui/section"

function directoryOf(
  { listener }: Callout,
  snapshot: Snapshot,
  appNames: ReadonlyMap<string, string>,
): Directory | null {
  if (!listener) return null
  const extensions = valueOr(snapshot.extensions, [])
  const listeners = valueOr(snapshot.listeners, [])
  return {
    extension: extensions.find(({ id }) => id === listener.extensionId) ?? null,
    listener: listeners.find(({ id }) => id === listener.listenerId) ?? null,
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

function Similar({
  callout,
  similar,
  times,
}: {
  callout: Callout
  similar: readonly Callout[]
  times: TimeView
}) {
  const first = similar.at(-1)?.signIn.at
  if (similar.length < 2 || !first || !callout.error) return null
  const users = new Set(similar.map(({ signIn }) => signIn.user.id)).size
  const { filter } = readFilter({ range: "7d" })
  const href = filterHref(filter, {
    codes: [callout.error.code],
    extensions: callout.listener?.extensionId ? [callout.listener.extensionId] : [],
  })
  return (
    <Section title="Also">
      <p>
        {counted(similar.length, "callout")} like this one in what was read, the first{" "}
        {relativeTime(first, times.nowMs)}; {counted(users, "user")}.
      </p>
      <p>
        <ButtonLink href={href}>Show them</ButtonLink>
      </p>
    </Section>
  )
}

/** Why a callout ended as it did: where the chain broke, the evidence, the fix, and what else shares the cause. */
export function CalloutExplanation({
  callout,
  snapshot,
  appNames,
  similar,
  times,
}: {
  callout: Callout
  snapshot: Snapshot
  appNames: ReadonlyMap<string, string>
  similar: readonly Callout[]
  times: TimeView
}) {
  const { error } = callout
  return (
    <div className="flex flex-col gap-6">
      <Section title={callout.layer === "ok" ? "The way it went" : "Where it broke"}>
        <Chain states={chainOf(callout)} />
      </Section>
      <Section title="Evidence">
        <CalloutEvidence
          callout={callout}
          directory={directoryOf(callout, snapshot, appNames)}
          times={times}
        />
      </Section>
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
      <Similar callout={callout} similar={similar} times={times} />
    </div>
  )
}
