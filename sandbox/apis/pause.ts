import { setTimeout as wait } from "node:timers/promises"

/** Why an answer takes its time. */
export type Pause = "slow" | "leisurely" | "cold-start" | "long-cold-start"

/** What a host remembers of its calls: when the last one came by the sandbox's clock, and when it is awake. */
export type HostState = { lastCallAt: number | null; awakeAt: number }

/** A host that nobody has called. */
export const sleepingHost = (): HostState => ({ lastCallAt: null, awakeAt: 0 })

/** Longer than the 2 seconds that Entra waits at most, shorter than two attempts. */
const slowMs = 2600
/** Longer than two attempts take. */
const verySlowMs = 5200
/** Well within 2 seconds, and beyond a time-out that somebody shortened. */
const leisurelyMs = 600
/** After this long without a call a host on a consumption plan is put to sleep. */
const quietMs = 20 * 60_000

/** Wakes a host up if it sleeps, and waits until it is awake; calls during the start wait for the same start. */
async function start(host: HostState, now: number, startMs: number): Promise<void> {
  const sleeps = host.lastCallAt === null || Math.abs(now - host.lastCallAt) > quietMs
  if (sleeps) host.awakeAt = performance.now() + startMs
  host.lastCallAt = now
  await wait(Math.max(0, host.awakeAt - performance.now()))
}

/** Waits as long as the reason says; `now` is the sandbox's time in milliseconds. */
export async function pauseFor(pause: Pause, host: HostState, now: number): Promise<void> {
  if (pause === "slow") await wait(slowMs)
  else if (pause === "leisurely") await wait(leisurelyMs)
  else await start(host, now, pause === "cold-start" ? slowMs : verySlowMs)
}
