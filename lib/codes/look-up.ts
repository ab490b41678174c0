import type { ErrorCode, OuterCode } from "@/lib/model/error-code"
import { catalogue, errorCode, isKnownCode, outerCodes } from "./catalogue"

/** What an address names: a code of extensions, listed by Microsoft or not, or one around the family. */
export type LookedUp =
  | { kind: "code"; record: ErrorCode; listed: boolean }
  | { kind: "outer"; record: OuterCode }

/** The record for `1003021`, `AADSTS1003021` or `AADB2C90063`; null when the address is no code at all. */
export function lookUp(address: string): LookedUp | null {
  const [, family = "AADSTS", digits] = /^(AADSTS|AADB2C)?(\d{4,8})$/.exec(address.toUpperCase()) ?? []
  if (!digits) return null
  const listed = family === "AADSTS" && isKnownCode(Number(digits))
  const outer = outerCodes.find(({ code }) => code === `${family}${digits}`)
  if (outer && !listed) return { kind: "outer", record: outer }
  if (family === "AADB2C") return null
  return { kind: "code", record: errorCode(Number(digits)), listed }
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
  return outerCodes.find((record) => record.code === `AADSTS${code}`) ?? null
}

/** What a number in the log means, in three to six words: of an extension's code, or of one around the family. */
export function codeTitle(code: number): string {
  if (isKnownCode(code)) return errorCode(code).title
  return outerCode(code)?.title ?? errorCode(code).title
}
