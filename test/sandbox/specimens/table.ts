import type { Seen } from "./run"

/** The lines between which the table stands in the document. */
const from =
  "<!-- The table is written by `npx vitest run --project unit test/sandbox/specimens.test.ts -u`. -->"
const to = "<!-- End of the table. -->"

const heads = ["Code", "Event", "Id", "What is broken", "Attempts", "httpStatus", "Calls", "Inferred"]

function cellsOf({ specimen, callout, calls }: Seen): string[] {
  const { code, id, title, inferred, subject } = specimen
  const figures = [callout?.attempts, callout?.httpStatus, calls].map(String)
  return [`${code}`, subject.eventType, `\`${id}\``, title, ...figures, inferred ?? ""]
}

/** A Markdown table of what was seen of each specimen, its columns aligned. */
export function tableOf(seen: readonly Seen[]): string {
  const rows = [heads, ...seen.map(cellsOf)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`
  const rule = lineOf(widths.map((width) => "-".repeat(width)))
  const [first = "", ...others] = rows.map(lineOf)
  return [first, rule, ...others].join("\n")
}

/** The document with another table in it. Throws when it has no place for one. */
export function withTable(document: string, table: string): string {
  const start = document.indexOf(from)
  const end = document.indexOf(to)
  if (start < 0 || end < start) throw new Error("The document has no place for the table.")
  return `${document.slice(0, start + from.length)}\n\n${table}\n\n${document.slice(end)}`
}
