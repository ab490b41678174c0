import type { Metadata } from "next"
import Link from "next/link"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"
import { eventTypes } from "@/lib/events/index"

/** The tab's title. */
export const metadata: Metadata = { title: "No such event" }

/** The page for an address below the events that is none. */
export default function NoSuchEvent() {
  return (
    <Face
      title="This is not an event that calls an API"
      actions={
        <ButtonLink href="/codes/events" look="primary">
          See all events
        </ButtonLink>
      }
    >
      <p>A page of this section is named by one of these:</p>
      <ul className="flex list-disc flex-col gap-1 pl-5 marker:text-muted">
        {eventTypes.map(({ id, title }) => (
          <li key={id} className="break-words pl-1">
            <Link href={`/codes/events/${id}`} prefetch={false} className="link font-mono">
              {id}
            </Link>{" "}
            {title}
          </li>
        ))}
      </ul>
    </Face>
  )
}
