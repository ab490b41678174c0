import type { Seen } from "./run"

/** The lines between which the table stands in the document. */
const from =
  "<!-- The table is written by `npx vitest run --project unit test/sandbox/specimens.test.ts -u`. -->"
const to = "<!-- End of the table. -->"

const heads = ["Code", "Id", "What is broken", "Attempts", "httpStatus", "Calls", "Inferred"]

/** What was seen in a failed sign-in. */
export type Figures = { attempts: number | null; httpStatus: number | null }

function cellsOf({ specimen, failed, calls }: Seen): string[] {
  // Safe: control answers a sign-in with these members, and another test compares them with what is expected.
  const { attempts, httpStatus } = failed.json as Figures
  const { code, id, title, inferred } = specimen
  return [`${code}`, `\`${id}\``, title, `${attempts}`, `${httpStatus}`, `${calls}`, inferred ?? ""]
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
