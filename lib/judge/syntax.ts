import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser"
import { isWorkable } from "./json"

type ErrorName = ReturnType<typeof printParseErrorCode>

const sentences: Partial<Record<ErrorName, string>> = {
  PropertyNameExpected: "a member name in double quotes has to stand here",
  ValueExpected: "a value has to stand here",
  ColonExpected: "a colon has to stand here",
  CommaExpected: "a comma has to stand here",
  CloseBraceExpected: "a closing } has to stand here",
  CloseBracketExpected: "a closing ] has to stand here",
  EndOfFileExpected: "the JSON has ended before this",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "the string has no closing quote on its line",
  InvalidUnicode: "the \\u escape needs four hexadecimal digits",
  InvalidEscapeCharacter: "there is no such escape in a string",
  InvalidCharacter: "a control character, such as a tab or a line break, has to be escaped in a string",
}

/** What should stand where a parser met this error, without a full stop. */
export function syntaxSentence(error: ParseError["error"]): string {
  return sentences[printParseErrorCode(error)] ?? "this is no JSON value"
}

/** What keeps a text from being JSON: where it first breaks, what should stand there, and what kind of slip it is. */
export type SyntaxFault = { offset: number; says: string; kind: "forgivable" | "cut off" | "broken" }

/**
 * The first syntax fault of a text; null when it is too large or too deep to be looked through. Comments and trailing
 * commas are forgivable, since some parsers forgive them; a text that just ends was cut off on its way.
 */
export function syntaxFault(text: string): SyntaxFault | null {
  if (!isWorkable(text)) return null
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true })
  const [first] = errors
  if (!first) return null
  return {
    offset: first.offset,
    says: syntaxSentence(first.error),
    kind: isForgivable(text) ? "forgivable" : kindOf(text, errors),
  }
}

function isForgivable(text: string): boolean {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  return tree !== undefined && errors.length === 0
}

function kindOf(text: string, errors: readonly ParseError[]): "cut off" | "broken" {
  const end = text.trimEnd().length
  const reachesEnd = ({ error, offset, length }: ParseError) =>
    offset >= end || (printParseErrorCode(error) === "UnexpectedEndOfString" && offset + length >= end)
  return errors.some(reachesEnd) ? "cut off" : "broken"
}
