import { base64url } from "jose"

/** The bytes of a base64url text, or the character counted from 0 at which it goes wrong and why. */
export type Bytes = { ok: true; bytes: Uint8Array } | { ok: false; at: number; why: string }

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

const wrong = (at: number, why: string): Bytes => ({ ok: false, at, why })

function whyNot(character: string): string {
  if (character === "=") return "Padding (=) does not belong into a token; its parts end without it."
  if (character === "+" || character === "/")
    return `${character} is of plain base64; a token is written in base64url, with - and _ in place of + and /.`
  if (/\s/.test(character)) return "White space stands in the middle of the token."
  if (character === "\u2026") return "The token was shortened with an ellipsis; the whole of it is needed."
  return `${JSON.stringify(character)} is no character of base64url.`
}

/** Decodes base64url as RFC 7515 has it: no padding, no other alphabet, no stray bits behind the last byte. */
export function decodeBase64url(text: string): Bytes {
  const at = text.search(/[^A-Za-z0-9_-]/)
  const character = [...text.slice(at)][0]
  if (at >= 0 && character) return wrong(at, whyNot(character))
  const over = text.length % 4
  const last = Math.max(0, text.length - 1)
  if (over === 1) return wrong(last, "One character is missing or too many: no whole byte ends here.")
  const stray = over === 2 ? 0b1111 : over === 3 ? 0b11 : 0
  if (digits.indexOf(text.charAt(last)) & stray)
    return wrong(last, "The last character carries bits of a byte that is not there; the end was altered.")
  return { ok: true, bytes: base64url.decode(text) }
}

/** The text that bytes spell in UTF-8, or the first byte that does not fit. */
export function decodeUtf8(bytes: Uint8Array): { ok: true; text: string } | { ok: false; at: number } {
  const read = (length: number, isWhole: boolean): string | null => {
    try {
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      return decoder.decode(bytes.subarray(0, length), { stream: !isWhole })
    } catch {
      return null
    }
  }
  const text = read(bytes.length, true)
  if (text !== null) return { ok: true, text }
  let fits = 0
  for (let fails = bytes.length + 1; fails - fits > 1; ) {
    const middle = Math.floor((fits + fails) / 2)
    if (middle <= bytes.length && read(middle, false) !== null) fits = middle
    else fails = middle
  }
  return { ok: false, at: Math.min(fits, bytes.length - 1) }
}
