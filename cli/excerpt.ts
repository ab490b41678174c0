import type { Place } from "../lib/model/verdict"

const before = 60
const width = 100

/**
 * The line of a text that holds a place, with a caret below it. Of a long line only the part around the place is shown,
 * and what a terminal would obey or reorder is shown as a dot.
 */
export function excerpt(text: string, { line, column }: Pick<Place, "line" | "column">): string {
  const whole = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)[line - 1] ?? ""
  const start = column - 1 > before ? column - 1 - before : 0
  const end = start + width
  const left = `${start > 0 ? "…" : ""}${plain(whole.slice(start, column - 1))}`
  const right = `${plain(whole.slice(column - 1, end))}${end < whole.length ? "…" : ""}`
  return `  ${left}${right}\n  ${" ".repeat([...left].length)}^`
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

function plain(text: string): string {
  return text.replaceAll("\t", " ").replace(unseen, "·")
}

/** A text of several lines in which what a terminal would obey or reorder is written as JSON escapes. */
export function escaped(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unseen, (one) => ("\n\t".includes(one) ? one : inEscapes(one)))
}

function inEscapes(one: string): string {
  return Array.from(
    { length: one.length },
    (_, index) => `\\u${one.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("")
}
