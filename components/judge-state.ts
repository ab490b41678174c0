import type { JudgeView } from "./judge-view"

/** The fields of the answer check, as they are typed. */
export const judgeFields = [
  "text",
  "event",
  "latencyMs",
  "timeoutMs",
  "maximumRetries",
  "nonce",
  "mappedClaimIds",
  "attributeTypes",
] as const
export type JudgeField = (typeof judgeFields)[number]
export type JudgeValues = Readonly<Record<JudgeField, string>>

/** What the answer check holds after it was asked: what was typed, what is wrong with it, and the verdict if any. */
export type JudgeState = {
  values: JudgeValues
  errors: Readonly<Partial<Record<JudgeField, string>>>
  view: JudgeView | null
}

/** An empty form. */
export const noValues: JudgeValues = {
  text: "",
  event: "",
  latencyMs: "",
  timeoutMs: "",
  maximumRetries: "",
  nonce: "",
  mappedClaimIds: "",
  attributeTypes: "",
}

/** A text larger than this is not judged. */
export const mostBytes = 200 * 1024

/** A longer text cannot be typed, so that no request outgrows what the server takes; one that was cut is too large. */
export const mostCharacters = 210_000

/** What is said about a text that is too large. */
export const tooLarge =
  "This text is larger than 200 KB, which no answer to Entra needs to be. Paste the answer of one call only; the command line judges files of any size."

/** Whether a text is larger than what is judged. */
export function isTooLarge(text: string): boolean {
  return text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes
}
