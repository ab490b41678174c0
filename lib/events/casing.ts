import type { JsonPath, Members } from "@/lib/model/json"
import type { RuleContext } from "./define"
import { quoted } from "./values"

/** A member whose name differs from the wanted one in case only. */
export function miscased(value: Members, name: string): string | undefined {
  return Object.keys(value).find((key) => key !== name && key.toLowerCase() === name)
}

/** Warns that a member is named in another case than the contract's, which Entra may not take for the same. */
export function noteCase(name: string, wanted: string, path: JsonPath, context: RuleContext): void {
  context.note({
    rule: null,
    confidence: "medium",
    alternates: [],
    warning: { name: "CASING", text: `${quoted(name)} should be ${quoted(wanted)}.`, path },
  })
}

/** Warns that a type is spelled in another case than Microsoft's reference has it; samples of Microsoft vary it too. */
export function noteSpelling(
  rule: "B5" | "A6",
  type: string,
  wanted: string,
  path: JsonPath,
  context: RuleContext,
): void {
  context.note({
    rule,
    confidence: "medium",
    alternates: [rule === "B5" ? "1003003" : "1003012"],
    warning: { name: "CASING", text: `Microsoft writes ${quoted(wanted)}, not ${quoted(type)}.`, path },
  })
}
