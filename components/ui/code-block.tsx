import { Fragment, type ReactNode } from "react"
import { CopyButton } from "./copy-button"
import { ScrollRegion } from "./scroll-region"

/** A block of code or text that scrolls by keyboard, under a bar with its name or a note and a copy button. */
export function CodeBlock({
  label,
  note = label,
  code,
  wrap = false,
  children,
}: {
  label: string
  note?: ReactNode
  code: string
  wrap?: boolean
  children?: ReactNode
}) {
  return (
    <div className="min-w-0 rounded border bg-sunken">
      <div className="flex min-h-8 items-center justify-between gap-2 border-b pr-1 pl-3">
        <span className="min-w-0 py-1 text-muted text-xs">{note}</span>
        <CopyButton value={code} />
      </div>
      <ScrollRegion label={label} className="max-h-[32rem] rounded-t-none border-0 print:max-h-none">
        <pre
          className={`px-3 py-2 font-mono text-sm print:whitespace-pre-wrap print:break-words ${wrap ? "whitespace-pre-wrap break-words" : "w-max min-w-full print:w-auto"}`}
        >
          <code>{children ?? code}</code>
        </pre>
      </ScrollRegion>
    </div>
  )
}

const looks = { key: "text-code-key", string: "text-code-string", other: "text-code-number" }

// A string with the colon that would make it a key, or a number, or a literal; all else is punctuation and space.
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g

/** JSON text as lightly coloured spans; text that is not JSON passes through, coloured where it looks like it. */
export function colouredJson(text: string): ReactNode {
  const parts: ReactNode[] = []
  let end = 0
  for (const { 0: whole, 1: quoted, 2: colon = "", index } of text.matchAll(token)) {
    const look = quoted ? (colon ? looks.key : looks.string) : looks.other
    parts.push(text.slice(end, index))
    parts.push(
      <span key={index} className={look}>
        {quoted ?? whole}
      </span>,
    )
    parts.push(colon)
    end = index + whole.length
  }
  parts.push(text.slice(end))
  return <Fragment>{parts}</Fragment>
}

/** A value as indented, coloured JSON; the copy is the same text. */
export function JsonView({ label, value }: { label: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? "undefined"
  return (
    <CodeBlock label={label} code={text}>
      {colouredJson(text)}
    </CodeBlock>
  )
}
