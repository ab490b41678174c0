import Link from "next/link"
import { counted } from "@/lib/format"
import type { Callout } from "@/lib/model/callout"
import type { Part } from "@/lib/model/part"
import type { OtherListener, Snapshot } from "@/lib/model/tenant"
import { conditionsOf, type Wire, wiresFrom } from "@/lib/wires"
import { appsInWords, fallbackInWords, limitsInWords, notRead } from "./callout-directory"
import { eventTitle } from "./sign-in-words"
import { JsonView } from "./ui/code-block"
import { Disclosure } from "./ui/disclosure"
import { Cell, Row, Table } from "./ui/table"

const columns = [
  { label: "Event" },
  { label: "Attached by" },
  { label: "Extension" },
  { label: "API" },
  { label: "Limits", narrow: "hidden" },
] as const

type Names = ReadonlyMap<string, string>

const bindingIdOf = ({ binding }: Wire): string =>
  binding.by === "flow" ? binding.flow.id : binding.listener.id

function AttachedBy({ wire, names }: { wire: Wire; names: Names }) {
  const { binding } = wire
  const { priority } = conditionsOf(wire)
  const what =
    binding.by === "flow" ? "user flow " : binding.listener.flowId ? "listener of a user flow" : "listener"
  return (
    <>
      {what}
      {binding.by === "flow" && <bdi className="font-semibold">{binding.flow.name}</bdi>}
      <span className="block text-muted text-sm">
        for <bdi>{appsInWords(conditionsOf(wire), names)}</bdi>
        {priority !== null && `; priority ${priority}`}
      </span>
    </>
  )
}

function Target({ wire: { extension, apiAppId }, names }: { wire: Wire; names: Names }) {
  if (!extension) return <span className="text-muted">not known</span>
  return (
    <>
      <bdi className="break-words">{extension.host ?? "no host in its URL"}</bdi>
      <span className="block break-words text-muted text-sm">
        app{" "}
        <bdi>{apiAppId === null ? "not named by the resource id" : (names.get(apiAppId) ?? apiAppId)}</bdi>
      </span>
    </>
  )
}

/** What is special to an event: what happens to the mail, and which attribute marks who is to migrate. */
function Extra({ wire: { eventType, fallsBack, binding } }: { wire: Wire }) {
  const marks = binding.listener?.migrationPropertyId
  return (
    <>
      {eventType === "emailOtpSend" && (
        <span className="block">When the API fails, {fallbackInWords(fallsBack)}.</span>
      )}
      {marks && (
        <span className="block break-all">
          To migrate: <code className="font-mono text-sm">{marks}</code>
        </span>
      )}
    </>
  )
}

function WireRow({ wire, names, isChosen }: { wire: Wire; names: Names; isChosen: boolean }) {
  return (
    <Row chosen={isChosen}>
      <Cell head className="max-rail:basis-full max-rail:font-semibold">
        {eventTitle(wire.eventType)}
        {isChosen && <span className="block text-muted text-sm">this callout's way</span>}
      </Cell>
      <Cell>
        <AttachedBy wire={wire} names={names} />
      </Cell>
      <Cell>
        <bdi>{wire.extension?.name ?? wire.extensionId ?? "none named"}</bdi>
        <Extra wire={wire} />
        {wire.extension && (
          <Link
            href={`/tokens/test?extension=${wire.extension.id}`}
            prefetch={false}
            className="link block w-fit text-sm"
          >
            Test token
          </Link>
        )}
      </Cell>
      <Cell>
        <Target wire={wire} names={names} />
      </Cell>
      <Cell narrow="hidden">{limitsInWords(wire.limits, wire.extension !== null)}</Cell>
    </Row>
  )
}

function OtherListeners({ part }: { part: Part<readonly OtherListener[]> }) {
  if (!part.ok || part.value.length === 0) return null
  return (
    <Disclosure summary={`${counted(part.value.length, "listener")} of other types in this tenant`}>
      <div className="flex flex-col gap-3">
        {part.value.map(({ id, type, raw }) => (
          <JsonView key={id} label={type} value={raw} />
        ))}
      </div>
    </Disclosure>
  )
}

function UnreadParts({ listeners, flows, extensions }: Snapshot) {
  const parts = { Listeners: listeners, "User flows": flows, Extensions: extensions }
  return Object.entries(parts).map(([name, part]) =>
    part.ok ? null : (
      <p key={name} className="text-muted text-sm">
        {name} {notRead(part)}
      </p>
    ),
  )
}

/** Every way from the callout's app to an API as the directory has it now; the way of the callout is marked. */
export function CalloutWiring({
  callout: { signIn },
  own,
  wires,
  snapshot,
  appNames,
}: {
  callout: Callout
  own: Wire | null
  wires: readonly Wire[]
  snapshot: Snapshot
  appNames: Names
}) {
  const fromApp = wiresFrom(signIn.app.id, wires)
  const shown = own && !fromApp.includes(own) ? [own, ...fromApp] : fromApp
  return (
    <div className="flex flex-col gap-2">
      {shown.length > 0 ? (
        <Table caption="From the app to its APIs" columns={columns} stacked>
          {shown.map((wire) => (
            <WireRow
              key={`${wire.eventType} ${bindingIdOf(wire)}`}
              wire={wire}
              names={appNames}
              isChosen={wire === own}
            />
          ))}
        </Table>
      ) : (
        <p className="text-muted">Nothing that was read attaches an extension to this app.</p>
      )}
      <UnreadParts {...snapshot} />
      <OtherListeners part={snapshot.otherListeners} />
    </div>
  )
}
