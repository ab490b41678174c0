import { CircleDashed, OctagonX, TriangleAlert } from "lucide-react"
import { relativeTime } from "@/lib/format"
import type { Refusal, Unread } from "@/lib/model/part"
import { unlocks } from "@/lib/unlocks"

/** What the strip says: how the log answered last, what the tenant refused, and what is left of the budget. */
export type Connection = {
  logReadAt: string | null
  trouble: Unread | null
  unread: readonly { name: string; part: Unread }[]
  budget: { left: number; limit: number; waitMs: number }
  consentUrl: string
  nowMs: number
}

/** How a trouble reads in the header; a used-up budget is none, since the console waits for its turn. */
const troubleWords = {
  permission: "Graph refused",
  license: "Graph, licence missing",
  credential: "Graph, credential refused",
  throttled: null,
  unreachable: "Graph not reachable",
  service: "Graph failed",
  malformed: "Graph not readable",
  "not-found": null,
} satisfies Record<Refusal, string | null>

/** The header is drawn before a page's own read is done, so an older time would soon be wrong. */
const recentMs = 60_000

function Summary({ connection }: { connection: Connection }) {
  const { trouble, logReadAt, unread, nowMs } = connection
  const missing = unread.length
  const word = trouble && troubleWords[trouble.kind]
  if (word)
    return (
      <span className="inline-flex items-center gap-1.5 text-fail">
        <OctagonX size={16} /> {word}
      </span>
    )
  if (missing > 0)
    return (
      <span className="inline-flex items-center gap-1.5 text-warn">
        <TriangleAlert size={16} /> Graph, {missing} {missing === 1 ? "part" : "parts"} not read
      </span>
    )
  if (!logReadAt)
    return (
      <span className="inline-flex items-center gap-1.5 text-muted">
        <CircleDashed size={16} /> Graph, log not read yet
      </span>
    )
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="size-2 rounded-full bg-pass" /> Graph
      {nowMs - Date.parse(logReadAt) < recentMs && ` ${relativeTime(logReadAt, nowMs)}`}
    </span>
  )
}

function Missing({ name, part, consentUrl }: { name: string; part: Unread; consentUrl: string }) {
  return (
    <li>
      <p className="font-semibold">{name} not read</p>
      <p>{part.why}</p>
      {part.permission && (
        <p className="text-muted">
          <code className="font-mono">{part.permission}</code> unlocks {unlocks[part.permission] ?? "it"}.{" "}
          <a className="link" href={consentUrl}>
            Consent page
          </a>
        </p>
      )}
    </li>
  )
}

/** The state of the sources in the header; opens to what is missing and what is left of Microsoft's budget. */
export function ConnectionStrip({ connection }: { connection: Connection }) {
  const { trouble, unread, budget, consentUrl, logReadAt, nowMs } = connection
  const waitS = Math.ceil(budget.waitMs / 1000)
  return (
    <>
      <button type="button" popoverTarget="connection" className="min-h-8 rounded px-2 hover:bg-sunken">
        <Summary connection={connection} />
      </button>
      <div
        id="connection"
        popover="auto"
        className="top-12 right-2 bottom-auto left-auto w-96 max-w-[calc(100vw-1rem)] rounded border bg-surface p-4 text-ink shadow-overlay"
      >
        <h2 className="mb-2 font-semibold">Sources</h2>
        <ul className="flex flex-col gap-3">
          <li>
            <p className="font-semibold">Sign-in log, Microsoft Graph beta</p>
            <p>
              {logReadAt
                ? `Last read ${relativeTime(logReadAt, nowMs)}.`
                : "Not read since the console started."}
            </p>
            {trouble && <p className="text-fail">{trouble.why}</p>}
            <p className="text-muted">
              {budget.left} of {budget.limit} requests free in Microsoft's 10-second budget
              {waitS > 0 ? `, the next one in ${waitS} s` : ""}.
            </p>
          </li>
          {unread.map(({ name, part }) => (
            <Missing key={name} name={name} part={part} consentUrl={consentUrl} />
          ))}
          {unread.length === 0 && (
            <li className="text-muted">Extensions, listeners, user flows and the organization were read.</li>
          )}
        </ul>
      </div>
    </>
  )
}
