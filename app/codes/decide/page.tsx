import type { Metadata } from "next"
import Link from "next/link"
import { requestForm } from "@/components/code-words"
import { SymptomList } from "@/components/decide-choices"
import { DecideOutcome } from "@/components/decide-outcome"
import { PageHead } from "@/components/ui/page-head"
import { symptom, symptoms } from "@/lib/codes/decide"

/** The tab's title. */
export const metadata: Metadata = {
  title: "No code yet",
  description: "From what is seen in the sign-in log to the codes and steps that explain it",
}

type Query = Promise<{ saw?: string | string[]; as?: string | string[] }>

/** The decision helper: what was seen, then what it means and what to do; without a session. */
export default async function DecidePage({ searchParams }: { searchParams: Query }) {
  const { saw, as } = await searchParams
  const chosen = typeof saw === "string" ? symptom(saw) : null
  return (
    <div className="flex flex-col gap-6">
      <p className="print:hidden">
        <Link href="/codes" className="link">
          All codes
        </Link>
      </p>
      <PageHead title="No code yet: what do you see?">
        Choose what fits the entry in the sign-in log. With a code, its own page is quicker.
      </PageHead>
      <nav aria-label="What you see" className={chosen ? "print:hidden" : undefined}>
        <SymptomList symptoms={symptoms} chosen={chosen?.id} />
      </nav>
      {chosen && <DecideOutcome symptom={chosen} as={requestForm(as)} />}
    </div>
  )
}
