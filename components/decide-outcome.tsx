import { errorCode } from "@/lib/codes/catalogue"
import type { Symptom } from "@/lib/model/error-code"
import { BasisLegend, StatementList } from "./code-basis"
import { CodeFix } from "./code-fix"
import { RequestForms } from "./code-forms"
import { CodeTable } from "./code-table"
import type { RequestForm } from "./code-words"
import { Section } from "./ui/section"

/** What a symptom means, what to do in order, and the codes that it leads to. */
export function DecideOutcome({ symptom, as }: { symptom: Symptom; as: RequestForm }) {
  const { id, title, whatItMeans, steps, codes } = symptom
  return (
    <article className="flex flex-col gap-6">
      <h2 className="font-semibold text-xl">{title}</h2>
      <Section title="What it means">
        <StatementList statements={whatItMeans} />
      </Section>
      <Section title="What to do, in order">
        <RequestForms href={`/codes/decide?saw=${id}`} as={as} />
        <div className="max-w-4xl pt-1">
          <CodeFix steps={steps} as={as} of="search" />
        </div>
      </Section>
      {codes.length > 0 && (
        <Section title="Codes to look at, likeliest first">
          <CodeTable caption={`Codes behind: ${title}`} codes={codes.map(errorCode)} />
        </Section>
      )}
      <BasisLegend />
    </article>
  )
}
