import { codeTitle } from "@/lib/codes/look-up"
import { exactTime } from "@/lib/format"
import type { AppliedListener, Callout } from "@/lib/model/callout"
import type { Part, Unread } from "@/lib/model/part"
import type { Extension, Listener } from "@/lib/model/tenant"
import type { TimeView } from "./callout-table"
import { Badge } from "./ui/badge"
import { ShortId } from "./ui/short-id"
import { Cell, Row, Table } from "./ui/table"

const columns = [
  { label: "Fact" },
  { label: "What was found" },
  { label: "Kind" },
  { label: "Source" },
] as const

type Fact = { name: string; found: React.ReactNode; kind: "recorded" | "derived" | "now"; source: string }

/**
 * What the directory says at this moment about the objects that the callout names: undefined when it names none, a
 * value of null when the directory has no such object.
 */
export type Directory = {
  extension: Part<Extension | null> | undefined
  listener: Part<Listener | null> | undefined
  readAt: string
  appNames: ReadonlyMap<string, string>
}

const log = "Sign-in log, Graph beta"
const recorded = (name: string, found: React.ReactNode): Fact => ({
  name,
  found,
  kind: "recorded",
  source: log,
})
/** A fact that follows from others but that Microsoft states nowhere. */
const concluded = (name: string, found: string, from: string): Fact => ({
  name,
  found,
  kind: "derived",
  source: `derived, inferred from ${from}`,
})

function signInWords({ signIn: { status }, error, listener }: Callout): string {
  if (status.errorCode === 0) return "succeeded (0)"
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

function recordedFacts(callout: Callout, times: TimeView): Fact[] {
  const { listener, error } = callout
  const signIn = recorded("Sign-in", signInWords(callout))
  if (listener) return [signIn, ...listenerFacts(listener, times)]
  const facts = [signIn, recorded("Listener", "The row names no event listener.")]
  if (error)
    facts.push(
      concluded(
        "Callout code",
        `${error.code}, which the sign-in itself failed with`,
        "the sign-in's status",
      ),
    )
  return facts
}

function whatUserSaw({ layer, signIn }: Callout): Fact[] {
  const { errorCode } = signIn.status
  if (layer === "ok" || errorCode === 0) return []
  if (signIn.source === "non-interactive")
    return [
      concluded("The app got", "The app was refused a token; nobody saw a page.", "the kind of sign-in"),
    ]
  const found =
    signIn.protocol === "saml20"
      ? "An error page at Microsoft; the browser did not return to the app."
      : `The app got an error (${errorCode ? `AADSTS${errorCode}` : "no code recorded"}) instead of a token.`
  return [concluded("The user saw", found, `protocol ${signIn.protocol ?? "not recorded"}`)]
}

function retryWords(retries: number | null): string {
  if (retries === null) return "retries by the service's default"
  return retries === 0 ? "no retry" : retries === 1 ? "one retry" : `${retries} retries`
}

const notRead = ({ why, permission }: Unread): string =>
  `not read: ${why}${permission ? ` (${permission})` : ""}`
const gone = "not in the directory now"
const mono = (text: string | null) => <code className="break-all font-mono">{text ?? "none"}</code>

function extensionRows(extension: Part<Extension | null>): [string, React.ReactNode][] {
  if (!extension.ok) return [["Extension", notRead(extension)]]
  if (!extension.value) return [["Extension", gone]]
  const { name, eventType, targetUrl, resourceId, timeoutMs, maximumRetries } = extension.value
  const limit = timeoutMs === null ? "the service's default" : `${timeoutMs} ms`
  const title = (
    <>
      <bdi>{name}</bdi> ({eventType})
    </>
  )
  return [
    ["Extension", title],
    ["Target URL", mono(targetUrl)],
    ["Resource id", mono(resourceId)],
    ["Time-out", `${limit} per attempt; ${retryWords(maximumRetries)}`],
  ]
}

function listenerRow({ listener, appNames }: Directory): [string, React.ReactNode][] {
  if (!listener) return []
  if (!listener.ok) return [["Listener serves", notRead(listener)]]
  if (!listener.value) return [["Listener serves", gone]]
  const { allApps, appIds } = listener.value
  const apps = appIds.map((id) => appNames.get(id) ?? id).join(", ")
  return [["Listener serves", allApps ? "all apps" : <bdi key="apps">{apps || "no app"}</bdi>]]
}

function directoryFacts(directory: Directory | null, times: TimeView): Fact[] {
  if (!directory) return []
  const source = `Directory, ${exactTime(directory.readAt, times.zone)}`
  const rows = [...(directory.extension ? extensionRows(directory.extension) : []), ...listenerRow(directory)]
  return rows.map(([name, found]) => ({ name, found, kind: "now", source }))
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
  const { correlationId, id } = callout.signIn
  const facts = [
    ...recordedFacts(callout, times),
    ...whatUserSaw(callout),
    ...directoryFacts(directory, times),
  ]
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
              {source}
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
          Sign-in id <ShortId id={id} label="sign-in id" />
        </span>
      </p>
    </div>
  )
}
