import type { ErrorCode, FaultOwner, OuterCode } from "@/lib/model/error-code"
import { catalogue, outerCodes } from "./catalogue"
import { type Explanation, explain } from "./explain"

/** What a search shows: codes by phase are cut from `codes`; `counts` hold what each filter would show. */
export type Found = {
  codes: readonly ErrorCode[]
  outer: readonly OuterCode[]
  counts: Record<FaultOwner | "all", number>
  ids: Explanation["ids"]
  notes: readonly string[]
}

/**
 * The codes for a search text and a filter. Codes that stand in the text win; without any, every word of it must
 * occur in a record. The filter leaves the codes around the family out, since they have no fault owner.
 */
export function findCodes(q: string, fault: FaultOwner | null): Found {
  const explained = explain(q)
  const recognised = explained.codes.length + explained.outer.length > 0
  const codes = recognised ? explained.codes : catalogue.filter((record) => hasWords(codeText(record), q))
  const outer = recognised ? explained.outer : outerCodes.filter((record) => hasWords(outerText(record), q))
  const nothing = codes.length + outer.length === 0
  return {
    codes: fault ? codes.filter((record) => record.fault === fault) : codes,
    outer: fault ? [] : outer,
    counts: counted(codes, outer.length),
    ids: explained.ids,
    notes: recognised || nothing ? explained.notes : [],
  }
}

function counted(codes: readonly ErrorCode[], outer: number): Found["counts"] {
  const counts = { all: codes.length + outer, api: 0, configuration: 0, network: 0, load: 0, platform: 0 }
  for (const { fault } of codes) counts[fault] += 1
  return counts
}

// The words that people bring, and the ones that the records use.
const sayings: ReadonlyMap<string, string> = new Map([
  ["ssl", "tls"],
  ["unauthorized", "401"],
  ["throttled", "throttl"],
])

function hasWords(text: string, q: string): boolean {
  const haystack = plain(text)
  return plain(q)
    .split(/\s+/)
    .every((word) => haystack.includes(sayings.get(word) ?? singular(word)))
}

// "time-out" and "timeout" are one word.
const plain = (text: string): string => text.toLowerCase().replaceAll("-", "")
const singular = (word: string): string => (word.length > 4 ? word.replace(/s$/, "") : word)

function codeText({ code, name, title, meaning, causes, evidence }: ErrorCode): string {
  return [code, name, title, meaning, ...[...causes, ...evidence].map(({ text }) => text)].join(" ")
}

function outerText({ code, title, meaning }: OuterCode): string {
  return `${code} ${title} ${meaning}`
}
