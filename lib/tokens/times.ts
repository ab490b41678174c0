import { documented, inferred } from "@/lib/model/statement"
import type { ClaimLine } from "@/lib/model/token"
import { fail, type Judged, line, pass, type Rule, type Ruling, warn } from "./rule"

/** How far clocks may be apart: what Microsoft's .NET libraries allow when nobody sets another value. */
export const clockSkewMs = 5 * 60_000

/** When the token holds: `nbf` to `exp`, with the difference of clocks that libraries allow. */
export const times: Rule = (judged) => [ofEnd(judged), ofBeginning(judged, "nbf"), ofBeginning(judged, "iat")]

const latestMs = 8.64e15

/** The moment that a time claim names, ISO 8601; null when it names none. */
export function timeOf(value: unknown): string | null {
  if (typeof value !== "number" || !(Math.abs(value * 1000) <= latestMs)) return null
  return new Date(value * 1000).toISOString()
}

function timed(judged: Judged, claim: string, rule: (ms: number) => Ruling): ClaimLine {
  const value = judged.token.payload[claim]
  if (value === undefined) return line(judged, "payload", claim, absent(claim))
  const time = timeOf(value)
  if (time === null)
    return line(judged, "payload", claim, fail(documented("Not a time: seconds since 1970 as a number are.")))
  const ms = Date.parse(time)
  const isTooLate = ms > Date.parse("3000-01-01T00:00:00Z")
  const ruling = isTooLate
    ? fail(inferred("Far too late for seconds since 1970; perhaps these are milliseconds."))
    : rule(ms)
  return { ...line(judged, "payload", claim, ruling), time }
}

const absent = (claim: string): Ruling =>
  claim === "exp"
    ? fail(documented("Nothing says when the token ends; every token of Entra does."))
    : warn(documented("Tokens of Entra carry this time; this one does not."))

function ofEnd(judged: Judged): ClaimLine {
  const { token, nowMs } = judged
  return timed(judged, "exp", (endMs) => {
    const { nbf } = token.payload
    if (typeof nbf === "number" && nbf * 1000 >= endMs)
      return fail(inferred("The token ends before it begins."))
    if (nowMs < endMs) return pass(documented("The token still holds."))
    if (nowMs < endMs + clockSkewMs)
      return warn(
        documented("Over, but within the five minutes that Microsoft's .NET libraries allow for clocks."),
      )
    return fail(documented("The token is over. Get a new one."))
  })
}

function ofBeginning(judged: Judged, claim: "nbf" | "iat"): ClaimLine {
  return timed(judged, claim, (beginMs) => {
    const aheadMs = beginMs - judged.nowMs
    if (aheadMs <= 0)
      return pass(documented(claim === "nbf" ? "The token holds since then." : "It was issued then."))
    if (aheadMs <= clockSkewMs)
      return warn(documented("Still ahead, by less than the five minutes that libraries allow for clocks."))
    return fail(
      documented(
        "Still ahead by more than five minutes: one of the clocks is wrong, this machine's or the issuer's.",
      ),
    )
  })
}
