import { type Node, type ParseError, parseTree } from "jsonc-parser"
import { isWorkable } from "@/lib/judge/json"
import { isMembers, type Members } from "@/lib/model/json"
import type { DecodedToken, SignedToken, TokenFault } from "@/lib/model/token"
import { decodeBase64url, decodeUtf8 } from "./base64url"

/** A longer text is not taken apart; no header of a request has room for it either. */
export const mostTokenCharacters = 64 * 1024

const mostNested = 3

type PartName = "header" | "payload"
type Parts = readonly { text: string; start: number }[]
type ReadPart = { ok: true; text: string } | { ok: false; fault: TokenFault }
type ReadObject = { ok: true; value: Members; repeated: readonly string[] } | { ok: false; fault: TokenFault }

const notAToken = (fault: TokenFault): DecodedToken => ({ kind: "not-a-token", fault })
const ofText = (why: string): DecodedToken => notAToken({ part: "text", at: null, why })

/**
 * Takes a token apart without trusting anything in it: three parts with claims (RFC 7515, 7519), or five of which
 * only the header is legible (RFC 7516). Never throws; a text that is no token says where it goes wrong.
 */
export function decodeToken(text: string): DecodedToken {
  return decodeNested(text, 0)
}

function decodeNested(text: string, depth: number): DecodedToken {
  if (text === "") return ofText("There is nothing to take apart.")
  if (text.length > mostTokenCharacters)
    return ofText("This text is larger than 64 KB, which no token of Entra is. Paste one token alone.")
  const parts = partsOf(text)
  if (parts.length === 5) return decodeEncrypted(parts)
  return parts.length === 3 ? decodeSigned(text, parts, depth) : miscounted(parts)
}

function partsOf(text: string): Parts {
  let start = 0
  return text.split(".").map((part) => {
    const here = { text: part, start }
    start += part.length + 1
    return here
  })
}

function miscounted(parts: Parts): DecodedToken {
  const [header] = parts
  const isCut = parts.length === 2 && header && readObject(header, "header").ok
  if (isCut) return ofText("The third part is missing: the token was cut off before its signature.")
  const found = parts.length === 1 ? "one part" : `${parts.length} parts`
  return ofText(
    `The text has ${found}; a signed token has three and an encrypted one five, with dots between them.`,
  )
}

function decodeEncrypted(parts: Parts): DecodedToken {
  const [header, ...others] = parts
  const read = header && readObject(header, "header")
  if (!read?.ok) return read ? notAToken(read.fault) : miscounted(parts)
  for (const { text, start } of others) {
    const bytes = decodeBase64url(text)
    if (!bytes.ok) return notAToken({ part: "text", at: start + bytes.at, why: bytes.why })
  }
  if (typeof read.value.enc === "string") return { kind: "encrypted", header: read.value }
  const why = "The text has five parts as an encrypted token has, but its header names no encryption (enc)."
  return notAToken({ part: "header", at: null, why })
}

function decodeSigned(compact: string, parts: Parts, depth: number): DecodedToken {
  const [header, payload, signature] = parts
  if (!header || !payload || !signature) return miscounted(parts)
  const head = readObject(header, "header")
  if (!head.ok) return notAToken(head.fault)
  const bytes = decodeBase64url(signature.text)
  if (!bytes.ok) return notAToken({ part: "signature", at: signature.start + bytes.at, why: bytes.why })
  const inner = innerOf(head.value, payload, depth)
  if (inner) return { kind: "nested", header: head.value, inner }
  const body = readObject(payload, "payload")
  if (!body.ok) return notAToken(body.fault)
  const repeated: SignedToken["repeated"] = [
    ...head.repeated.map((name) => ({ part: "header" as const, name })),
    ...body.repeated.map((name) => ({ part: "payload" as const, name })),
  ]
  return { kind: "signed", header: head.value, payload: body.value, compact, repeated }
}

/** The token that a payload holds, when the header says that it does (RFC 7519, section 5.2). */
function innerOf({ cty }: Members, payload: Parts[number], depth: number): DecodedToken | null {
  if (typeof cty !== "string" || cty.toUpperCase() !== "JWT") return null
  const read = readText(payload, "payload")
  if (!read.ok) return notAToken(read.fault)
  if (depth >= mostNested) return ofText("Tokens are nested deeper than anybody means them to be.")
  return decodeNested(read.text, depth + 1)
}

function readText({ text, start }: Parts[number], part: PartName): ReadPart {
  const fault = (at: number | null, why: string) => ({ ok: false as const, fault: { part, at, why } })
  if (text === "") return fault(start, `The ${part} is empty.`)
  const bytes = decodeBase64url(text)
  if (!bytes.ok) return fault(start + bytes.at, bytes.why)
  const utf8 = decodeUtf8(bytes.bytes)
  if (!utf8.ok) return fault(start + characterOf(utf8.at), `The ${part} is not UTF-8.`)
  if (utf8.text.startsWith("\uFEFF")) return fault(start, `The ${part} begins with a byte order mark.`)
  return utf8
}

function readObject(where: Parts[number], part: PartName): ReadObject {
  const read = readText(where, part)
  if (!read.ok) return read
  const { text } = read
  const fault = (at: number | null, why: string) => ({ ok: false as const, fault: { part, at, why } })
  if (!isWorkable(text)) return fault(null, `The ${part} is nested deeper than 200 levels.`)
  const value = parsed(text)
  if (!value) {
    const byte = new TextEncoder().encode(text.slice(0, errorAt(text))).length
    return fault(where.start + characterOf(byte), `The ${part} is not JSON.`)
  }
  if (!isMembers(value.json)) return fault(where.start, `The ${part} is JSON but not an object.`)
  return { ok: true, value: value.json, repeated: repeatedIn(parseTree(text)) }
}

/** The character of base64url in which a byte begins. */
const characterOf = (byte: number) => Math.floor((byte * 4) / 3)

function parsed(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return null
  }
}

function errorAt(text: string): number {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true })
  return errors[0]?.offset ?? 0
}

function repeatedIn(tree: Node | undefined): readonly string[] {
  const names = (tree?.children ?? []).map(({ children }) => String(children?.[0]?.value))
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))]
}
