import type { Scalar } from "../scope"
import { fold } from "../values/compare"
import type { Value } from "../values/value"
import { implicit } from "./implicit"
import { regexOf } from "./regex"

/** Whether a text passes a test that another text sets. */
type TextTest = (text: string, part: string) => boolean

/** Letters and digits make up terms. INFERRED: that those beyond ASCII do too. */
const isOfTerm = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)

/** Whether a part stands in a text with a term's begin or end at its own, as far as asked. */
function hasTerm(text: string, part: string, edges: { begin: boolean; end: boolean }): boolean {
  const begins = !edges.begin || !isOfTerm(part[0])
  const ends = !edges.end || !isOfTerm(part.at(-1))
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const isFree = (begins || !isOfTerm(text[at - 1])) && (ends || !isOfTerm(text[at + part.length]))
    if (isFree) return true
    if (at === text.length) break
  }
  return false
}

/** Whether a part stands in a text as a whole term. */
export const has: TextTest = (text, part) => hasTerm(text, part, { begin: true, end: true })

const tests: Readonly<Record<string, TextTest>> = {
  has,
  hasprefix: (text, part) => hasTerm(text, part, { begin: true, end: false }),
  hassuffix: (text, part) => hasTerm(text, part, { begin: false, end: true }),
  contains: (text, part) => text.includes(part),
  startswith: (text, part) => text.startsWith(part),
  endswith: (text, part) => text.endsWith(part),
}

const folded =
  (test: TextTest): TextTest =>
  (text, part) =>
    test(fold(text), fold(part))

/** The test that an operator sets, without the exclamation mark that turns it round. */
function testOf(operator: string): TextTest | undefined {
  if (operator === "=~") return folded((text, part) => text === part)
  if (operator === "matches regex") return (text, part) => text.search(regexOf(part)) >= 0
  const [, name = "", cases] = /^([a-z]+)(_cs)?$/.exec(operator) ?? []
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined
  return test && (cases ? test : folded(test))
}

/** An operator on texts such as `has` or `!startswith_cs`; undefined for any other operator. */
export function textTestOf(operator: string, left: Scalar, right: Scalar): Scalar | undefined {
  const isNegative = operator.startsWith("!")
  const test = testOf(operator === "!~" ? "=~" : operator.slice(isNegative ? 1 : 0))
  if (!test) return undefined
  const [text, part] = [implicit(left, "string"), implicit(right, "string")]
  return {
    type: "bool",
    isConstant: false,
    // Safe: what is wanted as text is never null.
    of: (row, frame): Value => test(text(row, frame) as string, part(row, frame) as string) !== isNegative,
  }
}
