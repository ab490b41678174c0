import type { ErrorCode } from "@/lib/model/error-code"
import { inferred } from "@/lib/model/statement"
import { answers } from "./answers"
import { call } from "./call"
import { checks } from "./checks"
import { configurations } from "./configurations"
import { codesPage } from "./pages"
import { preCall } from "./pre-call"
import { response } from "./response"

export { outerCodes } from "./outer"

const fallback = inferred(
  "E-mail codes: with the fallback to Microsoft's mail switched on, the code is logged although the user got through.",
)

/** The 27 codes of Microsoft's list in numerical order, each as the page, the command line and a diagnosis show it. */
export const catalogue: readonly ErrorCode[] = [...preCall, ...call, ...response]
  .map((record) => ({
    ...record,
    evidence: record.events === "all" ? [...record.evidence, fallback] : record.evidence,
    checks: checks[record.code] ?? [],
    example: answers[record.code] ?? configurations[record.code] ?? null,
  }))
  .sort((a, b) => a.code - b.code)

const byCode: ReadonlyMap<number, ErrorCode> = new Map(catalogue.map((record) => [record.code, record]))

/** Whether Microsoft lists the number as a code of extensions; the range 1003xxx alone does not say so. */
export function isKnownCode(code: number): boolean {
  return byCode.has(code)
}

/** The record of a code; an unlisted number gets one that says that it is not documented. */
export function errorCode(code: number): ErrorCode {
  return byCode.get(code) ?? undocumented(code)
}

function undocumented(code: number): ErrorCode {
  return {
    code,
    name: "Undocumented",
    title: "Not on Microsoft's list",
    meaning: `${code} is not a documented code of extensions, so nothing certain can be said about it. ${whyUnlisted(code)}`,
    fault: "platform",
    fixedBy: "Unknown",
    phase: "pre-call",
    phaseBasis: "inferred",
    retry: "Unknown.",
    events: "all",
    causes: [
      inferred("Microsoft added the code after this catalogue was written, or it means something else."),
    ],
    evidence: [
      inferred("Log: numberOfAttempts and httpStatus tell whether the API was called and what it answered."),
    ],
    checks: [],
    example: null,
    fix: [
      { text: "Look for the number in Microsoft's current list." },
      { text: "If it is not there, open a support case with the correlation id and the time." },
    ],
    docs: codesPage,
    doubts: ["Whose fault it is and how far Entra came are placeholders for this number, not knowledge."],
  }
}

/** Why a number is not in the catalogue, in one sentence. */
export function whyUnlisted(code: number): string {
  if (code === 1003013) return "Microsoft's list goes from 1003012 to 1003014 and leaves it out."
  if (code >= 1003028 && code <= 1003999) {
    return "Microsoft's list of extension codes ends at 1003027; other services use numbers above it."
  }
  return "Extension codes run from 1003000 to 1003027."
}
