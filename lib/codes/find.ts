import type { ErrorCode, FaultOwner, NativeError, OuterCode, SeenText, Symptom } from "@/lib/model/error-code"
import { catalogue, outerCodes } from "./catalogue"
import { symptoms } from "./decide"
import { type Explanation, explain } from "./explain"
import { keywords, seenKeywords, symptomKeywords } from "./keywords"
import { nativeErrors } from "./native"
import { type Field, type Index, indexed, ranked } from "./rank"
import { seenTexts } from "./seen-texts"
import { userSees } from "./user-sees"

/** What a search shows; `counts` hold what each filter would show. */
export type Found = {
  /** Best first when the query is words, in the order of the text when it holds codes, else by number. */
  codes: readonly ErrorCode[]
  outer: readonly OuterCode[]
  native: readonly NativeError[]
  seen: readonly SeenText[]
  symptoms: readonly Symptom[]
  /** `all` counts codes of every kind, without the symptoms. */
  counts: Record<FaultOwner | "all", number>
  ids: Explanation["ids"]
  notes: readonly string[]
}

/**
 * The records for a search text and a filter. Codes that stand in the text win; without any, the records that have its
 * words come, best first. The filter keeps extension codes only, since nothing else has a fault owner.
 */
export function findCodes(q: string, fault: FaultOwner | null): Found {
  const explained = explain(q)
  const { codes, outer, native } = explained
  const recognised = codes.length + outer.length > 0 || (native.length > 0 && !isOneWord(q))
  const all = recognised ? { ...none, codes, outer, native } : withSeen(findByWords(q), explained.seen)
  const records = all.codes.length + all.outer.length + all.native.length + all.seen.length
  return {
    ...(fault ? { ...none, codes: all.codes.filter((record) => record.fault === fault) } : all),
    counts: counted(all.codes, records),
    ids: explained.ids,
    notes: recognised || records === 0 ? explained.notes : [],
  }
}

// A native error's word, such as redirect, can be an ordinary word as well.
const isOneWord = (q: string): boolean => /^\w+$/.test(q.trim())

type Records = Pick<Found, "codes" | "outer" | "native" | "seen" | "symptoms">

const none: Records = { codes: [], outer: [], native: [], seen: [], symptoms: [] }

const longestSearch = 10_000

/** The records that have the words of a text, best first; only its first 10,000 characters are searched for. */
export function findByWords(text: string): Records {
  const q = text.slice(0, longestSearch)
  return {
    codes: ranked(codeIndex, q),
    outer: ranked(outerIndex, q),
    native: ranked(nativeIndex, q),
    seen: ranked(seenIndex, q),
    symptoms: ranked(symptomIndex, q),
  }
}

// A text of a page that stands in the query says more than its words.
function withSeen(found: Records, seen: readonly SeenText[]): Records {
  return seen.length > 0 ? { ...found, seen } : found
}

function counted(codes: readonly ErrorCode[], all: number): Found["counts"] {
  const counts = { all, api: 0, configuration: 0, network: 0, load: 0, platform: 0 }
  for (const { fault } of codes) counts[fault] += 1
  return counts
}

const field = (weight: number, ...texts: readonly (string | number)[]): Field => ({
  text: texts.join(" "),
  weight,
})
const texts = (statements: readonly { text: string }[]): readonly string[] =>
  statements.map(({ text }) => text)

const codeIndex: Index<ErrorCode> = indexed(
  catalogue.map((record) => ({
    item: record,
    fields: [
      field(6, record.code, record.name, record.title),
      field(4, ...texts(record.causes)),
      field(3, record.meaning),
      field(2, ...texts(record.evidence)),
      field(1, ...texts(userSees(record))),
    ],
    sayings: keywords[record.code] ?? [],
  })),
)

const outerFields = ({ code, title, meaning }: OuterCode): Field[] => [
  field(6, code, title),
  field(3, meaning),
]

const outerIndex: Index<OuterCode> = indexed(
  outerCodes.map((record) => ({ item: record, fields: outerFields(record), sayings: [] })),
)

const nativeIndex: Index<NativeError> = indexed(
  nativeErrors.map((record) => ({
    item: record,
    fields: [...outerFields(record), field(2, ...record.numbers)],
    sayings: [record.code.replaceAll("_", " ")],
  })),
)

const seenIndex: Index<SeenText> = indexed(
  seenTexts.map((record) => ({
    item: record,
    fields: outerFields(record),
    sayings: [record.shown, ...(seenKeywords[record.code] ?? [])],
  })),
)

const symptomIndex: Index<Symptom> = indexed(
  symptoms.map((record) => ({
    item: record,
    fields: [field(6, record.title), field(2, ...texts(record.whatItMeans))],
    sayings: symptomKeywords[record.id] ?? [],
  })),
)
