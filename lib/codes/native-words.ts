import type { NativeError } from "@/lib/model/error-code"
import { nativeErrors } from "./native"

const byWord: ReadonlyMap<string, NativeError> = new Map(nativeErrors.map((entry) => [entry.code, entry]))

// Words that other services use as well, or that stand in ordinary text.
const common: ReadonlySet<string> = new Set([
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "invalid_scope",
  "unauthorized_client",
  "unsupported_grant_type",
  "access_denied",
  "server_error",
  "expired_token",
  "redirect",
])

// Numbers that sign-ins without native authentication show as well.
const sharedNumbers: ReadonlySet<number> = new Set([50126])

/** The record of an error or suberror of the native authentication API; null when it is none. */
export function nativeError(word: string): NativeError | null {
  return byWord.get(word) ?? null
}

/** Whether other services use the word as well, so that it says nothing beside a code. */
export function isCommonWord(word: string): boolean {
  return common.has(word)
}

/** Whether sign-ins in a browser or by other clients show the number as well. */
export function isSharedNumber(number: number): boolean {
  return sharedNumbers.has(number)
}

/** The record that Microsoft's number such as 55106 belongs to; null when none is known for it. */
export function nativeErrorOf(number: number): NativeError | null {
  return nativeErrors.find(({ numbers }) => numbers.includes(number)) ?? null
}

/**
 * The native errors that a text names: anywhere when the word belongs to the API alone, and as a member `error` or
 * `suberror` of JSON, or as the whole text, when other services use it too.
 */
export function nativeErrorsIn(plain: string): readonly NativeError[] {
  const alone = nativeError(plain.trim().toLowerCase())
  if (alone) return [alone]
  const members = [
    ...plain.matchAll(
      /["'](?:sub_?error|error|challenge_type)\\?["']\s{0,9}:\s{0,9}\\?["']([a-z_]{3,40})\\?["']/gi,
    ),
  ]
  const words = new Set(members.map(([, word = ""]) => word.toLowerCase()))
  for (const [word] of plain.matchAll(/(?<![0-9a-z_])[a-z]+(?:_[a-z]+){1,4}(?![0-9a-z_])/gi))
    if (!common.has(word.toLowerCase())) words.add(word.toLowerCase())
  const found = nativeErrors.filter(({ code }) => words.has(code))
  return found.toSorted((a, b) => rank(a) - rank(b))
}

// A suberror says more than the error that it stands beside.
const rank = ({ kind }: NativeError): number => (kind === "suberror" ? 0 : 1)
