import Link from "next/link"
import { catalogue } from "@/lib/codes/catalogue"
import { seenTexts } from "@/lib/codes/seen-texts"
import type { EventType } from "@/lib/events/define"
import type { ErrorCode, Phase } from "@/lib/model/error-code"
import { phaseWords } from "./code-words"
import { Badge } from "./ui/badge"
import { Section } from "./ui/section"

// Safe: phaseWords has exactly the phases as its keys.
const phases = Object.keys(phaseWords) as Phase[]

/** The codes that Entra can log for an event, by phase, and what users report in place of a code. */
export function ContractCodes({ event: { id } }: { event: EventType }) {
  const codes = catalogue.filter(({ events }) => events === "all" || events.includes(id))
  const seen = seenTexts.filter(({ events }) => events.includes(id))
  return (
    <Section title="Codes that can hit it" id="codes">
      <p className="prose-width text-muted">
        What Entra can log when a callout of this event fails.{" "}
        <Link href="/codes" className="link">
          Search all codes
        </Link>
      </p>
      <div className="grid gap-x-8 gap-y-4 rail:grid-cols-3">
        {phases.map((phase) => (
          <div key={phase} className="min-w-0">
            <h3 className="pb-1 font-semibold">{phaseWords[phase].title}</h3>
            <CodeList codes={codes.filter((code) => code.phase === phase)} />
          </div>
        ))}
      </div>
      {seen.length > 0 && (
        <p className="prose-width">
          Users report:{" "}
          {seen.map(({ code, shown }, index) => (
            <span key={code}>
              {index > 0 && ", "}
              <Link href={`/codes/${code}`} prefetch={false} className="link">
                {"\u201c"}
                {shown}
                {"\u201d"}
              </Link>
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}

function CodeList({ codes }: { codes: readonly ErrorCode[] }) {
  return (
    <ul className="flex flex-col">
      {codes.map(({ code, title, events }) => (
        <li key={code}>
          <Link href={`/codes/${code}`} prefetch={false} className="group flex items-baseline gap-x-2 py-1">
            <span className="shrink-0 font-mono text-accent text-sm">{code}</span>
            <span className="min-w-0 group-hover:underline">
              {title} {events !== "all" && <Badge>this event only</Badge>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
