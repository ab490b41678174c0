import { ChevronLeft, ChevronRight } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { notFound, permanentRedirect } from "next/navigation"
import { ContractRecord } from "@/components/contract-record"
import type { ChosenVariant } from "@/components/contract-request"
import { ButtonLink } from "@/components/ui/button"
import type { EventType } from "@/lib/events/define"
import { eventTypes } from "@/lib/events/index"

type Params = { params: Promise<{ event: string }> }
type Query = { searchParams: Promise<{ variant?: string | string[] }> }

const eventIn = (address: string) => eventTypes.find(({ id }) => id.toLowerCase() === address.toLowerCase())

/** The tab's title; every variant points to one address. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const event = eventIn((await params).event)
  if (!event) return { title: "No such event" }
  const { id, title, purpose } = event
  return { title, description: purpose, alternates: { canonical: `/codes/events/${id}` } }
}

/** One event's contract, readable without a session; an id in another case leads to the address of its own. */
export default async function EventPage({ params, searchParams }: Params & Query) {
  const address = (await params).event
  const asked = (await searchParams).variant
  const event = eventIn(address)
  if (!event) notFound()
  if (event.id !== address) {
    const query = typeof asked === "string" ? `?${new URLSearchParams({ variant: asked })}` : ""
    permanentRedirect(`/codes/events/${event.id}${query}`)
  }
  const chosen = variantIn(event, asked)
  if (!chosen) notFound()
  return (
    <div className="flex flex-col gap-4">
      <p className="print:hidden">
        <Link href="/codes/events" className="link">
          All events
        </Link>
      </p>
      <ContractRecord event={event} chosen={chosen} />
      <Neighbours event={event} />
    </div>
  )
}

/** The variant that was asked for in any case, else the event's first; null for an event without any. */
function variantIn({ variants }: EventType, asked: unknown): ChosenVariant | null {
  const found = variants.find(({ id }) => id === String(asked).toLowerCase())
  const [first] = variants
  if (found) return { variant: found, isKnown: true }
  return first ? { variant: first, isKnown: asked === undefined } : null
}

function Neighbours({ event }: { event: EventType }) {
  const at = eventTypes.indexOf(event)
  const [previous, next] = [eventTypes[at - 1], eventTypes[at + 1]]
  return (
    <nav aria-label="Neighbouring events" className="flex flex-wrap gap-2 border-t pt-4 print:hidden">
      {previous && (
        <ButtonLink href={`/codes/events/${previous.id}`} rel="prev" prefetch={false}>
          <ChevronLeft size={16} />
          {previous.title}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={`/codes/events/${next.id}`} rel="next" prefetch={false} className="ml-auto">
          {next.title}
          <ChevronRight size={16} />
        </ButtonLink>
      )}
    </nav>
  )
}
