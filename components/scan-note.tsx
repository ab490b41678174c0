import { type CalloutFilter, filterHref, isNarrowed } from "@/lib/filters"
import { counted, exactTime, relativeTime } from "@/lib/format"
import type { CalloutPage } from "@/lib/model/callout-page"
import type { TimeView } from "./callout-table"
import { ButtonLink } from "./ui/button"
import { EmptyState } from "./ui/empty-state"

const emptyFilter = { layers: [], codes: [], extensions: [], apps: [] } as const

/** What was looked at: how many sign-ins, how far back, and what was left out. */
export function ScanNote({
  page,
  filter,
  times,
}: {
  page: CalloutPage
  filter: CalloutFilter
  times: TimeView
}) {
  const { scanned, matched } = page
  const back = exactTime(scanned.backTo, times.zone)
  return (
    <p className="text-muted text-sm">
      {counted(matched, "callout")} in {counted(scanned.signIns, "sign-in")} back to {back}
      {scanned.complete ? ", the whole range" : ", where the scan stopped after four pages"}; read{" "}
      {relativeTime(scanned.readAt, times.nowMs)}.
      {scanned.unreadable > 0 && ` ${counted(scanned.unreadable, "row")} could not be read.`}
      {!scanned.complete && (
        <>
          {" "}
          <a className="link" href={filterHref(filter, { from: scanned.from, to: scanned.backTo })}>
            Look further back
          </a>
        </>
      )}
    </p>
  )
}

/** The list's empty faces: nothing ran, or nothing matches the filter. */
export function NoCallouts({ page, filter }: { page: CalloutPage; filter: CalloutFilter }) {
  if (filter.after)
    return (
      <EmptyState
        title="Nothing older is in this range"
        action={<ButtonLink href={filterHref(filter)}>Back to the newest</ButtonLink>}
      />
    )
  if (isNarrowed(filter))
    return (
      <EmptyState
        title="No callout matches this filter"
        action={<ButtonLink href={filterHref(filter, emptyFilter)}>Clear the filter</ButtonLink>}
      >
        <p>The range itself was read; other callouts may stand in it.</p>
      </EmptyState>
    )
  if (page.scanned.signIns === 0)
    return (
      <EmptyState
        title="No sign-ins in this range"
        action={
          <ButtonLink href={filterHref(filter, { range: "7d", from: null, to: null })}>
            Show the last 7 days
          </ButtonLink>
        }
      >
        <p>New sign-ins usually reach the log within a few minutes.</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title="No extension ran in this range"
      action={
        <ButtonLink href={filterHref(filter, { range: "7d", from: null, to: null })}>
          Show the last 7 days
        </ButtonLink>
      }
    >
      <p>
        {counted(page.scanned.signIns, "sign-in")} were read and none names an event listener. An extension
        runs only for apps that its listener includes.
      </p>
    </EmptyState>
  )
}
