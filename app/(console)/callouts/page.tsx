import type { Metadata } from "next"
import { Suspense } from "react"
import { CalloutFilters, type FilterChoices } from "@/components/callout-filters"
import { CalloutTable } from "@/components/callout-table"
import { LiveRefresh } from "@/components/live-refresh"
import { NoCallouts, ScanNote } from "@/components/scan-note"
import { SourceTroubleNotice } from "@/components/source-trouble"
import { ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { PageHead } from "@/components/ui/page-head"
import { SkeletonRows } from "@/components/ui/skeleton"
import { UnreadFace } from "@/components/unread-face"
import { readCallouts } from "@/lib/callouts/log"
import { type CalloutFilter, filterHref, type Parameters, readFilter } from "@/lib/filters"
import type { Facets } from "@/lib/model/callout-page"
import { valueOr } from "@/lib/model/part"
import type { Extension } from "@/lib/model/tenant"
import { consentPath } from "@/lib/remote/consent"
import { readSnapshot } from "@/lib/remote/snapshot"
import { requireOperator } from "@/lib/session"
import { readZone } from "@/lib/zone"

/** The tab's title. */
export const metadata: Metadata = { title: "Callouts" }

const refreshS = 4
const namesPatienceMs = 1500

/** The extensions by id; none when the directory takes its time, since rows without names are better than no rows. */
async function readExtensionsInTime(): Promise<ReadonlyMap<string, Extension>> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, namesPatienceMs, null))
  const snapshot = await Promise.race([readSnapshot(), late])
  const extensions = snapshot ? valueOr(snapshot.extensions, []) : []
  return new Map(extensions.map((extension) => [extension.id, extension]))
}

/** What the filter offers: the values that occur, extensions and apps by their names. */
function choicesFrom(facets: Facets, extensions: ReadonlyMap<string, Extension>): FilterChoices {
  const ofExtension = ([id, count]: [string, number]) => ({ id, count, name: extensions.get(id)?.name ?? id })
  return {
    ...facets,
    extensions: [...facets.extensions].map(ofExtension),
    apps: [...facets.apps].map(([id, { name, count }]) => ({ id, name, count })),
  }
}

async function CalloutList({ filter }: { filter: CalloutFilter }) {
  const [page, extensions, zone] = await Promise.all([
    readCallouts(filter),
    readExtensionsInTime(),
    readZone(),
  ])
  if (!page.ok) {
    const href = filterHref(filter, { after: filter.after })
    return (
      <>
        <CalloutFilters filter={filter} choices={null} />
        <UnreadFace unread={page} consentUrl={consentPath} href={href} />
      </>
    )
  }
  const { callouts, facets, next, troubles } = page.value
  const times = { nowMs: Date.now(), zone }
  return (
    <>
      <CalloutFilters filter={filter} choices={choicesFrom(facets, extensions)} />
      {troubles.map((trouble) => (
        <SourceTroubleNotice key={trouble.kind} trouble={trouble} consentUrl={consentPath} />
      ))}
      <ScanNote page={page.value} filter={filter} times={times} />
      {callouts.length > 0 ? (
        <CalloutTable callouts={callouts} extensions={extensions} times={times} />
      ) : (
        <NoCallouts page={page.value} filter={filter} times={times} />
      )}
      {next && (
        <p>
          <ButtonLink href={filterHref(filter, { after: next })}>Older callouts</ButtonLink>
        </p>
      )}
    </>
  )
}

/** The list of callouts: what failed, where in the chain, for whom; the filter lives in the URL. */
export default async function CalloutsPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  await requireOperator()
  const { filter, problems } = readFilter(await searchParams, Date.now())
  return (
    <div className="flex flex-col gap-4">
      <PageHead title="Callouts" actions={!filter.to && !filter.after && <LiveRefresh seconds={refreshS} />}>
        Runs of custom authentication extensions during sign-ins and sign-ups, and where each one ended.
      </PageHead>
      {problems.length > 0 && (
        <Notice kind="warning" title="Part of the address was not used">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Notice>
      )}
      <Suspense
        key={filterHref(filter, { after: filter.after })}
        fallback={<SkeletonRows label="Reading the log" />}
      >
        <CalloutList filter={filter} />
      </Suspense>
    </div>
  )
}
