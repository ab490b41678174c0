import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Suspense } from "react"
import { CalloutAnswer } from "@/components/callout-answer"
import { CalloutExplanation } from "@/components/callout-explanation"
import { CalloutRecord } from "@/components/callout-record"
import { CalloutRelated } from "@/components/callout-related"
import type { TimeView } from "@/components/callout-table"
import { Section } from "@/components/ui/section"
import { SkeletonRows } from "@/components/ui/skeleton"
import { Tabs } from "@/components/ui/tabs"
import { UnreadFace } from "@/components/unread-face"
import { knownApps, readCallout, similarTo } from "@/lib/callouts/log"
import { readRelated } from "@/lib/callouts/related"
import { logState } from "@/lib/callouts/state"
import type { Callout } from "@/lib/model/callout"
import { consentPath } from "@/lib/remote/consent"
import { readSnapshot } from "@/lib/remote/snapshot"
import { requireOperator } from "@/lib/session"
import { readZone } from "@/lib/zone"

/** The tab's title. */
export const metadata: Metadata = { title: "Callout" }

type Props = { params: Promise<{ callout: string }>; searchParams: Promise<{ view?: string | string[] }> }

async function Rows({ callout, times }: { callout: Callout; times: TimeView }) {
  const related = await readRelated(callout.signIn)
  if (!related) return <p className="text-muted">The row has no correlation id to ask for.</p>
  return <CalloutRelated callout={callout} related={related} times={times} />
}

/** The other rows of the attempt: two requests that the rest of the page does not wait for. */
function RelatedRows({ callout, times }: { callout: Callout; times: TimeView }) {
  const { left, waitMs } = logState().budget
  const wait = `Microsoft's request budget is used up; the rows come in about ${Math.ceil(waitMs / 1000)} s.`
  const reading = (
    <>
      {left === 0 && <p className="text-muted">{wait}</p>}
      <SkeletonRows label="Reading the rows of the same correlation id" />
    </>
  )
  return (
    <Section title="The same attempt">
      <Suspense fallback={reading}>
        <Rows callout={callout} times={times} />
      </Suspense>
    </Section>
  )
}

/** One callout: what happened and what to do, with the evidence; and the log's row, unchanged. */
export default async function CalloutPage({ params, searchParams }: Props) {
  await requireOperator()
  const { callout: id } = await params
  const [found, { view }, snapshot, zone] = await Promise.all([
    readCallout(id),
    searchParams,
    readSnapshot(),
    readZone(),
  ])
  if (!found) notFound()
  const href = `/callouts/${id}`
  if (!found.ok) return <UnreadFace unread={found} consentUrl={consentPath} href={href} />
  const { callout, raw } = found.value
  const showsRecord = view === "record"
  const times = { nowMs: Date.now(), zone }
  return (
    <div className="flex flex-col gap-5">
      <CalloutAnswer callout={callout} times={times} />
      <Tabs
        label="Views of this callout"
        tabs={[
          { href, label: "Explain", current: !showsRecord },
          { href: `${href}?view=record`, label: "Record", current: showsRecord },
        ]}
      />
      {showsRecord ? (
        <CalloutRecord raw={raw} />
      ) : (
        <CalloutExplanation
          callout={callout}
          raw={raw}
          snapshot={snapshot}
          appNames={knownApps()}
          similar={similarTo(callout)}
          related={<RelatedRows callout={callout} times={times} />}
          times={times}
        />
      )}
    </div>
  )
}
