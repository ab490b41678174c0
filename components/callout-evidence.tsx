import { exactTime } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
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

/** What the directory says at this moment about the objects that the callout names; null where it was not read. */
export type Directory = {
  extension: Extension | null
  listener: Listener | null
  readAt: string
  appNames: ReadonlyMap<string, string>
}

const log = "Sign-in log, Graph beta"

function recordedFacts(callout: Callout, times: TimeView): Fact[] {
  const { signIn, listener } = callout
  const outer = signIn.status
  const facts: Fact[] = [
    {
      name: "Sign-in",
      found:
        outer.errorCode === 0
          ? "succeeded (0)"
          : `failed with ${outer.errorCode ?? "no code"}${outer.failureReason ? `: ${outer.failureReason}` : ""}`,
      kind: "recorded",
      source: log,
    },
  ]
  if (!listener)
    return [
      ...facts,
      { name: "Listener", found: "The row names no event listener.", kind: "recorded", source: log },
    ]
  const attempts = listener.attempts
  return [
    ...facts,
    { name: "Callout code", found: listener.errorCode ?? "null", kind: "recorded", source: log },
    {
      name: "HTTP status",
      found: listener.httpStatus ?? "none: Entra kept no answer",
      kind: "recorded",
      source: log,
    },
    { name: "Attempts", found: attempts ?? "null", kind: "recorded", source: log },
    ...(attempts === 0
      ? [
          {
            name: "Request",
            found: "Nothing was sent, so the API's own log is empty.",
            kind: "derived",
            source: "attempts = 0",
          } as const,
        ]
      : []),
    ...(attempts && attempts > 1
      ? [
          {
            name: "Retries",
            found: `${attempts - 1}; the code is the last attempt's.`,
            kind: "derived",
            source: "attempts − 1",
          } as const,
        ]
      : []),
    {
      name: "Callout began",
      found: listener.calloutAt ? exactTime(listener.calloutAt, times.zone) : "not recorded",
      kind: "recorded",
      source: log,
    },
    { name: "Event", found: listener.eventType, kind: "recorded", source: log },
  ]
}

function whatUserSaw({ layer, signIn }: Callout): Fact[] {
  if (layer === "ok" || signIn.status.errorCode === 0) return []
  const found =
    signIn.protocol === "saml20"
      ? "An error page at Microsoft; the browser did not return to the app."
      : "The app got a generic error (AADSTS1100001) instead of a token."
  return [
    { name: "The user saw", found, kind: "derived", source: `protocol ${signIn.protocol ?? "not recorded"}` },
  ]
}

function retryWords(retries: number | null): string {
  if (retries === null) return "retries by the service's default"
  return retries === 0 ? "no retry" : retries === 1 ? "one retry" : `${retries} retries`
}

function directoryFacts(directory: Directory | null, times: TimeView): Fact[] {
  if (!directory) return []
  const source = `Directory, ${exactTime(directory.readAt, times.zone)}`
  const { extension, listener, appNames } = directory
  const facts: Fact[] = []
  if (extension) {
    const limit = extension.timeoutMs === null ? "the service's default" : `${extension.timeoutMs} ms`
    facts.push(
      { name: "Extension", found: `${extension.name} (${extension.eventType})`, kind: "now", source },
      {
        name: "Target URL",
        found: <code className="break-all font-mono">{extension.targetUrl ?? "none"}</code>,
        kind: "now",
        source,
      },
      {
        name: "Resource id",
        found: <code className="break-all font-mono">{extension.resourceId ?? "none"}</code>,
        kind: "now",
        source,
      },
      {
        name: "Time-out",
        found: `${limit} per attempt; ${retryWords(extension.maximumRetries)}`,
        kind: "now",
        source,
      },
    )
  }
  if (listener)
    facts.push({
      name: "Listener serves",
      found: listener.allApps
        ? "all apps"
        : listener.appIds.map((id) => appNames.get(id) ?? id).join(", ") || "no app",
      kind: "now",
      source,
    })
  return facts
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
  const facts = [
    ...recordedFacts(callout, times),
    ...whatUserSaw(callout),
    ...directoryFacts(directory, times),
  ]
  return (
    <div className="flex flex-col gap-2">
      <Table caption="Evidence" columns={columns}>
        {facts.map(({ name, found, kind, source }) => (
          <Row key={name}>
            <Cell head className="whitespace-nowrap">
              {name}
            </Cell>
            <Cell>{found}</Cell>
            <Cell>
              <Badge>{kind}</Badge>
            </Cell>
            <Cell className="text-muted">{source}</Cell>
          </Row>
        ))}
      </Table>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-sm">
        {callout.signIn.correlationId && (
          <span>
            Correlation id <ShortId id={callout.signIn.correlationId} label="correlation id" />
          </span>
        )}
        <span>
          Sign-in id <ShortId id={callout.signIn.id} label="sign-in id" />
        </span>
      </p>
    </div>
  )
}
