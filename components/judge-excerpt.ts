import type { Place } from "@/lib/model/verdict"

/** A line of an excerpt by its number in the whole text; long ones are cut, which an ellipsis shows. */
export type ExcerptLine = { number: number; text: string }

/** The part of a text around a place, and where in its line the caret belongs, counted from 0. */
export type Excerpt = {
  lines: readonly ExcerptLine[]
  linesBefore: number
  linesAfter: number
  caret: { number: number; offset: number } | null
}

const mostLines = 40
const linesAround = 9
const lineWidth = 150
const ellipsis = "\u2026"

/** The lines around a place, or the first lines of the text without one; a short text is shown whole. */
export function excerptOf(text: string, place: Pick<Place, "line" | "column"> | null): Excerpt {
  const all = text.split(/\r\n|\r|\n/)
  const isShort = all.length <= mostLines
  const first = isShort || !place ? 0 : Math.max(0, place.line - 1 - linesAround)
  const last = isShort ? all.length : place ? place.line + linesAround : mostLines - 10
  const caret = place && { number: place.line, offset: place.column - 1 }
  const lines = all.slice(first, last).map((line, index) => {
    const number = first + index + 1
    return { number, ...windowOf(line, caret?.number === number ? caret.offset : 0) }
  })
  const marked = lines.find(({ number }) => number === caret?.number)
  return {
    lines: lines.map(({ number, text }) => ({ number, text })),
    linesBefore: first,
    linesAfter: all.length - first - lines.length,
    caret: marked && caret ? { number: caret.number, offset: caret.offset - marked.cut } : null,
  }
}

/** The part of a line around an offset; `cut` is what has to be taken from offsets in the whole line. */
function windowOf(line: string, offset: number): { text: string; cut: number } {
  if (line.length <= lineWidth) return { text: line, cut: 0 }
  const start = Math.max(0, Math.min(offset - Math.floor(lineWidth / 2), line.length - lineWidth))
  const end = start + lineWidth
  const tail = end < line.length ? ellipsis : ""
  return start === 0
    ? { text: line.slice(0, end) + tail, cut: 0 }
    : { text: ellipsis + line.slice(start, end) + tail, cut: start - ellipsis.length }
}
