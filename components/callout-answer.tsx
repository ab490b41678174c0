import { codeOf } from "@/lib/filters"
import { exactTime, relativeTime } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
import type { TimeView } from "./callout-table"
import { BasisBadge } from "./code-basis"
import { LayerBadge } from "./state"
import { ButtonLink } from "./ui/button"
import { CopyButton } from "./ui/copy-button"
import { Time } from "./ui/time"

const okMeaning = "The API answered in time and Entra accepted the answer."
const unknownMeaning =
  "The log names no code for this callout, so nobody can tell from it how far the callout came. The record below is all that Microsoft kept."
const notCalledMeaning =
  "The sign-in failed before any extension was considered: the app may not receive mapped claims. No callout was made and none is in the log."

function meaningOf(callout: Callout): string {
  if (callout.layer === "fallback" && callout.error)
    return `${callout.error.meaning} Here the sign-in went on, because Microsoft's own provider stepped in.`
  if (callout.error) return callout.error.meaning
  if (callout.layer === "ok") return okMeaning
  return callout.layer === "not-called" ? notCalledMeaning : unknownMeaning
}

function titleOf(callout: Callout): string {
  const code = codeOf(callout)
  if (callout.error) return `${callout.error.code} ${callout.error.title}`
  if (callout.layer === "ok") return "Callout succeeded"
  return code ? `AADSTS${code}` : "Callout without a code"
}

/** The callout in text, for a ticket: what, when, whose, and the ids that support asks for. */
function summaryOf(callout: Callout): string {
  const { signIn, listener } = callout
  return [
    titleOf(callout),
    meaningOf(callout),
    `Time: ${signIn.at ?? "not recorded"}`,
    `App: ${signIn.app.name} (${signIn.app.id ?? "no id"})`,
    `Extension: ${listener?.extensionId ?? "none named"}`,
    `Attempts: ${listener?.attempts ?? "not recorded"}, HTTP status: ${listener?.httpStatus ?? "none"}`,
    `Correlation id: ${signIn.correlationId ?? "not recorded"}`,
    `Sign-in id: ${signIn.id}`,
  ].join("\n")
}

/** The top of a callout's page: which code, what it did to whom, and who can mend it. */
export function CalloutAnswer({ callout, times }: { callout: Callout; times: TimeView }) {
  const { signIn, error } = callout
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="font-semibold text-xl">{titleOf(callout)}</h1>
        <p className="text-muted">
          {signIn.at && (
            <Time
              iso={signIn.at}
              relative={relativeTime(signIn.at, times.nowMs)}
              exact={exactTime(signIn.at, times.zone)}
              spelledOut
            />
          )}
        </p>
      </div>
      <p className="text-muted">
        {signIn.app.name} · {signIn.user.name}
        {signIn.user.principalName && ` (${signIn.user.principalName})`}
      </p>
      <p className="prose-width text-base">{meaningOf(callout)}</p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <LayerBadge layer={callout.layer} />
        {error && (
          <>
            <span>
              <span className="text-muted">Fixes it: </span>
              <span className="font-semibold">{error.fixedBy}</span>
            </span>
            <span>
              <span className="text-muted">Retry: </span>
              {error.retry}
            </span>
            <BasisBadge basis={error.phaseBasis} />
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2 print:hidden">
        {error && <ButtonLink href={`/codes/${error.code}`}>About {error.code}</ButtonLink>}
        <CopyButton value={summaryOf(callout)} label="Copy for a ticket" />
      </div>
    </div>
  )
}
