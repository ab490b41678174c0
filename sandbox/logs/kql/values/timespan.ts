import { fractionOf, ticksPerDay } from "./datetime"
import { divide, type Long, modulo, multiply, negate } from "./long"

/** The parts of a timespan's size, from days down to ticks. */
export function partsOf(ticks: Long) {
  const size = ticks < 0 ? negate(ticks) : ticks
  const ofDay = Number(modulo(size, ticksPerDay))
  return {
    days: divide(size, ticksPerDay),
    hours: Math.floor(ofDay / 36_000_000_000),
    minutes: Math.floor(ofDay / 600_000_000) % 60,
    seconds: Math.floor(ofDay / 10_000_000) % 60,
    fraction: fractionOf(size),
  }
}

const two = (value: number) => String(value).padStart(2, "0")

/** A timespan as .NET writes it: `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatTimespan(ticks: Long): string {
  const { days, hours, minutes, seconds, fraction } = partsOf(ticks)
  const sign = ticks < 0 ? "-" : ""
  const before = days === 0 ? "" : `${days}.`
  const behind = fraction === 0 ? "" : `.${String(fraction).padStart(7, "0")}`
  return `${sign}${before}${two(hours)}:${two(minutes)}:${two(seconds)}${behind}`
}

/** Ticks of each unit that a timespan is written in, https://learn.microsoft.com/kusto/query/scalar-data-types/timespan. */
const units: readonly (readonly [names: RegExp, ticks: number])[] = [
  [/^d(ays?)?$/, ticksPerDay],
  [/^h(ours?|rs?)?$/, 36_000_000_000],
  [/^m(in(utes?)?)?$/, 600_000_000],
  [/^s(ec(onds?)?)?$/, 10_000_000],
  [/^(ms|milli(s|sec|seconds?)?)$/, 10_000],
  [/^micro(s|sec|seconds?)?$/, 10],
  [/^ticks?$/, 1],
]

/** A timespan in one unit, such as `1.5h`; a number alone counts days. */
function parseUnit(text: string): Long | undefined {
  const [, sign, amount, unit] = /^(-?)(\d+(?:\.\d+)?) *([a-z]*)$/.exec(text) ?? []
  if (amount === undefined) return undefined
  const ticks = units.find(([names]) => names.test(unit || "d"))?.[1]
  if (ticks === undefined) return undefined
  const size = amount.includes(".") ? Math.round(Number(amount) * ticks) : multiply(Number(amount), ticks)
  return sign ? negate(size) : size
}

/** A timespan with colons: `[-][d.]hh:mm[:ss[.fffffff]]`. */
function parseClock(text: string): Long | undefined {
  const clock = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/
  const [, sign, days = "0", hours, minutes, seconds = "0", fraction = ""] = clock.exec(text) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return undefined
  const ofDay = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 10_000_000
  const size = Number(days) * ticksPerDay + ofDay + Number(fraction.padEnd(7, "0"))
  return sign ? negate(size) : size
}

/** The timespan that a text writes, undefined when it is none. */
export function parseTimespan(text: string): Long | undefined {
  const plain = text.trim().toLowerCase()
  return parseUnit(plain) ?? parseClock(plain)
}
