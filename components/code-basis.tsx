import { CircleDashed, Eye, FileText } from "lucide-react"
import { Fragment } from "react"
import type { Basis, Statement } from "@/lib/model/error-code"
import { LinkedText } from "./code-linked"
import { basisWords } from "./code-words"

const icons = { documented: FileText, observed: Eye, inferred: CircleDashed } satisfies Record<Basis, object>

/** How sure a statement is, in one word. */
export function BasisBadge({ basis }: { basis: Basis }) {
  const Icon = icons[basis]
  return (
    <span
      className="inline-flex items-center gap-1 whitespace-nowrap text-muted text-xs"
      title={basisWords[basis]}
    >
      <Icon size={12} className="shrink-0" />
      {basis}
    </span>
  )
}

/** What the three words of certainty mean. */
export function BasisLegend() {
  return (
    <dl className="grid w-fit grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-muted text-xs">
      {(["documented", "observed", "inferred"] as const).map((basis) => (
        <Fragment key={basis}>
          <dt>
            <BasisBadge basis={basis} />
          </dt>
          <dd>{basisWords[basis]}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

/** Statements as a list, each with how sure it is. */
export function StatementList({
  statements,
  except,
}: {
  statements: readonly Statement[]
  /** The code whose page this is; it is no link. */
  except?: number | string
}) {
  return (
    <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-muted">
      {statements.map(({ text, basis }) => (
        <li key={text} className="prose-width pl-1">
          <LinkedText text={text} except={except} /> <BasisBadge basis={basis} />
        </li>
      ))}
    </ul>
  )
}
