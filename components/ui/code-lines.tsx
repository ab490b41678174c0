import type { ReactNode } from "react"

const gutter = "mr-3 inline-block select-none text-right text-muted"

/** One line of code behind its number; `width` is the room for the largest number, in characters. */
export function NumberedLine({
  number,
  width,
  marked = false,
  children,
}: {
  number: number
  width: number
  marked?: boolean
  children: ReactNode
}) {
  return (
    <span className={`block ${marked ? "bg-fail-tint" : ""}`}>
      <span className={gutter} style={{ width: `${width}ch` }}>
        {number}
      </span>
      {children}
      {"\n"}
    </span>
  )
}

/** A caret below the line before it, under the character that follows `text`, with words beside it; on paper lines wrap, so it is left out. */
export function CaretLine({ text, width, children }: { text: string; width: number; children: ReactNode }) {
  return (
    <span className="block select-none print:hidden" data-caret>
      <span className={gutter} style={{ width: `${width}ch` }} aria-hidden />
      {/* The same text, unseen, is as wide as the line above in any font. */}
      <span className="invisible" aria-hidden>
        {text}
      </span>
      <span className="font-semibold text-fail">
        <span aria-hidden>^ </span>
        {children}
      </span>
    </span>
  )
}

/** A line that differs from its counterpart, by a sign and a tint, or one that does not; long ones wrap. */
export function ChangedLine({ sign, text }: { sign: "+" | "\u2212" | null; text: string }) {
  const look = sign === "+" ? "bg-pass-tint" : sign ? "bg-fail-tint" : ""
  const colour = sign === "+" ? "text-pass" : "text-fail"
  return (
    <span className={`-indent-[2ch] block pl-[2ch] ${look}`}>
      <span className={`inline-block w-[2ch] select-none indent-0 font-semibold ${colour}`}>
        {sign && (
          <>
            <span aria-hidden>{sign}</span>
            <span className="sr-only">{sign === "+" ? "New: " : "Goes: "}</span>
          </>
        )}
      </span>
      {text}
      {"\n"}
    </span>
  )
}

/** Stands where lines of a long text are not shown. */
export function LinesLeftOut({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="block select-none text-muted italic">
      {"\u2026"} {count === 1 ? "1 more line" : `${count} more lines`}
      {"\n"}
    </span>
  )
}
