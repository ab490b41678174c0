import type { ReactNode } from "react"
import { CodeBlock, colouredJson } from "./ui/code-block"

/** A value as indented, coloured JSON that wraps; `note` says what it is for. */
export function ContractJson({ label, note, value }: { label: string; note: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2)
  return (
    <CodeBlock label={label} note={note} code={text} wrap>
      {[...text.matchAll(/( *)(.+)/g)].map(({ 0: line, 1: indent = "", index }) => (
        <HangingLine key={index} indent={indent.length}>
          {colouredJson(line)}
        </HangingLine>
      ))}
    </CodeBlock>
  )
}

/** A line of code whose long text goes on below itself instead of at the margin. */
export function HangingLine({ indent, children }: { indent: number; children: ReactNode }) {
  const hang = indent + 2
  return (
    <span className="block max-sm:break-all" style={{ paddingLeft: `${hang}ch`, textIndent: `-${hang}ch` }}>
      {children}
      {"\n"}
    </span>
  )
}
