import { describe, expect, test } from "vitest"
import { judge } from "@/lib/judge"
import { type Exchange, eventTypeIds } from "@/lib/model/exchange"
import { decide } from "../../sandbox/engine/answer/decide"
import type { Attempt } from "../../sandbox/engine/callout/callout"
import { bentBodies, bentTexts } from "./bent-bodies"
import { vectors } from "./vectors"

// Two readers of one contract that were written apart: wherever they differ, one of them is wrong or nobody knows.

/**
 * How the exchange ended, as the engine's caller would have seen it. That caller's maximum size is left out: it is a
 * guess of the caller, and the judge never condemns an answer for its size alone.
 */
function lastOf({ transport, httpStatus, headers, body }: Exchange): Attempt {
  if (transport === "timeout") return { kind: "timeout" }
  if (transport || httpStatus === null) return { kind: "unreachable", reason: transport ?? "no answer" }
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1]
  // The engine's caller decodes the same way, which drops one leading byte order mark.
  const text = new TextDecoder().decode(new TextEncoder().encode(body ?? ""))
  return { kind: "answer", status: httpStatus, contentType: contentType ?? null, body: text }
}

/** What the engine's caller would have met: time-outs until an attempt ends by itself or no retry is left. */
function attemptsOf(exchange: Exchange): Attempt[] {
  const { timeoutInMilliseconds, maximumRetries } = exchange.clientConfiguration ?? {}
  const limitMs = timeoutInMilliseconds ?? 2000
  const allowed = 1 + (maximumRetries ?? 1)
  const times = exchange.attemptsMs?.length
    ? exchange.attemptsMs
    : new Array<number>(allowed).fill(exchange.latencyMs)
  const taken = times.slice(0, allowed)
  const last = lastOf(exchange)
  // Who noted a broken connection saw it end, however long that took.
  const isBroken = exchange.transport !== undefined && exchange.transport !== "timeout"
  const ends = taken.findIndex((ms, index) => ms <= limitMs || (isBroken && index === taken.length - 1))
  const late = new Array<Attempt>(ends < 0 ? taken.length : ends).fill({ kind: "timeout" })
  return ends < 0 ? late : [...late, last]
}

function engineOn(exchange: Exchange): string {
  const { eventType, requestContext } = exchange
  const { code } = decide(attemptsOf(exchange), { eventType, nonce: requestContext?.nonce })
  return code === 0 ? "ok" : String(code)
}

type Disagreement = { name: string; engine: string; judge: string; rule: string | null; body: string | null }

function disagreements(exchanges: readonly (Exchange & { name: string })[]): Disagreement[] {
  return exchanges.flatMap((exchange) => {
    const { name, body } = exchange
    const engine = engineOn(exchange)
    const { verdict, rule } = judge(exchange)
    return engine === verdict ? [] : [{ name, engine, judge: verdict, rule, body }]
  })
}

const accepted = new Map(
  vectors
    .filter(({ expected }) => expected === "ok")
    .map((vector) => [`${vector.eventType} ${vector.body}`, vector] as const),
)
const bodies = [...accepted.values()].flatMap(bentBodies)
const texts = vectors
  .filter(({ name }) => ["tis-sdk-empty-string-value", "pwd-docs-update"].includes(name))
  .flatMap(bentTexts)
const found = [vectors, bodies, texts].flatMap(disagreements)

describe("the engine and the judge", () => {
  test("are asked about every event", () => {
    expect(new Set(vectors.map(({ eventType }) => eventType))).toEqual(new Set(eventTypeIds))
    expect(new Set(bodies.map(({ eventType }) => eventType))).toEqual(new Set(eventTypeIds))
    expect(vectors.length).toBeGreaterThanOrEqual(300)
    expect(bodies.length).toBeGreaterThan(4000)
    expect(texts.length).toBeGreaterThan(7000)
  })

  test("disagree about nothing", () => {
    expect(found).toEqual([])
  })
})
