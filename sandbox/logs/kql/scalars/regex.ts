import { unsupported } from "../refusal"

const known = new Map<string, RegExp>()

/** What JavaScript understands in another way, or not at all, than RE2 does, which is the engine's library. */
const beyond = /\(\?(?:<?[=!]|P[=>])|\\[1-9]|\\[AzQECpP]|\[\[:/

/** Escapes that mean fewer characters in RE2, outside of a class. */
const ascii: Readonly<Record<string, string>> = { s: "[\\t\\n\\f\\r ]", S: "[^\\t\\n\\f\\r ]" }

/**
 * A regular expression of RE2 (https://learn.microsoft.com/kusto/query/regex) as one of JavaScript, which matches
 * wherever it fits. Refuses what would match something else here.
 */
export function regexOf(source: string): RegExp {
  const ready = known.get(source)
  if (ready) return ready
  if (beyond.test(source)) throw unsupported(`the regular expression ${JSON.stringify(source)}`)
  const [, letters = "", rest = source] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(source) ?? []
  if (/\(\?[a-zA-Z-]+[):]/.test(rest)) throw unsupported(`flags within the regular expression ${source}`)
  try {
    const regex = new RegExp(translated(rest, letters.includes("s")), `gu${letters}`)
    known.set(source, regex)
    return regex
  } catch {
    throw unsupported(`the regular expression ${JSON.stringify(source)}`)
  }
}

/** The pattern with named groups and blanks as JavaScript has them, and without escapes that it does not know. */
function translated(source: string, dotIsAll: boolean): string {
  let isInClass = false
  return source.replace(/\\.|\(\?P<|[[\].]/gsu, (piece) => {
    // JavaScript's dot stops at every kind of line end.
    if (piece === ".") return isInClass || dotIsAll ? piece : "[^\\n]"
    if (piece === "[" || piece === "]") {
      isInClass = piece === "["
      return piece
    }
    if (piece === "(?P<") return "(?<"
    const letter = piece.slice(1)
    const plain = ascii[letter]
    if (!plain) return /[\w^$\\.*+?()[\]{}|/-]/.test(letter) ? escapeOf(letter, isInClass) : letter
    if (!isInClass) return plain
    if (letter === "S") throw unsupported("\\S within a class of a regular expression")
    return "\\t\\n\\f\\r "
  })
}

/** A hyphen may be escaped within a class only. */
const escapeOf = (letter: string, isInClass: boolean) =>
  letter === "-" && !isInClass ? "-" : letter === "_" ? "_" : `\\${letter}`
