import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CalloutAnswer } from "@/components/callout-answer"
import { CalloutExplanation } from "@/components/callout-explanation"
import { CalloutRecord } from "@/components/callout-record"
import { Tabs } from "@/components/ui/tabs"
import { UnreadFace } from "@/components/unread-face"
import { knownApps, readCallout, similarTo } from "@/lib/callouts/log"
import { consentPath } from "@/lib/remote/consent"
import { readSnapshot } from "@/lib/remote/snapshot"
import { requireOperator } from "@/lib/session"
import { readZone } from "@/lib/zone"

/** The tab's title. */
export const metadata: Metadata = { title: "Callout" }

type Props = { params: Promise<{ callout: string }>; searchParams: Promise<{ view?: string | string[] }> }

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
          snapshot={snapshot}
          appNames={knownApps()}
          similar={similarTo(callout)}
          times={times}
        />
      )}
    </div>
  )
}
