import { parseJson } from "@/lib/judge/json"
import { isMembers } from "@/lib/model/json"
import { mostTokenCharacters } from "./decode"

/** The token that a pasted text holds, and how the text was read to find it. */
export type PastedToken = { text: string; assumed: readonly string[] }

const members = ["access_token", "id_token", "token", "assertion", "client_assertion"] as const

type Step = { applies: (text: string) => boolean; take: (text: string) => string; says: string }

const steps: readonly Step[] = [
  {
    applies: (text) => /^(?:authorization\s*:\s*)?bearer\s/i.test(text),
    take: (text) => text.replace(/^(?:authorization\s*:\s*)?bearer\s+/i, ""),
    says: "The words before the token are left out.",
  },
  {
    applies: (text) => /^(["'`])[^"'`]*\1,?$/.test(text),
    take: (text) => text.replace(/^["'`]|["'`],?$/g, ""),
    says: "The quotation marks around the token are left out.",
  },
  {
    applies: (text) => /^[\w.\s-]+$/.test(text) && /\s/.test(text) && text.includes("."),
    take: (text) => text.replace(/\s+/g, ""),
    says: "Line breaks and blanks inside the token are left out.",
  },
]

/**
 * Finds the token in what somebody pasted: alone, behind `Bearer`, in quotation marks, broken into lines, as a member
 * of a token answer in JSON, or as a parameter of an address or a form.
 */
export function readPastedToken(pasted: string): PastedToken {
  const trimmed = pasted.trim()
  if (trimmed.length > mostTokenCharacters) return { text: trimmed, assumed: [] }
  const member = fromJson(trimmed) ?? fromParameters(trimmed)
  const assumed = member ? [`The token is the text's ${member.name}.`] : []
  let text = member?.text.trim() ?? trimmed
  for (const step of steps) {
    if (!step.applies(text)) continue
    text = step.take(text)
    assumed.push(step.says)
  }
  return { text, assumed }
}

type Found = { name: string; text: string }

function fromJson(text: string): Found | null {
  if (!text.startsWith("{")) return null
  const parsed = parseJson(text)
  if (!parsed.ok || !isMembers(parsed.value)) return null
  for (const name of members) {
    const value = parsed.value[name]
    if (typeof value === "string") return { name, text: value }
  }
  return null
}

function fromParameters(text: string): Found | null {
  const query = text.slice(Math.max(text.lastIndexOf("?"), text.lastIndexOf("#")) + 1)
  if (!/(?:^|&)(?:\w+_)?(?:token|assertion)=/.test(query)) return null
  const parameters = new URLSearchParams(query)
  for (const name of members) {
    const value = parameters.get(name)
    if (value) return { name, text: value }
  }
  return null
}
