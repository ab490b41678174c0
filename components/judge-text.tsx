import type { ShownLine } from "./code-changes"
import type { Excerpt } from "./judge-excerpt"
import { CodeBlock } from "./ui/code-block"
import { CaretLine, ChangedLine, LinesLeftOut, NumberedLine } from "./ui/code-lines"

/** A text whose lines are marked where they differ from another text; the copy is the whole text. */
export function ChangedText({
  label,
  sign,
  text,
  lines,
}: {
  label: string
  sign: "+" | "\u2212"
  text: string
  lines: readonly ShownLine[]
}) {
  return (
    <CodeBlock label={label} code={text} wrap>
      {lines.map((line) =>
        "left" in line ? (
          <LinesLeftOut key={line.number} count={line.left} />
        ) : (
          <ChangedLine key={line.number} sign={line.changed ? sign : null} text={line.text} />
        ),
      )}
    </CodeBlock>
  )
}

/** The part of a body around a fault, with line numbers and a caret under the column of the fault. */
export function ExcerptText({ label, excerpt, says }: { label: string; excerpt: Excerpt; says: string }) {
  const { lines, linesBefore, linesAfter, caret } = excerpt
  const width = String(lines.at(-1)?.number ?? 0).length
  return (
    <CodeBlock label={label} code={lines.map(({ text }) => text).join("\n")}>
      <LinesLeftOut count={linesBefore} />
      {lines.map(({ number, text }) => (
        <span key={number}>
          <NumberedLine number={number} width={width} marked={number === caret?.number}>
            {text}
          </NumberedLine>
          {caret && number === caret.number && (
            <CaretLine text={text.slice(0, caret.offset)} width={width}>
              {says}
            </CaretLine>
          )}
        </span>
      ))}
      <LinesLeftOut count={linesAfter} />
    </CodeBlock>
  )
}
