import { outerCode } from "@/lib/codes/look-up"
import { exactTime, relativeTime } from "@/lib/format"
import { type Callout, wentOn } from "@/lib/model/callout"
import type { Basis, OuterCode } from "@/lib/model/error-code"
import type { TimeView } from "./callout-table"
import { BasisBadge } from "./code-basis"
import { eventTitle, nounOf, sourceOf } from "./sign-in-words"
import { LayerBadge } from "./state"
import { ButtonLink } from "./ui/button"
import { CopyButton } from "./ui/copy-button"
import { Time } from "./ui/time"

type Meaning = { text: string; basis?: Basis }

const okMeaning = "The API answered in time and Entra accepted the answer."
const unknownMeaning =
  "The log names no code for this callout, so nobody can tell from it how far the callout came. The record below is all that Microsoft kept."
const noListener = "The row names no event listener, so no callout is on record."
const fallbackMeaning = (noun: string) =>
  `The extension failed with this code, yet the ${noun} went on: Microsoft's own provider stepped in and sent the e-mail code.`
const succeededMeaning = (noun: string) =>
  `The extension failed with this code, yet the ${noun} went on. The log does not say why it was not stopped.`

/** The record of the sign-in's own code, for a callout that failed without a code of its own. */
export function outerOf({ layer, error, signIn }: Callout): OuterCode | null {
  if (error || layer === "ok") return null
  return outerCode(signIn.status.errorCode ?? 0)
}

function meaningOf(callout: Callout): Meaning {
  const { layer, error, signIn } = callout
  const outer = outerOf(callout)
  const noun = nounOf(signIn)
  if (layer === "ok") return { text: okMeaning }
  if (layer === "fallback") return { text: fallbackMeaning(noun), basis: "inferred" }
  if (error && wentOn(signIn)) return { text: succeededMeaning(noun), basis: "inferred" }
  if (error) return { text: error.meaning }
  if (layer === "not-called" && outer) return { text: `${noListener} ${outer.meaning}`, basis: outer.basis }
  return { text: layer === "not-called" ? noListener : unknownMeaning }
}

function titleOf(callout: Callout): string {
  const { error, layer, signIn } = callout
  const outer = outerOf(callout)
  if (error) return `${error.code} ${error.title}`
  if (layer === "ok") return "Callout succeeded"
  if (outer) return `${outer.code} ${outer.title}`
  return signIn.status.errorCode && !wentOn(signIn)
    ? `AADSTS${signIn.status.errorCode}`
    : "Callout without a code"
}

/** The callout in text, for a ticket: what, when, whose, and the ids that support asks for. */
function summaryOf(callout: Callout): string {
  const { signIn, listener, event } = callout
  const { text, basis } = meaningOf(callout)
  return [
    titleOf(callout),
    basis ? `${text} (${basis})` : text,
    `Time: ${signIn.at ?? "not recorded"}`,
    `App: ${signIn.app.name} (${signIn.app.id ?? "no id"})`,
    `Event: ${event ? eventTitle(event.type) : "none named"}`,
    `Extension: ${listener?.extensionId ?? "none named"}`,
    `Attempts: ${listener?.attempts ?? "not recorded"}, HTTP status: ${listener?.httpStatus ?? "none"}`,
    `Correlation id: ${signIn.correlationId ?? "not recorded"}`,
    `${signIn.kind === "signUp" ? "Sign-up id" : "Sign-in id"}: ${signIn.id}`,
  ].join("\n")
}

function Cure({ callout: { layer, error } }: { callout: Callout }) {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <LayerBadge layer={layer} />
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
        </>
      )}
    </p>
  )
}

function When({ at, times }: { at: string | null; times: TimeView }) {
  if (!at) return null
  const words = { relative: relativeTime(at, times.nowMs), exact: exactTime(at, times.zone) }
  return (
    <p className="text-muted">
      <Time iso={at} {...words} spelledOut />
    </p>
  )
}

/** The top of a callout's page: which code, what it did to whom, and who can mend it. */
export function CalloutAnswer({ callout, times }: { callout: Callout; times: TimeView }) {
  const { signIn, error, event } = callout
  const { text, basis } = meaningOf(callout)
  const code = error?.code ?? outerOf(callout)?.code
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="font-semibold text-xl">{titleOf(callout)}</h1>
        <When at={signIn.at} times={times} />
      </div>
      <p className="max-w-4xl break-words text-muted">
        <bdi>{signIn.app.name}</bdi> · <bdi>{signIn.user.name}</bdi>
        {signIn.user.principalName && (
          <>
            {" ("}
            <bdi>{signIn.user.principalName}</bdi>)
          </>
        )}{" "}
        · {sourceOf(signIn)}
        {event && ` · ${eventTitle(event.type)}`}
      </p>
      <p className="prose-width text-base">
        {text} {basis && <BasisBadge basis={basis} />}
      </p>
      <Cure callout={callout} />
      <div className="flex flex-wrap gap-2 print:hidden">
        {code && <ButtonLink href={`/codes/${code}`}>About {code}</ButtonLink>}
        <CopyButton value={summaryOf(callout)} label="Copy for a ticket" />
      </div>
    </div>
  )
}
