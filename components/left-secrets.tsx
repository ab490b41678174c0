import { exactTime, relativeTime } from "@/lib/format"
import type { LeftSecret } from "@/lib/model/test-token"
import type { TimeView } from "./callout-table"
import { RenewalHere } from "./renewal-here"
import { Notice } from "./ui/notice"
import { Time } from "./ui/time"

type Props = {
  left: readonly LeftSecret[]
  /** How many were removed just now. */
  removed: number
  /** What happens next, in one sentence. */
  next: string
  /** Whose session is to be renewed, so that the rest can be removed. */
  renewal: string | null
  times: TimeView
}

/** The secrets that runs left on apps, until they are removed, and those that were removed just now. */
export function LeftSecrets({ left, removed, next, renewal, times }: Props) {
  return (
    <div className="mb-5 flex flex-col gap-2 empty:hidden">
      {removed > 0 && (
        <Notice
          title={
            removed === 1
              ? "A secret that a run left behind was removed"
              : `${removed} secrets that runs left behind were removed`
          }
        />
      )}
      {left.length > 0 && (
        <Notice
          kind="warning"
          title={
            left.length === 1
              ? "A temporary secret was left on an app"
              : `${left.length} temporary secrets were left on apps`
          }
        >
          <ul className="list-disc pl-5">
            {left.map((secret) => (
              <li key={secret.runId}>
                <Secret secret={secret} times={times} />
              </li>
            ))}
          </ul>
          <p>{next}</p>
        </Notice>
      )}
      {renewal && <RenewalHere principalName={renewal} />}
    </div>
  )
}

function Secret({ secret, times: { nowMs, zone } }: { secret: LeftSecret; times: TimeView }) {
  const { runId, appId, endsAt, keyId, why } = secret
  const isOver = Date.parse(endsAt) <= nowMs
  return (
    <>
      <code className="break-all font-mono text-sm">Calloutscope test {runId}</code> on the app{" "}
      <code className="break-all font-mono text-sm">{appId}</code>
      {keyId && (
        <>
          , key <code className="break-all font-mono text-sm">{keyId}</code>
        </>
      )}
      ; {isOver ? "nobody can use it since" : "it ends by itself at"}{" "}
      <Time spelledOut iso={endsAt} relative={relativeTime(endsAt, nowMs)} exact={exactTime(endsAt, zone)} />.{" "}
      {why}
    </>
  )
}
