import type { Confidence } from "@/lib/model/verdict"

/** How well a ruling is founded, as a word and what stands behind it. */
export const confidenceWords = {
  high: { word: "Sure", text: "documentation or field reports say so" },
  medium: { word: "Likely", text: "it follows from names and samples" },
  low: { word: "A guess", text: "nothing published says it" },
} satisfies Record<Confidence, { word: string; text: string }>

const ruleGroups: Readonly<Record<string, string>> = {
  T: "time and connection",
  H: "status and headers",
  B: "body",
  A: "actions",
  C: "claims",
  P: "the action's parameters",
}

/** A rule with what it looks at, such as "B5, body". */
export function ruleWords(rule: string): string {
  const group = ruleGroups[rule.slice(0, 1)]
  return group ? `${rule}, ${group}` : rule
}
