import Link from "next/link"
import type { EventType } from "@/lib/events/define"
import { BasisBadge } from "./code-basis"
import { BreakableName } from "./code-name"
import { Badge } from "./ui/badge"
import { Cell, Row, Table } from "./ui/table"

const columns = [
  { label: "Event", width: "rail:w-[22%]" },
  { label: "What it is for" },
  { label: "Tenants", width: "rail:w-[14%]" },
  { label: "Where it is attached", width: "rail:w-[32%]" },
] as const

/** The events, one a row: what each is for, in which tenants it exists and where it is attached. */
export function ContractTable({ events }: { events: readonly EventType[] }) {
  return (
    <Table caption="Events that call an API" columns={columns} stacked>
      {events.map(({ id, title, purpose, tenants, attachedTo }) => (
        <Row key={id}>
          <Cell head className="max-rail:basis-full max-rail:pb-0">
            <Link href={`/codes/events/${id}`} prefetch={false} className="link font-semibold">
              {title}
            </Link>
            <span className="block font-mono text-muted text-xs">
              <BreakableName name={id} />
            </span>
          </Cell>
          <Cell className="max-rail:basis-full max-rail:py-0.5">{purpose}</Cell>
          <Cell className="max-rail:basis-full max-rail:py-0.5">
            <TenantKinds tenants={tenants} />
          </Cell>
          <Cell className="text-muted max-rail:basis-full max-rail:pt-0.5">
            {attachedTo.text} <BasisBadge basis={attachedTo.basis} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** The kinds of tenant that have an event. */
export function TenantKinds({ tenants }: { tenants: EventType["tenants"] }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {tenants.map((kind) => (
        <Badge key={kind}>{kind}</Badge>
      ))}
    </span>
  )
}
