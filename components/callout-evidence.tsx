import { codeTitle } from "@/lib/codes/look-up"
import { metIn } from "@/lib/codes/met"
import { exactTime } from "@/lib/format"
import { type AppliedListener, type Callout, isInterrupted, type Kind } from "@/lib/model/callout"
import { type Directory, directoryFacts } from "./callout-directory"
import type { Fact } from "./callout-fact"
import type { TimeView } from "./callout-table"
import { eventTitle, isKnownEvent, nounOf, stageOf, waitsFor } from "./sign-in-words"
import { Badge } from "./ui/badge"
import { ShortId } from "./ui/short-id"
import { Cell, Row, Table } from "./ui/table"

const columns = [
  { label: "Fact" },
  { label: "What was found" },
  { label: "Kind" },
  { label: "Source" },
] as const

const logs = {
  signIn: "Sign-in log, Graph beta",
  signUp: "Sign-up log, Graph beta",
} satisfies Record<Kind, string>

/** A fact that the row itself holds; the table names the row's log. */
const recorded = (name: string, found: React.ReactNode): Fact => ({
  name,
  found,
  kind: "recorded",
  source: "",
})

/** A fact that follows from others but that Microsoft states nowhere. */
const concluded = (name: string, found: string, from: string): Fact => ({
  name,
  found,
  kind: "derived",
  source: `derived, inferred from ${from}`,
})

function outcomeWords({ signIn, error, listener }: Callout): string {
  const { status } = signIn
  if (status.errorCode === 0) return "succeeded (0)"
  if (isInterrupted(signIn)) return `interrupted (${status.errorCode}): it waits for ${waitsFor(signIn)}`
  if (status.errorCode === null) return status.failureReason ?? "no code recorded"
  const words = status.failureReason ?? (error && !listener ? error.title : codeTitle(status.errorCode))
  return `failed with ${status.errorCode}: ${words}`
}

function listenerFacts(listener: AppliedListener, times: TimeView): Fact[] {
  const { attempts } = listener
  const facts = [
    recorded("Callout code", listener.errorCode ?? "null"),
    recorded("HTTP status", listener.httpStatus ?? "none: Entra kept no answer"),
    recorded("Attempts", attempts ?? "null"),
  ]
  if (attempts === 0)
    facts.push(concluded("Request", "Nothing was sent, so the API's own log is empty.", "attempts = 0"))
  if (attempts && attempts > 1)
    facts.push(concluded("Retries", `${attempts - 1}; the code is the last attempt's.`, "attempts − 1"))
  return [
    ...facts,
    recorded(
      "Callout began",
      listener.calloutAt ? exactTime(listener.calloutAt, times.zone) : "not recorded",
    ),
    recorded("Event", listener.eventType),
  ]
}

/** What the event is, when the log's own name does not say it. */
function eventFacts({ event }: Callout): Fact[] {
  if (event?.from === "extension")
    return [concluded("Event by its extension", eventTitle(event.type), "the extension's type")]
  if (event && !isKnownEvent(event))
    return [concluded("About this event", "The console has no contract for it.", "the event's name")]
  return []
}

/** What a sign-up's row holds beside what a sign-in's does. */
function signUpFacts({ signIn }: Callout): Fact[] {
  if (signIn.kind === "signIn") return []
  return [
    recorded("Stage", stageOf(signIn)),
    recorded("Identity from", signIn.identityProvider ?? "not recorded"),
  ]
}

function rowFacts(callout: Callout, times: TimeView): Fact[] {
  const { listener, error, signIn } = callout
  const noun = nounOf(signIn)
  const own = [
    recorded(noun === "sign-up" ? "Sign-up" : "Sign-in", outcomeWords(callout)),
    ...signUpFacts(callout),
  ]
  if (listener) return [...own, ...listenerFacts(listener, times), ...eventFacts(callout)]
  const facts = [...own, recorded("Listener", "The row names no event listener.")]
  if (error)
    facts.push(
      concluded(
        "Callout code",
        `${error.code}, which the ${noun} itself failed with`,
        `the ${noun}'s status`,
      ),
    )
  return facts
}

function whatWasMet(callout: Callout): Fact[] {
  const met = metIn(callout)
  if (!met) return []
  const { who, text, basis, from } = met
  return [{ name: who, found: text, kind: "derived", source: `derived from ${from}, ${basis}` }]
}

/** Each statement with its value, its source, and whether the log recorded it, we derived it, or it is today's state. */
export function CalloutEvidence({
  callout,
  directory,
  times,
}: {
  callout: Callout
  directory: Directory | null
  times: TimeView
}) {
  const { correlationId, id, kind: log } = callout.signIn
  const noun = nounOf(callout.signIn)
  const facts = [...rowFacts(callout, times), ...whatWasMet(callout), ...directoryFacts(directory, times)]
  return (
    <div className="flex flex-col gap-2">
      <Table caption="Evidence" columns={columns} stacked>
        {facts.map(({ name, found, kind, source }) => (
          <Row key={name}>
            <Cell head className="whitespace-nowrap max-rail:basis-full max-rail:pb-0 max-rail:font-semibold">
              {name}
            </Cell>
            <Cell className="break-words max-rail:basis-full max-rail:py-0.5">{found}</Cell>
            <Cell className="max-rail:pt-0">
              <Badge>{kind}</Badge>
            </Cell>
            <Cell className="text-muted max-rail:min-w-0 max-rail:flex-1 max-rail:pt-0 max-rail:pl-0">
              {kind === "recorded" ? logs[log] : source}
            </Cell>
          </Row>
        ))}
      </Table>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-sm">
        {correlationId && (
          <span>
            Correlation id <ShortId id={correlationId} label="correlation id" />
          </span>
        )}
        <span>
          {noun === "sign-up" ? "Sign-up id" : "Sign-in id"} <ShortId id={id} label={`${noun} id`} />
        </span>
      </p>
    </div>
  )
}
