import type { ErrorCode, NativeError, OuterCode, SeenText } from "@/lib/model/error-code"
import { catalogue, errorCode, isKnownCode, whyUnlisted } from "./catalogue"
import { isCommonWord, nativeErrorOf, nativeErrorsIn } from "./native-words"
import { findOuter } from "./outer"
import { type Ids, plainText, readIds, readNumbers } from "./pasted"
import { seenTextsIn } from "./seen-texts"
import { statusAdvice } from "./status-advice"

/** What a pasted text says: what was recognised in it, the ids to look the sign-in up by, and remarks. */
export type Explanation = {
  codes: ErrorCode[]
  outer: OuterCode[]
  /** Errors of the native authentication API, a suberror before its error. */
  native: NativeError[]
  /** Texts of Microsoft's pages; looked for only when nothing better was recognised. */
  seen: SeenText[]
  ids: Ids
  notes: string[]
}

const longestText = 1_000_000
const mostRemarks = 5

/**
 * Recognises extension codes, wrapper codes and ids in a number, a message or a whole error page. Never throws; only
 * the first million characters are read.
 */
export function explain(text: string): Explanation {
  const plain = plainText(text.slice(0, longestText))
  const codes = new Set<number>(namedCodes(plain))
  const outer = new Map<string, OuterCode>()
  const native = new Set<NativeError>(nativeErrorsIn(plain))
  const unlisted = new Set<string>()
  for (const mention of mentions(plain)) {
    if (isKnownCode(mention.number) && mention.family !== "AADB2C") {
      codes.add(mention.number)
      continue
    }
    const known = findOuter(mention.full)
    const ofNative = mention.family === "AADSTS" ? nativeErrorOf(mention.number) : null
    if (known && isMeant(known, mention)) outer.set(known.code, known)
    else if (ofNative && mention.prefixed) native.add(ofNative)
    else if (mention.prefixed || isInRange(mention.number)) unlisted.add(mention.full)
  }
  const named = codes.size + outer.size > 0
  const recognised = named || native.size > 0
  const found = {
    codes: [...codes].map(errorCode),
    outer: [...outer.values()],
    native: [...native].filter(({ code }) => !(named && isCommonWord(code))),
    seen: recognised ? [] : [...seenTextsIn(plain)],
    ids: readIds(plain),
  }
  return { ...found, notes: [...remarks(found, plain, [...unlisted]), ...cutRemark(text)] }
}

// A wrapper that nobody has described is taken for one only when the text calls it a code.
function isMeant({ relation, basis }: OuterCode, { prefixed }: Mention): boolean {
  return prefixed || relation !== "wrapper" || basis !== "inferred"
}

type Mention = { family: "AADSTS" | "AADB2C"; number: number; full: string; prefixed: boolean }

// A bare number counts only with seven digits, or when it is all that was given: shorter ones are everywhere.
function* mentions(plain: string): Generator<Mention> {
  const alone = /^\d{5,8}$/.test(plain.trim())
  for (const [, prefix, digits] of plain.matchAll(/(?<![0-9a-z])(aadsts|aadb2c)?(\d{5,8})(?![0-9a-z])/gi)) {
    if (!digits || (!prefix && digits.length !== 7 && !alone)) continue
    const family = prefix?.toUpperCase() === "AADB2C" ? "AADB2C" : "AADSTS"
    yield { family, number: Number(digits), full: `${family}${digits}`, prefixed: Boolean(prefix) || alone }
  }
}

function namedCodes(plain: string): number[] {
  const names = plain.match(/(?<![0-9a-z])(?:CustomExtension|EventHandler)[a-z]{4,60}/gi) ?? []
  const wanted = new Set(names.map((name) => name.toLowerCase()))
  return catalogue.filter(({ name }) => wanted.has(name.toLowerCase())).map(({ code }) => code)
}

function isInRange(number: number): boolean {
  return number >= 1003000 && number <= 1003999
}

function remarks(found: Omit<Explanation, "notes">, plain: string, unlisted: readonly string[]): string[] {
  const notes: string[] = []
  const wrapper = found.outer.find(({ relation }) => relation === "wrapper")
  if (wrapper && found.codes.length === 0) {
    const where = found.ids.correlationId
      ? `the sign-in with correlation id ${found.ids.correlationId}`
      : "the sign-in"
    notes.push(`${wrapper.code} hides the reason: open ${where} in the log and read its 1003xxx code.`)
  }
  if (found.codes.some(({ code }) => code === 1003002)) notes.push(...statusRemarks(plain))
  if (found.codes.length > 0 && readNumbers(plain, "numberOfAttempts").includes(0)) {
    notes.push(
      "numberOfAttempts 0 means that nothing was sent, as far as is known: look at the configuration first.",
    )
  }
  notes.push(...unlisted.slice(0, mostRemarks).map(unlistedRemark))
  if (unlisted.length > mostRemarks)
    notes.push(`${unlisted.length - mostRemarks} more unknown codes were left out.`)
  return notes
}

function statusRemarks(plain: string): string[] {
  return readNumbers(plain, "httpStatus")
    .slice(0, mostRemarks)
    .flatMap((status) => {
      const advice = statusAdvice(status)
      return advice ? [`HTTP ${status}: ${advice.text} ${advice.fix}`] : []
    })
}

function unlistedRemark(full: string): string {
  const number = full.replace(/^\D+(?:2C)?/, "")
  if (isInRange(Number(number)))
    return `${number} is not a documented code of extensions. ${whyUnlisted(Number(number))}`
  if (full.startsWith("AADB2C")) return `${full} is not an extension code and is not explained here.`
  return `${full} is not an extension code; Microsoft explains it at https://login.microsoftonline.com/error?code=${number}.`
}

function cutRemark(text: string): string[] {
  if (text.length <= longestText) return []
  return ["The text is long: only its first million characters were read."]
}
