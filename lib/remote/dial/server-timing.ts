import "server-only"
import type { ServerTiming } from "@/lib/model/dial"

const mostMetrics = 50

/** Far more than any server sends; unclosed quotes are looked for to the end, again and again. */
const mostCharacters = 4096

/** A token, or a quoted string in which a backslash goes before any character (RFC 9110, 5.6). */
const value = /"(?:[^"\\]|\\.)*"|[^\s",;=]+/.source
const parameter = new RegExp(`^\\s*([^\\s",;=]+)\\s*(?:=\\s*(${value}))?\\s*$`)

/** Splits at a separator outside of quoted strings. */
const split = (text: string, separator: "," | ";"): string[] =>
  text.match(new RegExp(`(?:"(?:[^"\\\\]|\\\\.)*"|[^"${separator}])+`, "g")) ?? []

const unquoted = (text: string) => (text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text)

function readMetric(text: string): ServerTiming[] {
  const [first = "", ...rest] = split(text, ";")
  const name = parameter.exec(first)
  if (!name?.[1] || name[2] !== undefined) return []
  const parameters = rest.flatMap((one) => {
    const [, key, given] = parameter.exec(one) ?? []
    return key ? [[key.toLowerCase(), unquoted(given ?? "")] as const] : []
  })
  // Of parameters with the same name the first one counts.
  const { dur, desc } = Object.fromEntries(parameters.reverse())
  const durationMs = dur === undefined || dur === "" ? Number.NaN : Number(dur)
  return [
    {
      name: name[1],
      ...(Number.isFinite(durationMs) ? { durationMs } : {}),
      ...(desc === undefined ? {} : { description: desc }),
    },
  ]
}

/** Reads the metrics of a Server-Timing header; what is no metric is passed over. */
export const readServerTiming = (header: string | undefined): readonly ServerTiming[] =>
  split((header ?? "").slice(0, mostCharacters), ",")
    .slice(0, mostMetrics)
    .flatMap(readMetric)
