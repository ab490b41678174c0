import type { Answer } from "@/lib/model/error-code"
import type { EventTypeId, Exchange } from "@/lib/model/exchange"
import { isMembers } from "@/lib/model/json"
import { joinedHeaders, readExchangeFile } from "./exchange-file"
import { parseJson } from "./json"

/** The answer that a pasted text holds, and what was taken for granted to read it; or why it cannot be read. */
export type Pasted =
  | {
      ok: true
      kind: "response" | "body" | "exchange"
      answer: Answer
      /** Null unless an exchange was pasted, which names its event. */
      eventType: EventTypeId | null
      assumed: readonly string[]
    }
  | { ok: false; problems: readonly string[] }

const statusLine = /^HTTP\/\d+(?:\.\d+)?\s+(\d{3})(?:\s.*)?$/i
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/
const mostLinesBefore = 40

/**
 * Reads what somebody pasted: a response as `curl -i` prints it, a body alone, or one exchange in the format of the
 * exchange file. Of several responses in a row the last one counts. Never throws.
 */
export function readPasted(text: string): Pasted {
  const exchange = readExchange(text)
  if (exchange) return exchange
  const lines = withoutTrace(text.replace(/\r\n/g, "\n").split("\n"))
  const start = firstStatusLine(lines)
  if (start < 0) return bodyAlone(text.replace(/\r\n/g, "\n"))
  const { httpStatus, headers, next, assumed, count } = readHeads(lines, start)
  const body = lines.slice(next).join("\n")
  return {
    ok: true,
    kind: "response",
    answer: { httpStatus, headers, body, latencyMs: 0 },
    eventType: null,
    assumed: [
      ...(isNoise(lines.slice(0, start)) ? ["The lines before the status line are passed over."] : []),
      ...(count > 1 ? [`The text holds ${count} responses in a row; the last one counts.`] : []),
      ...assumed,
      ...framing(headers, body),
    ],
  }
}

/** An answer as `curl -i` prints it, or as an exchange where that cannot hold everything. */
export function writeAnswer(answer: Answer, eventType: EventTypeId): string {
  const { httpStatus, headers, body, latencyMs, ...rest } = answer
  const isPlain = Object.values(rest).every((value) => value === undefined)
  if (httpStatus === null || !isPlain) return JSON.stringify({ eventType, ...answer }, null, 2)
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${httpStatus}`, ...head, "", body ?? ""].join("\n")
}

function readExchange(text: string): Pasted | null {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return null
  const parsed = parseJson(text.replace(/^\uFEFF/, ""))
  if (!parsed.ok || ![parsed.value].flat().some(isExchange)) return null
  const file = readExchangeFile(text)
  if (!file.ok) return file
  const [exchange, ...others] = file.exchanges
  if (!exchange || others.length > 0)
    return {
      ok: false,
      problems: [
        `The text holds ${file.exchanges.length} exchanges. Paste one of them; the command line judges whole files.`,
      ],
    }
  const { eventType, name, ...answer } = exchange
  const assumed = name === undefined ? [] : [`The exchange is called ${JSON.stringify(name)}.`]
  return { ok: true, kind: "exchange", answer, eventType, assumed }
}

const isExchange = (value: unknown) =>
  isMembers(value) && "eventType" in value && ["httpStatus", "body", "headers"].some((name) => name in value)

function bodyAlone(body: string): Pasted {
  return {
    ok: true,
    kind: "body",
    answer: { httpStatus: 200, headers: { "content-type": "application/json" }, body, latencyMs: 0 },
    eventType: null,
    assumed: ["Only a body was pasted: it is judged as status 200 with Content-Type application/json."],
  }
}

/** The lines of the last answer that `curl -v` shows between its remarks; other lines as they are. */
function withoutTrace(lines: readonly string[]): readonly string[] {
  if (!lines.slice(0, mostLinesBefore * 5).some((line) => /^< HTTP\//i.test(line))) return lines
  return lines
    .filter((line) => !/^(?:[*>] |[*>]$|[{}] \[\d+ bytes)/.test(line))
    .map((line) => line.replace(/^<(?: |$)/, ""))
}

/** Where the first status line stands; -1 when the text begins with a body, or has none near its beginning. */
function firstStatusLine(lines: readonly string[]): number {
  const first = lines.findIndex((line) => line.trim() !== "")
  if (first < 0 || /^\s*["<[{]/.test(lines[first] ?? "")) return -1
  const near = lines.slice(0, first + mostLinesBefore)
  return near.findIndex((line) => statusLine.test(line.replace(/^\uFEFF/, "")))
}

const isNoise = (lines: readonly string[]) => lines.some((line) => line.trim() !== "")

type Head = { httpStatus: number; headers: Exchange["headers"]; next: number; assumed: readonly string[] }

function readHeads(lines: readonly string[], start: number): Head & { count: number } {
  let head = readHead(lines, start)
  for (let count = 1; ; count += 1) {
    let after = head.next
    while (after < lines.length && (lines[after] ?? "").trim() === "") after += 1
    if (!statusLine.test(lines[after] ?? "")) return { ...head, count }
    head = readHead(lines, after)
  }
}

function readHead(lines: readonly string[], start: number): Head {
  const httpStatus = Number(statusLine.exec((lines[start] ?? "").replace(/^\uFEFF/, ""))?.[1])
  const fields: Field[] = []
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ""
    const end = (next: number, assumed: readonly string[]) => ({
      httpStatus,
      headers: headersOf(fields),
      next,
      assumed,
    })
    if (line.trim() === "") return end(index + 1, [])
    const [, name, value = ""] = headerLine.exec(line) ?? []
    const last = fields.at(-1)
    if (name !== undefined) fields.push({ name, values: [value.trim()] })
    else if (/^[ \t]/.test(line) && last) last.values.push(line.trim())
    else return end(index, statusLine.test(line) ? [] : [noEmptyLine])
  }
  const assumed = ["There is no body after the headers; it counts as empty."]
  return { httpStatus, headers: headersOf(fields), next: lines.length, assumed }
}

const noEmptyLine = "The empty line between headers and body is missing; the body is taken to begin here."

/** A header with the lines that it is folded into. */
type Field = { name: string; values: string[] }

function headersOf(fields: readonly Field[]): Exchange["headers"] {
  return joinedHeaders(fields.map(({ name, values }) => [name, values.join(" ").trim()] as const))
}

/** What a body that was not decoded looks like, in words. */
function framing(headers: Exchange["headers"], body: string): string[] {
  const value = (name: string) =>
    Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? ""
  const says: string[] = []
  if (/chunked/i.test(value("transfer-encoding")) && /^[0-9a-f]{1,8}(?:;.*)?\n/i.test(body))
    says.push(
      "The body begins with the length of a chunk, so it was copied undecoded. Paste it without the lengths.",
    )
  if (/gzip|deflate|br|zstd/i.test(value("content-encoding")))
    says.push("The headers name a compression. Paste the body as text; curl unpacks it with --compressed.")
  return says
}
