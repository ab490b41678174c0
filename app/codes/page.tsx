import type { Metadata } from "next"
import { BasisBadge, BasisLegend } from "@/components/code-basis"
import { CodeFilter, CodeFindings, CodeSearch } from "@/components/code-search"
import { CodeTable } from "@/components/code-table"
import { faultWords, phaseWords } from "@/components/code-words"
import { CodesAround } from "@/components/codes-around"
import { ButtonLink } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { PageHead } from "@/components/ui/page-head"
import { type Found, findCodes } from "@/lib/codes/find"
import type { ErrorCode, FaultOwner, Phase } from "@/lib/model/error-code"

/** The tab's title. */
export const metadata: Metadata = { title: "Codes" }

type Query = Promise<{ q?: string | string[]; fault?: string | string[] }>

const isFault = (value: unknown): value is FaultOwner =>
  typeof value === "string" && Object.hasOwn(faultWords, value)
// Safe: phaseWords has exactly the phases as its keys.
const phases = Object.keys(phaseWords) as Phase[]

/** Every code by phase, or what fits a search best first: codes, words of other APIs, texts and symptoms. */
export default async function CodesPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams
  const q = typeof query.q === "string" ? query.q.trim() : ""
  const fault = isFault(query.fault) ? query.fault : null
  const found = findCodes(q, fault)
  const { codes, counts, ids, notes } = found
  return (
    <div className="flex flex-col gap-5">
      <PageHead title="Codes of custom authentication extensions" actions={<OtherWays />}>
        What Entra logs when an extension fails, what it means and who mends it. Also as{" "}
        <a href="/codes.json" className="link">
          JSON
        </a>
        .
      </PageHead>
      <CodeSearch q={q} fault={fault} />
      <CodeFindings ids={ids} notes={notes} />
      <CodeFilter q={q} fault={fault} counts={counts} />
      {isEmpty(found) && <NothingFits />}
      {q
        ? codes.length > 0 && <BestCodes codes={codes} />
        : phases.map((phase) => <PhaseCodes key={phase} phase={phase} codes={codes} />)}
      <CodesAround found={found} />
      {codes.length > 0 && <BasisLegend />}
    </div>
  )
}

const isEmpty = ({ codes, outer, native, seen, symptoms }: Found) =>
  codes.length + outer.length + native.length + seen.length + symptoms.length === 0

function OtherWays() {
  return (
    <>
      <ButtonLink href="/codes/decide">No code yet?</ButtonLink>
      <ButtonLink href="/codes/judge">Check an answer</ButtonLink>
    </>
  )
}

function NothingFits() {
  return (
    <EmptyState
      title="No code fits"
      action={
        <ButtonLink href="/codes" look="primary">
          Show all codes
        </ButtonLink>
      }
    >
      The search looks at numbers, names, titles, meanings, causes and evidence; fewer words find more.
      Without a code, begin with what you see under <em>No code yet?</em>.
    </EmptyState>
  )
}

function BestCodes({ codes }: { codes: readonly ErrorCode[] }) {
  return (
    <section className="flex flex-col gap-2">
      <h2 className="font-semibold text-lg">
        {codes.length === 1 ? "The code that fits" : "Codes that fit"}
      </h2>
      <CodeTable caption="Codes that fit the search" codes={codes} />
    </section>
  )
}

function PhaseCodes({ phase, codes }: { phase: Phase; codes: readonly ErrorCode[] }) {
  const group = codes.filter((record) => record.phase === phase)
  if (group.length === 0) return null
  const { title, text, basis } = phaseWords[phase]
  return (
    <section id={phase} className="flex flex-col gap-2">
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="prose-width text-muted">
        {text} <BasisBadge basis={basis} />
      </p>
      <CodeTable caption={`Codes: ${title.toLowerCase()}`} codes={group} />
    </section>
  )
}
