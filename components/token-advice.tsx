import { type AdviceIds, adviceExamples, callerAdvice } from "@/lib/tokens/advice"
import { BasisBadge, StatementList } from "./code-basis"
import { CodeBlock } from "./ui/code-block"
import { Disclosure } from "./ui/disclosure"
import { Section } from "./ui/section"

/** Why an API refuses the console's token, and how to let it in where tests run. */
export function TokenAdvice({ ids }: { ids: AdviceIds }) {
  return (
    <Section title="Entra's token and a test token">
      <StatementList statements={callerAdvice} />
      <div>
        {adviceExamples.map(({ id, title, says, file, code, basis, docs }) => (
          <Disclosure key={id} summary={`Allow it in ${title}`}>
            <div className="flex flex-col gap-2">
              <StatementList statements={says} />
              <CodeBlock
                label={`${title}: ${file}`}
                note={
                  <>
                    {file} <BasisBadge basis={basis} />
                  </>
                }
                code={code(ids)}
                wrap
              />
              <p>
                <a className="link" href={docs} rel="noreferrer">
                  Microsoft's page
                </a>
              </p>
            </div>
          </Disclosure>
        ))}
      </div>
    </Section>
  )
}
