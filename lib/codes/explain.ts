import type { ErrorCode, NativeError, OuterCode, SeenText } from "@/lib/model/error-code"
import { catalogue, errorCode, isKnownCode, whyUnlisted } from "./catalogue"
import { type Mention, mentions } from "./mentions"
import { isCommonWord, isSharedNumber, nativeErrorOf, nativeErrorsIn } from "./native-words"
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
  const read = recognise(plain)
  const { codes, outer } = read
  const named = codes.size + outer.size > 0
  const recognised = named || read.native.size > 0
  const found = {
    codes: [...codes].map(errorCode),
    outer: [...outer.values()],
    native: [...read.native].filter(({ code }) => !(named && isCommonWord(code))),
    seen: recognised ? [] : [...seenTextsIn(plain)],
    ids: readIds(plain),
  }
  const notes = [
    ...(named && !read.called ? [bareRemark([...codes, ...outer.keys()])] : []),
    ...remarks(found, plain, [...read.unlisted]),
    ...(named ? [] : [...read.shared].map(sharedRemark)),
    ...cutRemark(text),
  ]
  return { ...found, notes }
}

/** What the names and numbers of a text stand for; `called` says whether anything calls them codes. */
function recognise(plain: string) {
  const names = namedCodes(plain)
  const codes = new Set<number>(names)
  const outer = new Map<string, OuterCode>()
  const native = new Set<NativeError>(nativeErrorsIn(plain))
  const unlisted = new Set<string>()
  const shared = new Set<string>()
  let called = names.length > 0
  for (const mention of mentions(plain)) {
    called ||= mention.called
    if (isKnownCode(mention.number) && mention.family !== "AADB2C") {
      codes.add(mention.number)
      continue
    }
    const known = findOuter(mention.full)
    const ofNative = mention.family === "AADSTS" ? nativeErrorOf(mention.number) : null
    if (known && isMeant(known, mention)) outer.set(known.code, known)
    else if (ofNative && mention.prefixed) {
      native.add(ofNative)
      if (isSharedNumber(mention.number)) shared.add(mention.full)
    } else if (mention.prefixed || isInRange(mention.number)) unlisted.add(mention.full)
  }
  return { codes, outer, native, unlisted, shared, called }
}

// A wrapper that nobody has described is taken for one only when the text calls it a code.
function isMeant({ relation, basis }: OuterCode, { prefixed }: Mention): boolean {
  return prefixed || relation !== "wrapper" || basis !== "inferred"
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

function bareRemark(taken: readonly (number | string)[]): string {
  const listed = taken.slice(0, mostRemarks).join(", ")
  return `A bare number was taken for the code (${listed}); nothing else in the text calls it an error.`
}

function sharedRemark(full: string): string {
  return `${full} also occurs in sign-ins without native authentication; there it is no error of its API.`
}

function cutRemark(text: string): string[] {
  if (text.length <= longestText) return []
  return ["The text is long: only its first million characters were read."]
}
