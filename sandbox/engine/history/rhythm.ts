import type { Random } from "./random"

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const yearMs = 365.25 * dayMs

/** What people sign in for: their work, or to shop in their spare time. */
export type Pursuit = "work" | "shopping"

/** When and how long a past is, and for what people sign in. */
export type Period = { days: number; now: number; pursuit: Pursuit }

/** How much of a year's end is left a year before. */
const yearlyGrowth = 1.35

/** A bell around an hour of the day; the night belongs to the evening before. */
const around = (hour: number, peak: number, width: number) => {
  const apart = Math.abs(hour - peak)
  return Math.exp(-((Math.min(apart, 24 - apart) / width) ** 2))
}

/** How busy an hour is by day, week and year: people work on weekdays, and shop in the evening and before Christmas. */
const busynessOf: Readonly<Record<Pursuit, (date: Date) => number>> = {
  work(date) {
    const isWeekend = date.getUTCDay() % 6 === 0
    const isHoliday = date.getUTCMonth() === 11 && date.getUTCDate() > 22
    const isSummer = date.getUTCMonth() === 6 || date.getUTCMonth() === 7
    const season = isHoliday ? 0.45 : isSummer ? 0.8 : 1
    return (0.12 + around(date.getUTCHours(), 13.5, 4)) * (isWeekend ? 0.2 : 1) * season
  },
  shopping(date) {
    const isWeekend = date.getUTCDay() % 6 === 0
    const season = date.getUTCMonth() >= 10 ? 1.5 : 1
    const byDay = 0.1 + around(date.getUTCHours(), 19, 3.5) + 0.5 * around(date.getUTCHours(), 12, 3)
    return byDay * (isWeekend ? 1.4 : 1) * season
  },
}

/** That many moments of the days before `now`, oldest first, in milliseconds since the epoch. */
export function moments(count: number, { days, now, pursuit }: Period, random: Random): Float64Array {
  const start = now - days * dayMs
  const sums = new Float64Array(days * 24)
  let total = 0
  for (let slot = 0; slot < sums.length; slot += 1) {
    const at = start + slot * hourMs
    total += busynessOf[pursuit](new Date(at)) * yearlyGrowth ** ((at - now) / yearMs)
    sums[slot] = total
  }
  const moment = () => {
    const wanted = random.next() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1
      else high = middle
    }
    return Math.floor(start + (low + random.next()) * hourMs)
  }
  return Float64Array.from({ length: count }, moment).sort()
}

/** A moment about that far through the days before `now`: a busy one of its day where the days are enough. */
export function busyMoment(share: number, { days, now, pursuit }: Period): number {
  const plain = now - days * dayMs * (1 - share)
  if (days < 5) return plain
  const hour = pursuit === "work" ? 13 : 18
  const busy = Math.floor((plain - hour * hourMs) / dayMs) * dayMs + hour * hourMs
  if (pursuit === "shopping") return Math.max(busy, now - days * dayMs)
  const weekday = new Date(busy).getUTCDay()
  const friday = busy - (weekday === 6 ? 1 : weekday === 0 ? 2 : 0) * dayMs
  return friday < now - days * dayMs ? busy : friday
}
