import type { Metadata } from "next"
import Link from "next/link"
import { BasisLegend } from "@/components/code-basis"
import { ContractTable } from "@/components/contract-table"
import { PageHead } from "@/components/ui/page-head"
import { eventTypes } from "@/lib/events/index"

/** The tab's title. */
export const metadata: Metadata = {
  title: "Events",
  description: "The moments at which Entra calls an API: what it sends, and what it takes back.",
  alternates: { canonical: "/codes/events" },
}

/** The events at which Entra calls an API, readable without a session. */
export default function EventsPage() {
  return (
    <div className="flex flex-col gap-5">
      <PageHead title="Events that call your API">
        The moments at which Entra asks an API: what it sends and what it takes back. When it fails, look up
        the{" "}
        <Link href="/codes" className="link">
          code
        </Link>
        ; to see whether Entra would take an answer, use the{" "}
        <Link href="/codes/judge" className="link">
          answer check
        </Link>
        .
      </PageHead>
      <ContractTable events={eventTypes} />
      <BasisLegend />
    </div>
  )
}
