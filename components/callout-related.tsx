import Link from "next/link"
import { codeTitle } from "@/lib/codes/look-up"
import { exactTime } from "@/lib/format"
import { type Callout, isInterrupted, type Kind, type SignIn } from "@/lib/model/callout"
import type { Related, RelatedRow } from "@/lib/model/callout-page"
import type { TimeView } from "./callout-table"
import { eventTitle, sourceOf, stageOf, waitsFor } from "./sign-in-words"
import { LayerBadge, StateMark } from "./state"
import { Notice } from "./ui/notice"

const logs = { signIn: "sign-in log", signUp: "sign-up log" } satisfies Record<Kind, string>

function Outcome({ signIn }: { signIn: SignIn }) {
  const { errorCode } = signIn.status
  if (errorCode === 0) return <StateMark state="pass">succeeded</StateMark>
  if (isInterrupted(signIn)) return <StateMark state="not-called">waited for {waitsFor(signIn)}</StateMark>
  if (errorCode === null) return <StateMark state="unknown">no code recorded</StateMark>
  return (
    <span>
      <StateMark state="fail">failed</StateMark> with {errorCode} {codeTitle(errorCode)}
    </span>
  )
}

function CalloutLink({ callout, isHere }: { callout: Callout; isHere: boolean }) {
  const words = (
    <>
      {callout.event ? eventTitle(callout.event.type) : "without a listener"}
      {callout.error && ` · ${callout.error.code} ${callout.error.title}`}
    </>
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <LayerBadge layer={callout.layer} />
      {isHere ? (
        <span>{words}, this callout</span>
      ) : (
        <Link className="link" href={`/callouts/${callout.id}`} prefetch={false}>
          {words}
        </Link>
      )}
    </li>
  )
}

function Step({ row, hereId, times }: { row: RelatedRow; hereId: string; times: TimeView }) {
  const { signIn, callouts } = row
  const isHere = callouts.some(({ id }) => id === hereId)
  return (
    <li
      aria-current={isHere ? "step" : undefined}
      className={`flex flex-col gap-1 border-t px-3 py-2 first:border-t-0 ${isHere ? "bg-accent-tint" : ""}`}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-muted">
          {signIn.at ? exactTime(signIn.at, times.zone) : "time not recorded"}
        </span>
        <span className="font-semibold">
          {signIn.kind === "signUp" ? `Sign-up · ${stageOf(signIn)}` : `Sign-in · ${sourceOf(signIn)}`}
        </span>
        <Outcome signIn={signIn} />
      </div>
      {callouts.length > 0 && (
        <ul className="flex flex-col gap-1 pl-4">
          {callouts.map((callout) => (
            <CalloutLink key={callout.id} callout={callout} isHere={callout.id === hereId} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The rows of one attempt in their order, with their callouts, and what could not be asked for. */
export function CalloutRelated({
  callout,
  related,
  times,
}: {
  callout: Callout
  related: Related
  times: TimeView
}) {
  const { rows, isCut, unread } = related
  const href = `/callouts/${callout.id}`
  return (
    <div className="flex flex-col gap-2">
      {rows.length > 0 && (
        <ol className="rounded border bg-surface">
          {rows.map((row) => (
            <Step key={`${row.signIn.kind} ${row.signIn.id}`} row={row} hereId={callout.id} times={times} />
          ))}
        </ol>
      )}
      {rows.length === 0 && unread.length === 0 && (
        <p className="text-muted">The log has no row of this correlation id any more.</p>
      )}
      {isCut && <p className="text-muted text-sm">The correlation id has more rows than are shown.</p>}
      {unread.map(({ kind, unread: { kind: refusal, why, permission } }) => (
        <Notice
          key={kind}
          kind={refusal === "throttled" ? "info" : "warning"}
          title={`The ${logs[kind]} was not asked for more rows`}
          action={
            <a className="link inline-flex min-h-8 items-center" href={href}>
              Read again
            </a>
          }
        >
          {why} {permission && <code className="font-mono">{permission}</code>}
        </Notice>
      ))}
    </div>
  )
}
