import type { AppliedEventListener } from "../../tenants/types"
import { appliedListener } from "../log/row"
import type { Ending, Incidents } from "./incidents"
import { chanceOf } from "./random"
import type { Stop } from "./ways"

/** The callouts of one row: what the log tells of each, whether the last one ended the step, and when. */
export type Callouts = { applied: AppliedEventListener[]; isFatal: boolean; endedAt: number }

const well: Ending = { code: 0, httpStatus: 200, attempts: 1 }

/** How long a callout took, in milliseconds, from a chance between 0 and 1. */
function durationOf({ code, attempts }: Ending, chance: number): number {
  if (attempts === 0) return 20 + Math.round(60 * chance)
  const answered = 120 + Math.round(1100 * chance ** 3)
  return code === 1003005 ? 2010 * attempts + Math.round(60 * chance) : 2000 * (attempts - 1) + answered
}

/**
 * The callouts on a way, one after the other until one is fatal. All of them go well but the one of the event that
 * the outcome's number names; `key` and `number` decide how long each takes.
 */
export function calloutsOf(
  { stops, outcome, at }: { stops: readonly Stop[]; outcome: number; at: number },
  incidents: Incidents,
  [key, number]: readonly [key: number, number: number],
): Callouts {
  const special = incidents.endingOf(outcome)
  const applied: AppliedEventListener[] = []
  let isFatal = false
  let isMet = false
  let now = at + 20 + Math.round(60 * chanceOf(key, number))
  for (const [index, { eventType, listener, fallsBack }] of stops.entries()) {
    const isSpecial: boolean = !isMet && special?.eventType === eventType
    const ending = isSpecial && special ? special.ending : well
    isMet ||= isSpecial
    applied.push(appliedListener(eventType, listener, ending, now))
    now += durationOf(ending, chanceOf(key + index + 1, number))
    isFatal = ending.code !== 0 && !fallsBack
    if (isFatal) break
  }
  return { applied, isFatal, endedAt: now + 15 }
}
