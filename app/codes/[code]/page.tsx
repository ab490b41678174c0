import { ChevronLeft, ChevronRight } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { notFound } from "next/navigation"
import { NativeRecord, OuterCodeRecord, SeenTextRecord } from "@/components/code-around"
import { CodeRecord } from "@/components/code-record"
import { type RequestForm, requestForm } from "@/components/code-words"
import { ButtonLink } from "@/components/ui/button"
import { type LookedUp, lookUp, neighbours } from "@/lib/codes/look-up"

type Params = { params: Promise<{ code: string }> }
type Query = { searchParams: Promise<{ as?: string | string[] }> }

/** The tab's title: the code and its title; every spelling of a code points to one address. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const found = lookUp((await params).code)
  if (!found) return { title: "No such code" }
  const { code, title, meaning } = found.record
  return { title: `${code} ${title}`, description: meaning, alternates: { canonical: `/codes/${code}` } }
}

/** One code, readable without a session. */
export default async function CodePage({ params, searchParams }: Params & Query) {
  const found = lookUp((await params).code)
  if (!found) notFound()
  const { previous, next } = found.kind === "code" ? neighbours(found.record.code) : {}
  return (
    <div className="flex flex-col gap-4">
      <p className="print:hidden">
        <Link href="/codes" className="link">
          All codes
        </Link>
      </p>
      <Record found={found} as={requestForm((await searchParams).as)} />
      {(previous || next) && (
        <nav aria-label="Neighbouring codes" className="flex flex-wrap gap-2 border-t pt-4 print:hidden">
          {previous && (
            <ButtonLink href={`/codes/${previous.code}`} rel="prev" prefetch={false}>
              <ChevronLeft size={16} />
              {previous.code} {previous.title}
            </ButtonLink>
          )}
          {next && (
            <ButtonLink href={`/codes/${next.code}`} rel="next" prefetch={false} className="ml-auto">
              {next.code} {next.title}
              <ChevronRight size={16} />
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  )
}

function Record({ found, as }: { found: LookedUp; as: RequestForm }) {
  switch (found.kind) {
    case "code":
      return <CodeRecord record={found.record} listed={found.listed} as={as} />
    case "native":
      return <NativeRecord record={found.record} />
    case "seen":
      return <SeenTextRecord record={found.record} />
    default:
      return <OuterCodeRecord record={found.record} />
  }
}
