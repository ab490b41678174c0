import { unsupported } from "../refusal"
import { implicit } from "../scalars/implicit"
import { dateOf, datetimeOf, inRange, ticksBefore, ticksPerDay, ticksPerMs, utc } from "../values/datetime"
import { add, type Long, modulo, multiply, subtract } from "../values/long"
import { isLong } from "../values/value"
import { type Functions, type ScalarFunction, strict } from "./define"

/** A datetime or timespan rounded down; datetimes count from the first day of the year 1. */
export const binTime: ScalarFunction = ({ args: [value, size], type }) => {
  if (!value || !size || size.type !== "timespan")
    throw unsupported(`bin of ${type} by anything but a timespan`)
  const of = implicit(value, type)
  let known = { size: 1 as Long, shift: 0 as Long }
  return (row, frame) => {
    const ticks = of(row, frame)
    const width = size.of(row, frame)
    if (!isLong(ticks) || !isLong(width) || width <= 0) return null
    if (known.size !== width)
      known = { size: width, shift: type === "datetime" ? modulo(ticksBefore, width) : 0 }
    return subtract(ticks, modulo(add(ticks, known.shift), width))
  }
}

/** The begin of the unit that a datetime lies in, and of the one that many units on. Weeks begin on Sundays. */
const starts: Readonly<Record<string, (ticks: Long, offset: number) => Long>> = {
  day: (ticks, offset) => midnight(ticks, offset),
  week: (ticks, offset) => midnight(ticks, 7 * offset - dateOf(ticks).getUTCDay()),
  month: (ticks, offset) => utc(dateOf(ticks).getUTCFullYear(), dateOf(ticks).getUTCMonth() + offset),
  year: (ticks, offset) => utc(dateOf(ticks).getUTCFullYear() + offset),
}

const midnight = (ticks: Long, days: number): Long => {
  const date = dateOf(ticks)
  return utc(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
}

const startOf = (unit: string) =>
  strict(["datetime"], (ticks, offset = 0) => starts[unit]?.(ticks, Number(offset)) ?? null, ["long"])

const endOf = (unit: string) =>
  strict(
    ["datetime"],
    (ticks, offset = 0) => {
      const next = starts[unit]?.(ticks, Number(offset) + 1)
      return next === undefined ? null : subtract(next, 1)
    },
    ["long"],
  )

const part = (read: (date: Date) => number) => strict(["datetime"], (ticks) => read(dateOf(ticks)))

const fromUnix = (ticksOf: (value: Long) => Long): ScalarFunction =>
  strict(["long"], (value) => inRange(add(datetimeOf(0), ticksOf(value))))

const dayOfYear = (date: Date) =>
  Math.floor((date.getTime() - new Date(date).setUTCMonth(0, 1)) / 86_400_000) + 1

/** Functions on datetimes and timespans, but for differences and text. */
export const timeFunctions: Functions = {
  now: (call) => {
    const { now } = call.scope.run
    return call.args.length > 0 ? strict(["timespan"], (ticks) => add(now, ticks))(call) : () => now
  },
  ago: (call) => strict(["timespan"], (ticks) => inRange(subtract(call.scope.run.now, ticks)))(call),
  startofday: startOf("day"),
  startofweek: startOf("week"),
  startofmonth: startOf("month"),
  startofyear: startOf("year"),
  endofday: endOf("day"),
  endofweek: endOf("week"),
  endofmonth: endOf("month"),
  endofyear: endOf("year"),
  dayofweek: strict(["datetime"], (ticks) => dateOf(ticks).getUTCDay() * ticksPerDay),
  dayofmonth: part((date) => date.getUTCDate()),
  dayofyear: part(dayOfYear),
  hourofday: part((date) => date.getUTCHours()),
  monthofyear: part((date) => date.getUTCMonth() + 1),
  getmonth: part((date) => date.getUTCMonth() + 1),
  getyear: part((date) => date.getUTCFullYear()),
  make_datetime: strict(
    ["long", "long", "long"],
    (...parts) => {
      const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number)
      return utc(year, month - 1, day, hour, minute, second)
    },
    ["long", "long", "long"],
  ),
  unixtime_seconds_todatetime: fromUnix((value) => multiply(value, 1000 * ticksPerMs)),
  unixtime_milliseconds_todatetime: fromUnix((value) => multiply(value, ticksPerMs)),
  unixtime_microseconds_todatetime: fromUnix((value) => multiply(value, 10)),
}
