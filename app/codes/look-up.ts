import { catalogue, errorCode, isKnownCode, outerCodes } from "@/lib/codes/catalogue"
import type { ErrorCode, OuterCode } from "@/lib/model/error-code"

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
