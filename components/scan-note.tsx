import {
  allKinds,
  type CalloutFilter,
  filterHref,
  furtherBackHref,
  isCustom,
  isNarrowed,
  wholeRange,
} from "@/lib/filters"
import { counted, exactTime, relativeTime } from "@/lib/format"
import type { CalloutPage } from "@/lib/model/callout-page"
import type { TimeView } from "./callout-table"
import { ButtonLink } from "./ui/button"
import { EmptyState } from "./ui/empty-state"

type View = { page: CalloutPage; filter: CalloutFilter; times: TimeView }

const furtherBack = "Look further back"

/** How many rows of each collection were looked at; one that was not read is not named. */
function rowsIn({ scanned: { signIns, signUps } }: CalloutPage): string {
  const ofSignIns = signIns === null ? [] : [counted(signIns, "sign-in")]
  const ofSignUps = signUps === null ? [] : [counted(signUps, "sign-up step")]
  return [...ofSignIns, ...ofSignUps].join(" and ")
}

/** What was looked at: how many rows, how far back, and what was left out. */
export function ScanNote({ page, filter, times }: View) {
  const { scanned, matched, troubles } = page
  const back = exactTime(scanned.backTo, times.zone)
  const found = `${counted(matched, "callout")} in ${rowsIn(page)}`
  const whole = troubles.some(({ hasRows }) => !hasRows) ? "read back to" : "all that the log holds back to"
  return (
    <p className="text-muted text-sm">
      {scanned.complete
        ? `${found}, ${whole} ${back}`
        : `${found} back to ${back}, where the scan stopped after ${counted(scanned.pages, "page")}`}
      ; read {relativeTime(scanned.readAt, times.nowMs)}.
      {scanned.unreadable > 0 && ` ${counted(scanned.unreadable, "row")} could not be read.`}
      {!scanned.complete && (
        <>
          {" "}
          <a className="link" href={furtherBackHref(filter, scanned, times.nowMs)}>
            {furtherBack}
          </a>
        </>
      )}
    </p>
  )
}

function NextRange({ page, filter, times }: View) {
  if (!page.scanned.complete)
    return <ButtonLink href={furtherBackHref(filter, page.scanned, times.nowMs)}>{furtherBack}</ButtonLink>
  if (!isCustom(filter) && (filter.range === "7d" || filter.range === "30d")) return null
  return <ButtonLink href={filterHref(wholeRange("7d"))}>Show the last 7 days</ButtonLink>
}

function emptyWords({ page, filter, times }: View): { title: string; text?: string } {
  const { signIns, signUps, complete, backTo } = page.scanned
  const rows = signUps === null ? "sign-ins" : "sign-ins or sign-ups"
  const back = exactTime(backTo, times.zone)
  const rest = complete ? "" : ` The scan stopped at ${back}; what is older was not read.`
  if (isNarrowed(filter))
    return {
      title: complete ? "No callout matches this filter" : "No callout matches this filter so far",
      text: complete
        ? "The range itself was read; other callouts may stand in it."
        : `Only the part of the range back to ${back} was read.`,
    }
  if (!signIns && !signUps)
    return {
      title: complete ? `No ${rows} in this range` : `No ${rows} in what was read`,
      text: `New rows usually reach the log within a few minutes.${rest}`,
    }
  return {
    title: complete ? "No extension ran in this range" : "No extension ran in what was read",
    text: `${rowsIn(page)} were read and none names an event listener. An extension runs only for apps that its listener or user flow includes.${rest}`,
  }
}

/** The list's empty faces: nothing ran, nothing matches the filter, or nothing older was read. */
export function NoCallouts(view: View) {
  const { filter, page } = view
  if (filter.after)
    return (
      <EmptyState
        title={page.scanned.complete ? "Nothing older is in this range" : "Nothing older was read"}
        action={<ButtonLink href={filterHref(filter)}>Back to the newest</ButtonLink>}
      />
    )
  const { title, text } = emptyWords(view)
  return (
    <EmptyState
      title={title}
      action={
        <>
          {isNarrowed(filter) && (
            <ButtonLink href={filterHref(filter, allKinds)}>Clear the filter</ButtonLink>
          )}
          {(!isNarrowed(filter) || !page.scanned.complete) && <NextRange {...view} />}
        </>
      }
    >
      <p>{text}</p>
    </EmptyState>
  )
}
