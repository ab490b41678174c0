/** Ranges that move with the clock, by their name in the URL, in minutes. */
export const ranges = { "15m": 15, "1h": 60, "24h": 1440, "7d": 10_080, "30d": 43_200 } as const
export type RangeName = keyof typeof ranges

/** The names of the ranges, shortest first. */
export const rangeNames = ["15m", "1h", "24h", "7d", "30d"] as const satisfies readonly RangeName[]
