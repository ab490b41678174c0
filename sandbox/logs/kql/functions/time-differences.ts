import { unsupported } from "../refusal"
import { dateOf, inRange, msOf, ticksBefore, ticksPerDay, ticksPerMs, utc } from "../values/datetime"
import { add, divide, type Long, modulo, multiply, subtract } from "../values/long"
import { type Functions, strict } from "./define"

/** Days, hours and so on by their ticks. */
const fixedUnits: Readonly<Record<string, number>> = {
  week: 7 * ticksPerDay,
  day: ticksPerDay,
  hour: ticksPerDay / 24,
  minute: 60_000 * ticksPerMs,
  second: 1000 * ticksPerMs,
  millisecond: ticksPerMs,
  microsecond: 10,
}

const monthUnits: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }

/** The size of a unit, whatever its case: in ticks or in months; undefined for a name that is none. */
const sizeIn = (units: Readonly<Record<string, number>>, name: string): number | undefined =>
  Object.hasOwn(units, name.toLowerCase()) ? units[name.toLowerCase()] : undefined

const monthsOf = (ticks: Long) => dateOf(ticks).getUTCFullYear() * 12 + dateOf(ticks).getUTCMonth()

/** How many units lie between two datetimes, by the bounds that are passed: weeks begin on Sundays. */
function difference(unit: string, one: Long, other: Long): Long {
  if (unit.toLowerCase() === "nanosecond") return multiply(subtract(one, other), 100)
  const months = sizeIn(monthUnits, unit)
  if (months !== undefined) return Math.floor(monthsOf(one) / months) - Math.floor(monthsOf(other) / months)
  const size = sizeIn(fixedUnits, unit)
  if (size === undefined) throw unsupported(`datetime_diff of the unit ${unit}`)
  // The first day of the year 1 was a Monday.
  const shift = add(ticksBefore, unit.toLowerCase() === "week" ? ticksPerDay : 0)
  const count = (ticks: Long) => divide(subtract(add(ticks, shift), modulo(add(ticks, shift), size)), size)
  return subtract(count(one), count(other))
}

/** A datetime some units later; a month that is too short keeps its last day. */
function later(unit: string, amount: Long, ticks: Long): Long | null {
  const size = sizeIn(fixedUnits, unit)
  if (size !== undefined) return inRange(add(ticks, multiply(size, amount)))
  const months = sizeIn(monthUnits, unit)
  if (months === undefined) throw unsupported(`datetime_add of the unit ${unit}`)
  const date = dateOf(ticks)
  const first = utc(date.getUTCFullYear(), date.getUTCMonth() + months * Number(amount))
  const last = new Date(msOf(first))
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  const day = Math.min(date.getUTCDate(), last.getUTCDate())
  const ofDay = modulo(add(ticks, ticksBefore), ticksPerDay)
  return inRange(add(add(first, multiply(day - 1, ticksPerDay)), ofDay))
}

/** The parts of a datetime that `datetime_part` gives. */
const parts: Readonly<Record<string, (date: Date) => number>> = {
  year: (date) => date.getUTCFullYear(),
  quarter: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
}

/** Functions that take a unit of time by its name. */
export const timeDifferenceFunctions: Functions = {
  datetime_diff: strict(["string", "datetime", "datetime"], difference),
  datetime_add: strict(["string", "long", "datetime"], later),
  datetime_part: strict(["string", "datetime"], (name, ticks) => {
    const read = Object.hasOwn(parts, name.toLowerCase()) ? parts[name.toLowerCase()] : undefined
    if (!read) throw unsupported(`datetime_part of ${name}`)
    return read(dateOf(ticks))
  }),
}
