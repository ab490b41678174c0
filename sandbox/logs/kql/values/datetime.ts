import { add, divide, type Long, longOf, modulo, multiply, subtract } from "./long"

/** Ticks of 100 nanoseconds, the resolution of every time in Kusto. */
export const ticksPerMs = 10_000
/** Ticks of a day. */
export const ticksPerDay = 864_000_000_000

/** The day that datetimes count their ticks from: near enough that those of today are safe integers. */
const epochMs = Date.UTC(2020, 0, 1)
const daysBefore = 737_424

/** Ticks from the first day of the year 1, which `bin` counts from, to the day that datetimes count from. */
export const ticksBefore: Long = longOf(BigInt(daysBefore) * BigInt(ticksPerDay))

const firstTick = subtract(0, ticksBefore)
const lastTick = add(firstTick, longOf(BigInt(3_652_059) * BigInt(ticksPerDay) - 1n))

/** The datetime of a moment in milliseconds since 1970, and further ticks. */
export const datetimeOf = (ms: number, ticks = 0): Long => add(multiply(ms - epochMs, ticksPerMs), ticks)

/** A datetime if it is one of the years 1 to 9999, else null. */
export const inRange = (ticks: Long): Long | null => (ticks < firstTick || ticks > lastTick ? null : ticks)

/** The moment of a datetime in whole milliseconds since 1970. */
export const msOf = (ticks: Long): number =>
  Number(divide(subtract(ticks, modulo(ticks, ticksPerMs)), ticksPerMs)) + epochMs

/** The datetime as a Date, whole milliseconds only. */
export const dateOf = (ticks: Long): Date => new Date(msOf(ticks))

/** The ticks of a datetime or timespan behind its whole second. */
export const fractionOf = (ticks: Long): number => Number(modulo(ticks, 10_000_000))

/** The datetime of a date in UTC; months count from 0 and may lie beyond the year, as for `Date.UTC`. */
export function utc(year: number, month = 0, day = 1, hour = 0, minute = 0, second = 0): Long {
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second))
  // Not by Date.UTC, which takes 26 for 1926.
  date.setUTCFullYear(year, month, day)
  return datetimeOf(date.getTime())
}

/** A fraction of a second in its seven digits. */
const digits = (fraction: number) => String(fraction).padStart(7, "0")

/** A datetime as text with all seven digits of its fraction, as `tostring` gives it. */
export const formatDatetime = (ticks: Long): string =>
  `${dateOf(ticks).toISOString().slice(0, 19)}.${digits(fractionOf(ticks))}Z`

/** A datetime as the API writes it. INFERRED: without the zeros that end its fraction, as .NET writes times in JSON. */
export function wireDatetime(ticks: Long): string {
  const fraction = digits(fractionOf(ticks)).replace(/0+$/, "")
  return `${dateOf(ticks).toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`
}
