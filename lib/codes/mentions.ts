/** A number in a text that can be a code; `full` is written as Microsoft does, such as `AADSTS1003021`. */
export type Mention = {
  family: "AADSTS" | "AADB2C"
  number: number
  full: string
  /** Whether the family stands before the number, or the number is all that was given. */
  prefixed: boolean
  /** Whether anything calls the number a code: the family, the name of a member, or that nothing else was given. */
  called: boolean
}

// What a member or a label that holds a code ends with, and what stands between it and its value.
const label = /(?:error|codes?|error ?number|resulttype)(?:<[^<>]{0,80}>|[^0-9a-z<]){0,20}$/i
const longestLabel = 120

/** The numbers of a text that can be codes. A bare one counts only with seven digits, or alone: shorter ones are everywhere. */
export function* mentions(plain: string): Generator<Mention> {
  const alone = /^\d{5,8}$/.test(plain.trim())
  const onlyNumbers = !/[^\d\s,;]/.test(plain)
  const found = plain.matchAll(/(?<![0-9a-z])(aadsts|aadb2c)?(\d{5,8})(?![0-9a-z])/gi)
  for (const { 1: prefix, 2: digits = "", index } of found) {
    if (!prefix && digits.length !== 7 && !alone) continue
    const family = prefix?.toUpperCase() === "AADB2C" ? "AADB2C" : "AADSTS"
    const before = plain.slice(Math.max(0, index - longestLabel), index)
    yield {
      family,
      number: Number(digits),
      full: `${family}${digits}`,
      prefixed: Boolean(prefix) || alone,
      called: Boolean(prefix) || onlyNumbers || label.test(before),
    }
  }
}
