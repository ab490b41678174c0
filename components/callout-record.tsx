import { leavesOf } from "@/lib/format"
import { JsonView } from "./ui/code-block"
import { Section } from "./ui/section"
import { Cell, Row, Table } from "./ui/table"

const columns = [{ label: "Field" }, { label: "Value" }] as const

/** Every field of the row as Graph answered it, unchanged, and the same as JSON. */
export function CalloutRecord({ raw }: { raw: unknown }) {
  const leaves = leavesOf(raw)
  return (
    <div className="flex flex-col gap-6">
      <Table caption={`Every field of the row, ${leaves.length} in all`} showCaption columns={columns}>
        {leaves.map(({ path, text }) => (
          <Row key={path}>
            <Cell head>
              <code className="font-mono text-sm">{path}</code>
            </Cell>
            <Cell>
              <code className="break-all font-mono text-sm">{text}</code>
            </Cell>
          </Row>
        ))}
      </Table>
      <Section title="Raw JSON">
        <JsonView label="The row as JSON" value={raw} />
      </Section>
    </div>
  )
}
