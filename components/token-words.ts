import type { ClaimLine, ClaimVerdict, DecodedToken, SignedToken, TokenFault } from "@/lib/model/token"
import type { State } from "./state"

/** How a claim stands, in words. */
export const verdictWords = {
  fail: "Does not fit",
  warn: "Look",
  unknown: "Open",
  pass: "Fits",
} satisfies Record<ClaimVerdict, string>

/** What all lines together come to, with the claims that it rests on and the mark that goes with it. */
export function headlineOf(lines: readonly ClaimLine[]): { state: State; text: string } {
  const claims = (verdict: ClaimVerdict) =>
    lines.filter((line) => line.verdict === verdict).map(({ claim }) => claim)
  const [fails, warns] = [claims("fail"), claims("warn")]
  const named = (names: readonly string[], one: string, several: string) =>
    `${names.length} ${names.length === 1 ? one : several}: ${names.join(", ")}`
  if (fails.length > 0)
    return { state: "fail", text: named(fails, "claim does not fit", "claims do not fit") }
  if (warns.length === 0) return { state: "pass", text: "Everything that was judged fits" }
  const text = named(warns, "claim is worth a look", "claims are worth a look")
  return { state: "warn", text: `Nothing is wrong; ${text}` }
}

const places = {
  text: "in the text",
  header: "in the header, the first part",
  payload: "in the payload, the second part",
  signature: "in the signature, the third part",
} satisfies Record<TokenFault["part"], string>

/** Where a text stops being a token; characters are counted from 1. */
export const placeWords = ({ part, at }: TokenFault): string | null =>
  at === null
    ? part === "text"
      ? null
      : `It goes wrong ${places[part]}.`
    : `It goes wrong at character ${at + 1}, ${places[part]}.`

/** The token whose claims can be read: the innermost one where tokens are nested; null when there is none. */
export function readableToken(token: DecodedToken): SignedToken | null {
  if (token.kind === "nested") return readableToken(token.inner)
  return token.kind === "signed" ? token : null
}
