import type { ErrorCode, NativeError, OuterCode, SeenText } from "@/lib/model/error-code"
import { catalogue, errorCode, isKnownCode } from "./catalogue"
import { nativeError, nativeErrorOf } from "./native-words"
import { findOuter } from "./outer"
import { seenTexts } from "./seen-texts"

/** What an address names: a code of extensions, one around the family, a native error, or a text that users see. */
export type LookedUp =
  | { kind: "code"; record: ErrorCode; listed: boolean }
  | { kind: "outer"; record: OuterCode }
  | { kind: "native"; record: NativeError }
  | { kind: "seen"; record: SeenText }

/** The record for `1003021`, `AADSTS1003021`, `AADB2C90063` or a native error's word; null when it is none of them. */
export function lookUp(address: string): LookedUp | null {
  const [, family = "AADSTS", digits] = /^(AADSTS|AADB2C)?(\d{4,8})$/.exec(address.toUpperCase()) ?? []
  return digits ? lookUpNumber(family, digits) : lookUpWord(address.toLowerCase())
}

function lookUpNumber(family: string, digits: string): LookedUp | null {
  const number = Number(digits)
  const listed = family === "AADSTS" && isKnownCode(number)
  if (listed) return { kind: "code", record: errorCode(number), listed }
  const outer = findOuter(`${family}${digits}`)
  if (outer) return { kind: "outer", record: outer }
  if (family === "AADB2C") return null
  const native = nativeErrorOf(number)
  if (native) return { kind: "native", record: native }
  return { kind: "code", record: errorCode(number), listed }
}

function lookUpWord(word: string): LookedUp | null {
  const native = nativeError(word)
  if (native) return { kind: "native", record: native }
  const seen = seenTexts.find(({ code }) => code === word)
  return seen ? { kind: "seen", record: seen } : null
}

/** The listed codes before and after a code, for leafing through. */
export function neighbours(code: number): { previous: ErrorCode | undefined; next: ErrorCode | undefined } {
  return {
    previous: catalogue.findLast((record) => record.code < code),
    next: catalogue.find((record) => record.code > code),
  }
}

/** The record of a sign-in's own code that is no extension's, such as 50146; null when it is not in the catalogue. */
export function outerCode(code: number): OuterCode | null {
  return findOuter(`AADSTS${code}`)
}

/** What a number in the log means, in three to six words: of an extension's code, or of one around the family. */
export function codeTitle(code: number): string {
  if (isKnownCode(code)) return errorCode(code).title
  return outerCode(code)?.title ?? errorCode(code).title
}
