import type { Random } from "./random"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How busy an hour is, by day and week: people work on weekdays, most of them in the European afternoon. */
function busyness(at: number): number {
  const date = new Date(at)
  const hour = date.getUTCHours()
  const isWeekend = date.getUTCDay() % 6 === 0
  const byDay = 0.12 + Math.exp(-(((hour - 13.5) / 4) ** 2))
  return byDay * (isWeekend ? 0.2 : 1)
}

/** That many moments of the days before `now`, oldest first, in milliseconds since the epoch. */
export function moments(count: number, days: number, now: number, random: Random): number[] {
  const start = now - days * dayMs
  const sums: number[] = []
  let total = 0
  for (let slot = 0; slot < days * 24; slot += 1) {
    total += busyness(start + slot * hourMs)
    sums.push(total)
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
  return Array.from({ length: count }, moment).sort((one, other) => one - other)
}

/** A moment about that far through the days before `now`; 13:00 UTC of a weekday where the days are enough. */
export function busyMoment(share: number, days: number, now: number): number {
  const plain = now - days * dayMs * (1 - share)
  if (days < 5) return plain
  const noon = Math.floor((plain - 13 * hourMs) / dayMs) * dayMs + 13 * hourMs
  const weekday = new Date(noon).getUTCDay()
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  return noon - back * dayMs
}
