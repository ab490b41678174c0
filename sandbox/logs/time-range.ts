import { QueryRefusal } from "./kql/refusal"
import { dateOf, utc } from "./kql/values/datetime"
import { add, type Long, negate } from "./kql/values/long"
import { parseDatetime } from "./kql/values/parse-datetime"
import { refuse } from "./refusals"

/** A span of time; an open end is undefined. */
type TimeRange = { from: Long | undefined; to: Long | undefined }

const invalid = (text: string) =>
  refuse.argument("InvalidTimespanError", `The timespan '${text}' is not an ISO 8601 duration or interval`)

/** A time behind another one by a duration of ISO 8601, or before it; undefined for a text that is no duration. */
function moved(time: Long, duration: string, direction: 1 | -1): Long | undefined {
  const parts =
    /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      duration,
    )
  if (!parts) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const fixed = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
  const ticks = Math.round(fixed * 10_000_000)
  const date = dateOf(time)
  const first = utc(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  const shifted = utc(
    date.getUTCFullYear() + direction * years,
    date.getUTCMonth() + direction * months,
    date.getUTCDate(),
  )
  return add(add(time, add(shifted, negate(first))), direction * ticks)
}

function timeOf(text: string): Long | undefined {
  try {
    return parseDatetime(text) ?? undefined
  } catch (error) {
    if (error instanceof QueryRefusal) return undefined
    throw error
  }
}

/**
 * What a `timespan` says: a duration before now, or an interval of two times or of a time and a duration
 * (https://learn.microsoft.com/azure/azure-monitor/logs/api/timespan-parameter). Throws a refusal for anything else.
 */
export function readTimeRange(text: string | undefined, now: Long): TimeRange {
  if (text === undefined || text === "") return { from: undefined, to: undefined }
  const [first = "", second, ...others] = text.split("/")
  if (others.length > 0) throw invalid(text)
  if (second === undefined) {
    const from = moved(now, first, -1)
    if (from === undefined) throw invalid(text)
    return { from, to: now }
  }
  const [start, end] = [timeOf(first), timeOf(second)]
  const from = start ?? (end === undefined ? undefined : moved(end, first, -1))
  const to = end ?? (start === undefined ? undefined : moved(start, second, 1))
  if (from === undefined || to === undefined) throw invalid(text)
  return { from, to }
}
