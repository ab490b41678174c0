import type { CalloutResult } from "./decide"
import type { Random } from "./random"
import { busyMoment } from "./rhythm"

const minuteMs = 60_000

type Incident = {
  /** How far through the history it begins, from 0 to 1. */
  begins: number
  lastsMs: number
  /** How many of the sign-ins meet it, from 0 to 1. */
  share: number
  result: CalloutResult
}

const failed = (code: number, httpStatus: number | null, attempts: number): CalloutResult => ({
  code,
  httpStatus,
  attempts,
  claims: null,
})

/** What went wrong in the invented past: an API that threw, one that was slow, a consent that was missing. */
const incidents: readonly Incident[] = [
  { begins: 0.4, lastsMs: 90 * minuteMs, share: 0.9, result: failed(1003002, 500, 1) },
  { begins: 0.7, lastsMs: 180 * minuteMs, share: 0.75, result: failed(1003005, null, 2) },
  { begins: 0.9, lastsMs: 20 * minuteMs, share: 1, result: failed(1003021, null, 0) },
]

/** What every moment's callout came to: incidents that no history is too thin for, and one success in a hundred retried. */
export function results(
  times: readonly number[],
  days: number,
  now: number,
  random: Random,
): (index: number) => CalloutResult {
  const atLeast = Math.min(5, Math.floor(times.length / 20))
  const spans = incidents.map(({ begins, lastsMs, share, result }) => {
    const from = busyMoment(begins, days, now)
    const first = times.findIndex((time) => time >= from)
    const met = times.filter((time) => time >= from && time < from + lastsMs).length
    return { first, end: first + Math.max(met, atLeast), share, result }
  })
  return (index) => {
    const span = spans.findLast(({ first, end }) => first >= 0 && index >= first && index < end)
    if (span && random.happens(span.share)) return span.result
    return { code: 0, httpStatus: 200, attempts: random.happens(0.01) ? 2 : 1, claims: null }
  }
}
