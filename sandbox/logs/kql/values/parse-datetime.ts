import { unsupported } from "../refusal"
import { inRange, ticksPerMs, utc } from "./datetime"
import { add, type Long, subtract } from "./long"

/** ISO 8601 as the engine takes it: a date, perhaps a time of the day, perhaps an offset. */
const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T| +)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7})\d*)?)?)? *(Z|GMT|UTC|[+-]\d{2}:?\d{2})?$/i

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDate(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return year > 0 && day > 0 && day <= (lengths[month - 1] ?? 0) && (month !== 2 || day < 29 || isLeap)
}

function offsetTicks(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? "") ?? []
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * ticksPerMs
  return sign === "-" ? -size : size
}

/**
 * The datetime that a text writes in ISO 8601; null for a text that is no datetime. Other forms, which the engine
 * takes too but warns of (https://learn.microsoft.com/kusto/query/scalar-data-types/datetime), are refused.
 */
export function parseDatetime(text: string): Long | null {
  const plain = text.trim()
  const [match, ...parts] = iso.exec(plain) ?? []
  if (match === undefined) {
    if (/\d/.test(plain)) throw unsupported(`datetimes that are not in ISO 8601: ${JSON.stringify(text)}`)
    return null
  }
  const number = (index: number) => Number(parts[index] ?? 0)
  const [year, month, day] = [number(0), number(1), number(2)]
  const [hour, minute, second] = [number(3), number(4), number(5)]
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null
  const fraction = Number((parts[6] ?? "").padEnd(7, "0"))
  const local = add(utc(year, month - 1, day, hour, minute, second), fraction)
  return inRange(subtract(local, offsetTicks(parts[7])))
}
