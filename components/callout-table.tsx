import Link from "next/link"
import { codeTitle } from "@/lib/codes/look-up"
import { codeOf } from "@/lib/filters"
import { exactTime, relativeTime } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
import type { Extension } from "@/lib/model/tenant"
import { eventTitle, sourceOf } from "./sign-in-words"
import { LayerBadge } from "./state"
import { Pending } from "./ui/pending"
import { Cell, Row, Table } from "./ui/table"
import { Time } from "./ui/time"

const columns = [
  { label: "Time" },
  { label: "Outcome" },
  { label: "Code" },
  { label: "Event", narrow: "hidden" },
  { label: "Extension" },
  { label: "App" },
  { label: "User" },
  { label: "Attempts", align: "end", narrow: "hidden" },
  { label: "Source", narrow: "hidden" },
] as const

/** Where there is room a row is one line high; in narrower windows its words wrap. */
const oneLine = "min-[110rem]:block min-[110rem]:truncate"

/** Names are the tenant's: a long one is cut, and one that turns the direction of text turns only its own. */
function Name({ name, title = name }: { name: string; title?: string }) {
  return (
    <bdi
      className={`line-clamp-2 min-w-24 max-w-44 break-words min-[110rem]:max-w-56 ${oneLine}`}
      title={title}
    >
      {name}
    </bdi>
  )
}

/** How times are written: seen from when, in which zone. */
export type TimeView = { nowMs: number; zone: string }

/** A callout's code with its short title, for lists. */
export function CodeName({ callout }: { callout: Callout }) {
  const code = codeOf(callout)
  const status = callout.listener?.httpStatus
  if (!code) return <span className="text-muted">none</span>
  return (
    <>
      <span className="font-mono">{code}</span> {callout.error?.title ?? codeTitle(code)}
      {code === 1003002 && status && ` (${status})`}
    </>
  )
}

function ExtensionName({
  callout,
  extensions,
}: {
  callout: Callout
  extensions: ReadonlyMap<string, Extension>
}) {
  const id = callout.listener?.extensionId
  if (!id) return <span className="text-muted">none named</span>
  const extension = extensions.get(id)
  if (!extension)
    return (
      <code className="font-mono text-sm" title={id}>
        {id.slice(0, 8)}…
      </code>
    )
  return (
    <span className={`line-clamp-3 max-w-72 break-words min-[110rem]:max-w-96 ${oneLine}`}>
      <bdi>{extension.name}</bdi>
      {extension.host && <span className="text-muted"> → {extension.host}</span>}
    </span>
  )
}

/** The event's title; `title` says when the name is not the log's own. */
function EventName({ callout: { event } }: { callout: Callout }) {
  if (!event) return <span className="text-muted">none named</span>
  const title = event.from === "extension" ? "named by its extension, not by the log" : undefined
  return (
    <span className={`min-w-36 max-w-44 break-words min-[110rem]:max-w-56 ${oneLine}`} title={title}>
      {eventTitle(event.type)}
      {event.from === "extension" && <span className="text-muted"> (by its extension)</span>}
    </span>
  )
}

function CalloutRow({
  callout,
  extensions,
  times,
}: {
  callout: Callout
  extensions: ReadonlyMap<string, Extension>
  times: TimeView
}) {
  const { signIn, listener } = callout
  const { user } = signIn
  return (
    <Row>
      <Cell head>
        <Link href={`/callouts/${callout.id}`} prefetch={false} className="link whitespace-nowrap">
          {signIn.at ? (
            <Time
              iso={signIn.at}
              relative={relativeTime(signIn.at, times.nowMs)}
              exact={exactTime(signIn.at, times.zone)}
            />
          ) : (
            "time not recorded"
          )}
          <Pending />
        </Link>
      </Cell>
      <Cell>
        <LayerBadge layer={callout.layer} />
      </Cell>
      <Cell className="min-w-36">
        <CodeName callout={callout} />
      </Cell>
      <Cell narrow="hidden">
        <EventName callout={callout} />
      </Cell>
      <Cell>
        <ExtensionName callout={callout} extensions={extensions} />
      </Cell>
      <Cell>
        <Name name={signIn.app.name} />
      </Cell>
      <Cell>
        <Name
          name={user.name}
          title={user.principalName ? `${user.name} (${user.principalName})` : user.name}
        />
      </Cell>
      <Cell align="end" narrow="hidden">
        {listener?.attempts ?? "–"}
      </Cell>
      <Cell narrow="hidden" className="text-muted">
        {sourceOf(signIn)}
      </Cell>
    </Row>
  )
}

/** Callouts as rows, newest first; each row's time is the link to its page. */
export function CalloutTable({
  callouts,
  extensions,
  times,
}: {
  callouts: readonly Callout[]
  extensions: ReadonlyMap<string, Extension>
  times: TimeView
}) {
  return (
    <Table caption="Callouts, newest first" columns={columns}>
      {callouts.map((callout) => (
        <CalloutRow key={callout.id} callout={callout} extensions={extensions} times={times} />
      ))}
    </Table>
  )
}
