import { unsupported } from "../refusal"
import { dateOf, fractionOf } from "../values/datetime"
import type { Long } from "../values/long"
import { partsOf } from "../values/timespan"
import { type Functions, strict } from "./define"

const padded = (value: number | bigint, digits: number) => String(value).padStart(digits, "0")

/** Digits of a fraction of a second; capital letters leave zeros at its end out. */
function fractionText(fraction: number, specifier: string): string {
  const digits = padded(fraction, 7).slice(0, specifier.length)
  return specifier.startsWith("F") ? digits.replace(/0+$/, "") : digits
}

/** What each specifier of a datetime stands for, https://learn.microsoft.com/kusto/query/format-datetime-function. */
const datetimeParts: Readonly<Record<string, (date: Date) => string>> = {
  d: (date) => String(date.getUTCDate()),
  dd: (date) => padded(date.getUTCDate(), 2),
  h: (date) => String(date.getUTCHours() % 12 || 12),
  hh: (date) => padded(date.getUTCHours() % 12 || 12, 2),
  H: (date) => String(date.getUTCHours()),
  HH: (date) => padded(date.getUTCHours(), 2),
  m: (date) => String(date.getUTCMinutes()),
  mm: (date) => padded(date.getUTCMinutes(), 2),
  M: (date) => String(date.getUTCMonth() + 1),
  MM: (date) => padded(date.getUTCMonth() + 1, 2),
  s: (date) => String(date.getUTCSeconds()),
  ss: (date) => padded(date.getUTCSeconds(), 2),
  y: (date) => String(date.getUTCFullYear() % 100),
  yy: (date) => padded(date.getUTCFullYear() % 100, 2),
  yyyy: (date) => padded(date.getUTCFullYear(), 4),
  tt: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
}

/** Replaces every specifier; between them stand delimiters only. */
function filled(
  format: string,
  delimiters: RegExp,
  partOf: (specifier: string) => string | undefined,
): string {
  return format.replace(/([a-zA-Z])\1*|[^a-zA-Z]/g, (piece) => {
    const part = partOf(piece) ?? (delimiters.test(piece) ? piece : undefined)
    if (part === undefined)
      throw unsupported(`${JSON.stringify(piece)} in the format ${JSON.stringify(format)}`)
    return part
  })
}

const own = <Part>(parts: Readonly<Record<string, Part>>, name: string): Part | undefined =>
  Object.hasOwn(parts, name) ? parts[name] : undefined

/** [FIELD] T and Z are delimiters too, as in scripts that write ISO 8601 by this function. */
const datetimeDelimiters = /^[ /\-:,._[\]TZ]$/

function formatDatetime(ticks: Long, format: string): string {
  const date = dateOf(ticks)
  return filled(format, datetimeDelimiters, (specifier) =>
    /^(f|F){1,7}$/.test(specifier)
      ? fractionText(fractionOf(ticks), specifier)
      : own(datetimeParts, specifier)?.(date),
  )
}

type Parts = ReturnType<typeof partsOf>

const timespanParts: Readonly<Record<string, (parts: Parts) => string>> = {
  h: ({ hours }) => String(hours),
  H: ({ hours }) => String(hours),
  hh: ({ hours }) => padded(hours, 2),
  HH: ({ hours }) => padded(hours, 2),
  m: ({ minutes }) => String(minutes),
  mm: ({ minutes }) => padded(minutes, 2),
  s: ({ seconds }) => String(seconds),
  ss: ({ seconds }) => padded(seconds, 2),
}

function formatTimespan(ticks: Long, format: string): string {
  if (ticks < 0) throw unsupported("format_timespan of a negative timespan")
  const parts = partsOf(ticks)
  return filled(format, /^[ /\-:,._[\]]$/, (specifier) => {
    if (/^(f|F){1,7}$/.test(specifier)) return fractionText(parts.fraction, specifier)
    return /^d{1,8}$/.test(specifier)
      ? padded(parts.days, specifier.length)
      : own(timespanParts, specifier)?.(parts)
  })
}

/** Functions that write times as text. */
export const timeTextFunctions: Functions = {
  format_datetime: strict(["datetime", "string"], formatDatetime),
  format_timespan: strict(["timespan", "string"], formatTimespan),
}
