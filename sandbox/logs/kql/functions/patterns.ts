import { unsupported } from "../refusal"
import { regexOf } from "../scalars/regex"
import { conversions } from "../values/convert"
import { type Functions, type ScalarFunction, strict } from "./define"
import { occurrences } from "./texts"

/** A text without what matches at its begin, at its end, or at both. */
const trimmed =
  (ends: "start" | "end" | "both") =>
  (source: string, text: string): string => {
    const inner = regexOf(source).source
    const flags = regexOf(source).flags.replace("g", "")
    const cutStart = ends === "end" ? text : text.replace(new RegExp(`^(?:${inner})+`, flags), "")
    return ends === "start" ? cutStart : cutStart.replace(new RegExp(`(?:${inner})+$`, flags), "")
  }

/** The part of a text that a group of a regular expression matches, as a value of the type that is asked for. */
const extract: ScalarFunction = (call) => {
  const wanted = call.type
  const find = strict(["string", "long", "string"], (source, group, text) => {
    regexOf(source).lastIndex = 0
    const match = regexOf(source).exec(text)
    if (match && Number(group) >= match.length) throw unsupported(`the group ${group} of ${source}`)
    const part = match?.[Number(group)]
    return part === undefined ? null : conversions[wanted](part, "string")
  })
  return find({ ...call, args: call.args.slice(0, 3) })
}

/** Every match replaced; `\1` stands for what the first group matched, `\0` for all of the match. */
function replaced(text: string, source: string, rewrite: string): string {
  return text.replace(regexOf(source), (...match: unknown[]) =>
    rewrite.replace(/\\(\d|\\)/g, (_, digit: string) =>
      digit === "\\" ? "\\" : typeof match[Number(digit)] === "string" ? String(match[Number(digit)]) : "",
    ),
  )
}

/** Functions that take regular expressions. */
export const patternFunctions: Functions = {
  extract,
  extract_all: strict(["string", "string"], (source, text) => {
    const matches = [...text.matchAll(regexOf(source))]
    if (matches.some(({ length }) => length === 1)) throw unsupported("extract_all without a group")
    return matches.map(([, first = "", ...others]) =>
      others.length === 0 ? first : [first, ...others.map((other) => other ?? "")],
    )
  }),
  trim: strict(["string", "string"], trimmed("both")),
  trim_start: strict(["string", "string"], trimmed("start")),
  trim_end: strict(["string", "string"], trimmed("end")),
  replace_regex: strict(["string", "string", "string"], replaced),
  countof: strict(
    ["string", "string"],
    (text, part, kind = "normal") => {
      if (kind === "regex") return [...text.matchAll(regexOf(part))].length
      if (kind !== "normal") throw unsupported(`countof of the kind ${kind}`)
      return occurrences(text, part)
    },
    ["string"],
  ),
}
