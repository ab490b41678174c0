import type { UserSees } from "@/lib/model/error-code"
import { BasisBadge } from "./code-basis"
import { LinkedText } from "./code-linked"
import { Cell, Row, Table } from "./ui/table"

const columns = [
  { label: "App", width: "rail:w-[24%]" },
  { label: "What the user sees" },
  { label: "How sure", width: "rail:w-32" },
] as const

/** What the user of each kind of app sees of a failure. */
export function CodeUserSees({ seen, except }: { seen: readonly UserSees[]; except: number }) {
  return (
    <Table caption="What the user sees, by kind of app" columns={columns} stacked>
      {seen.map(({ app, text, basis }) => (
        <Row key={app}>
          <Cell head className="font-semibold max-rail:basis-full max-rail:pb-0">
            {app}
          </Cell>
          <Cell className="max-rail:basis-full max-rail:py-0.5">
            <LinkedText text={text} except={except} />
          </Cell>
          <Cell className="max-rail:basis-full max-rail:pt-0">
            <BasisBadge basis={basis} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
