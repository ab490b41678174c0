import type { Metadata } from "next"
import { BasisBadge, BasisLegend } from "@/components/code-basis"
import { CodeFilter, CodeFindings, CodeSearch } from "@/components/code-search"
import { CodeTable, OuterCodeTable } from "@/components/code-table"
import { faultWords, phaseWords } from "@/components/code-words"
import { ButtonLink } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHead } from "@/components/ui/page-head"
import { findCodes } from "@/lib/codes/find"
import type { FaultOwner, Phase } from "@/lib/model/error-code"

/** The tab's title. */
export const metadata: Metadata = { title: "Codes" }

type Query = Promise<{ q?: string | string[]; fault?: string | string[] }>

const isFault = (value: unknown): value is FaultOwner =>
  typeof value === "string" && Object.hasOwn(faultWords, value)
// Safe: phaseWords has exactly the phases as its keys.
const phases = Object.keys(phaseWords) as Phase[]

/** Every code by phase, found by number, by words or in a pasted error. */
export default async function CodesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const q = typeof query.q === "string" ? query.q.trim() : ""
  const fault = isFault(query.fault) ? query.fault : null
  const { codes, outer, counts, ids, notes } = findCodes(q, fault)
  return (
    <div className="flex flex-col gap-5">
      <PageHead title="Codes of custom authentication extensions">
        What Entra logs when an extension fails, what it means and who mends it. Also as{" "}
        <a href="/codes.json" className="link">
          JSON
        </a>
        .
      </PageHead>
      <CodeSearch q={q} fault={fault} />
      <CodeFindings ids={ids} notes={notes} />
      <CodeFilter q={q} fault={fault} counts={counts} />
      {codes.length + outer.length === 0 && (
        <EmptyState
          title="No code fits"
          action={
            <ButtonLink href="/codes" look="primary">
              Show all codes
            </ButtonLink>
          }
        >
          The search looks at numbers, names, titles, meanings, causes and evidence; every word has to occur.
          Fewer words find more.
        </EmptyState>
      )}
      {phases.map((phase) => {
        const group = codes.filter((record) => record.phase === phase)
        if (group.length === 0) return null
        const { title, text, basis } = phaseWords[phase]
        return (
          <section key={phase} id={phase} className="flex flex-col gap-2">
            <h2 className="font-semibold text-lg">{title}</h2>
            <p className="prose-width text-muted">
              {text} <BasisBadge basis={basis} />
            </p>
            <CodeTable caption={`Codes: ${title.toLowerCase()}`} codes={group} />
          </section>
        )
      })}
      {outer.length > 0 && (
        <section id="around" className="flex flex-col gap-2">
          <h2 className="font-semibold text-lg">Around extensions</h2>
          <p className="prose-width text-muted">
            Codes that apps and logs show in place of an extension's own, and others that are taken for one.
          </p>
          <OuterCodeTable caption="Codes around extensions" codes={outer} />
        </section>
      )}
      {codes.length > 0 && <BasisLegend />}
    </div>
  )
}
