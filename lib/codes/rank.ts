/** A text that is searched, and how much a hit in it counts. */
export type Field = { text: string; weight: number }

/** Something that can be found, by its fields and by the ways in which people say it. */
type Searched<T> = { item: T; fields: readonly Field[]; sayings: readonly string[] }

/** Fields ready for many searches: words are compared in one spelling. */
export type Index<T> = readonly { item: T; fields: readonly Field[]; sayings: readonly string[] }[]

// Words that say nothing about the fault.
const empty = new Set(
  "a an and any are as at azure be but by do does entra for from get gets has have i if in is it its me my not of on or our please that the there this to was we what when why with you your".split(
    " ",
  ),
)

// The words that people bring, and the ones that the records use.
const other: ReadonlyMap<string, string> = new Map([
  ["ssl", "tls"],
  ["cert", "certificate"],
  ["unauthorized", "401"],
  ["forbidden", "403"],
  ["throttled", "throttl"],
  ["throttling", "throttl"],
  ["login", "signin"],
  ["logon", "signin"],
  ["otp", "onetime"],
  ["email", "mail"],
])

/** Brings the texts into the spelling in which searches compare them. */
export function indexed<T>(searched: readonly Searched<T>[]): Index<T> {
  return searched.map(({ item, fields, sayings }) => ({
    item,
    fields: fields.map(({ text, weight }) => ({ text: plain(text), weight })),
    sayings: sayings.map(plain),
  }))
}

// A longer text is no search for words, and no record has most of its words.
const mostWords = 60

/**
 * The items for the words of a query, best first. Items with every word come alone; without any, those come that have
 * two thirds of many words, or half of them and one of their sayings whole. An empty query gives every item in order.
 */
export function ranked<T>(index: Index<T>, query: string): readonly T[] {
  const whole = plain(query)
  if (whole === "") return index.map(({ item }) => item)
  const words = meaningful(whole)
  if (words.length > mostWords) return []
  const scored = index.map((entry) => ({ item: entry.item, ...score(entry, whole, words) }))
  const full = scored.filter(({ met }) => met === words.length)
  const enough = words.length > 3 ? (words.length * 2) / 3 : words.length
  const partly = scored.filter(
    ({ met, saying }) => met >= (saying >= sayingInside ? words.length / 2 : enough),
  )
  return (full.length > 0 ? full : partly).toSorted((a, b) => b.points - a.points).map(({ item }) => item)
}

function meaningful(whole: string): readonly string[] {
  const words = whole.split(/\s+/)
  const kept = words.filter((word) => !empty.has(word))
  return kept.length > 0 ? kept : words
}

// Points for a saying that stands in the query; less is a saying that only has its words.
const sayingInside = 12

type Score = { met: number; points: number; saying: number }

function score({ fields, sayings }: Index<unknown>[number], whole: string, words: readonly string[]): Score {
  const saying = said(sayings, whole, words)
  const hits = words.map((word) =>
    Math.max(0, weightIn(fields, word), sayings.some((text) => has(text, word)) ? 5 : 0),
  )
  const points = hits.reduce((sum, hit) => sum + hit, saying)
  return { met: hits.filter((hit) => hit > 0).length, points, saying }
}

// A saying that is the query, or stands in it whole, says more than single words do.
function said(sayings: readonly string[], whole: string, words: readonly string[]): number {
  let best = 0
  for (const saying of sayings) {
    if (saying === whole) best = Math.max(best, 40)
    else if (` ${whole} `.includes(` ${saying} `)) best = Math.max(best, sayingInside + saying.length / 4)
    else if (words.every((word) => has(saying, word))) best = Math.max(best, 10)
  }
  return best
}

const weightIn = (fields: readonly Field[], word: string): number =>
  Math.max(0, ...fields.filter(({ text }) => has(text, word)).map(({ weight }) => weight))

function has(text: string, word: string): boolean {
  // A short number inside a longer one says nothing.
  if (/^\d{1,3}$/.test(word)) return new RegExp(`(?<!\\d)${word}(?!\\d)`).test(text)
  return text.includes(word) || (other.has(word) && text.includes(other.get(word) ?? word))
}

// "time-out", "timeout" and "timeouts" are one word.
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("-", "")
    .replace(/[?,;:"()/]+/g, " ")
    .trim()
    .split(/\s+/)
    .map(singular)
    .join(" ")
const singular = (word: string): string =>
  word.length > 4 && word !== "https" ? word.replace(/s$/, "") : word
