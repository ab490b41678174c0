import Link from "next/link"
import type { ErrorCode, NativeError, OuterCode, SeenText } from "@/lib/model/error-code"
import { BreakableName } from "./code-name"
import { nativeKindWords, relationWords } from "./code-words"
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

const nativeColumns: readonly Column[] = [
  { label: "Word in the answer", width: "rail:w-[36%]" },
  { label: "What it is", narrow: "hidden" },
  { label: "Flows", narrow: "hidden" },
]

/** Words of the native authentication API, one a row. */
export function NativeTable({ caption, errors }: { caption: string; errors: readonly NativeError[] }) {
  return (
    <Table caption={caption} columns={nativeColumns}>
      {errors.map(({ code, title, kind, comesWith, flows }) => {
        const what = comesWith ? `${nativeKindWords[kind]} of ${comesWith}` : nativeKindWords[kind]
        return (
          <Row key={code}>
            <Cell head>
              <Link href={`/codes/${code}`} prefetch={false} className="group">
                <span className="block break-all font-mono font-semibold text-accent">{code}</span>{" "}
                <span className="group-hover:underline">{title}</span>
              </Link>
              <p className="break-words text-muted text-sm rail:hidden">{what}</p>
            </Cell>
            <Cell narrow="hidden">{what}</Cell>
            <Cell narrow="hidden">{flows.join(", ")}</Cell>
          </Row>
        )
      })}
    </Table>
  )
}

/** Texts that users report in place of a code. */
export function SeenTextList({ texts }: { texts: readonly SeenText[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {texts.map(({ code, shown, title }) => (
        <li key={code}>
          <Link href={`/codes/${code}`} prefetch={false} className="link">
            {"\u201c"}
            {shown}
            {"\u201d"}
          </Link>{" "}
          <span className="text-muted">{title}</span>
        </li>
      ))}
    </ul>
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
