import Link from "next/link"
import type { ErrorCode, OuterCode } from "@/lib/model/error-code"
import { BreakableName } from "./code-name"
import { relationWords } from "./code-words"
import { Cell, type Column, Row, Table } from "./ui/table"

const codeColumns: readonly Column[] = [
  { label: "Code", width: "rail:w-[36%]" },
  { label: "Microsoft's name", narrow: "hidden", width: "rail:w-[38%]" },
  { label: "Fixes it", narrow: "hidden" },
]

/** Codes of extensions, one a row; in narrow windows the name and the fixer stand below the title. */
export function CodeTable({ caption, codes }: { caption: string; codes: readonly ErrorCode[] }) {
  return (
    <Table caption={caption} columns={codeColumns}>
      {codes.map(({ code, title, name, fixedBy }) => (
        <Row key={code}>
          <Cell head>
            <CodeLink code={String(code)} title={title} />
            <p className="text-muted text-sm rail:hidden">
              {fixedBy}
              <span className="block font-mono text-xs">
                <BreakableName name={name} />
              </span>
            </p>
          </Cell>
          <Cell narrow="hidden" className="font-mono text-muted text-sm">
            <BreakableName name={name} />
          </Cell>
          <Cell narrow="hidden">{fixedBy}</Cell>
        </Row>
      ))}
    </Table>
  )
}

const outerColumns: readonly Column[] = [
  { label: "Code", width: "rail:w-[36%]" },
  { label: "What it has to do with extensions", narrow: "hidden" },
]

/** Codes around the family, one a row. */
export function OuterCodeTable({ caption, codes }: { caption: string; codes: readonly OuterCode[] }) {
  return (
    <Table caption={caption} columns={outerColumns}>
      {codes.map(({ code, title, relation }) => (
        <Row key={code}>
          <Cell head>
            <CodeLink code={code} title={title} />
            <p className="text-muted text-sm rail:hidden">{relationWords[relation]}</p>
          </Cell>
          <Cell narrow="hidden">{relationWords[relation]}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function CodeLink({ code, title }: { code: string; title: string }) {
  const family = code.startsWith("AAD")
  return (
    <Link href={`/codes/${code}`} prefetch={false} className="group flex gap-x-3 max-sm:flex-col">
      <span className={`shrink-0 font-mono font-semibold text-accent ${family ? "sm:w-28" : ""}`}>
        {code}
      </span>{" "}
      <span className="group-hover:underline">{title}</span>
    </Link>
  )
}
