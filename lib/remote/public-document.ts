import "server-only"
import type { z } from "zod"
import type { Part } from "@/lib/model/part"
import { once } from "@/lib/once"
import { attempt } from "./attempt"
import { MalformedAnswer } from "./trouble"

const deadlineMs = 10_000
const retryAfterMs = 10_000
const leastMs = 5 * 60_000
const usualMs = 60 * 60_000
const mostMs = 24 * 60 * 60_000

type Answer = { value: unknown; maxAgeMs: number }
type Kept = { atMs: number; untilMs: number; part: Part<Answer> }

/** What was read and what is on its way, by address; there are as many addresses as the settings name. */
const memory = once<{ kept: Map<string, Kept>; reading: Map<string, Promise<Kept>> }>(
  "public-documents",
  () => ({ kept: new Map(), reading: new Map() }),
)

/** How long an answer may be kept: what it says itself, within five minutes and a day. */
function maxAgeOf(headers: Headers): number {
  const seconds = /(?:^|[\s,])max-age=(\d{1,9})/i.exec(headers.get("cache-control") ?? "")?.[1]
  const ms = seconds === undefined ? usualMs : Number(seconds) * 1000
  return Math.min(mostMs, Math.max(leastMs, ms))
}

async function fetchAnswer(url: string, schema: z.ZodType): Promise<Answer> {
  const signal = AbortSignal.timeout(deadlineMs)
  const response = await fetch(url, { signal, redirect: "manual", headers: { accept: "application/json" } })
  if (!response.ok) throw new MalformedAnswer(`${url} answered with status ${response.status}.`)
  const parsed = schema.safeParse(JSON.parse(await response.text()))
  if (!parsed.success) throw new MalformedAnswer(`${url} answered with something else than was expected.`)
  return { value: parsed.data, maxAgeMs: maxAgeOf(response.headers) }
}

async function readAndKeep(url: string, schema: z.ZodType): Promise<Kept> {
  const part = await attempt(null, () => fetchAnswer(url, schema))
  const atMs = Date.now()
  const kept = { atMs, untilMs: atMs + (part.ok ? part.value.maxAgeMs : retryAfterMs), part }
  memory.kept.set(url, kept)
  return kept
}

/** One request at a time for an address; whoever asks meanwhile gets its answer as well. */
function readNow(url: string, schema: z.ZodType): Promise<Kept> {
  const existing = memory.reading.get(url)
  if (existing) return existing
  const reading = readAndKeep(url, schema).finally(() => memory.reading.delete(url))
  memory.reading.set(url, reading)
  return reading
}

/**
 * A JSON document that one of the configured endpoints publishes for anybody, kept as long as it says. `renew` reads
 * it again before that, but at most every five minutes.
 */
export async function readPublicDocument<Wire extends z.ZodType>(
  url: string,
  schema: Wire,
  { renew = false }: { renew?: boolean } = {},
): Promise<Part<{ readAt: string; value: z.output<Wire> }>> {
  const known = memory.kept.get(url)
  const nowMs = Date.now()
  const isFresh = known && nowMs < known.untilMs && !(renew && nowMs - known.atMs >= leastMs)
  const { part, atMs } = isFresh ? known : await readNow(url, schema)
  if (!part.ok) return part
  // Safe: it was parsed with the schema of its address, of which there is one.
  const value = part.value.value as z.output<Wire>
  return { ok: true, value: { readAt: new Date(atMs).toISOString(), value } }
}
