import { isMembers, type JsonPath, type Members } from "@/lib/model/json"
import type { Breach, Rule, RuleContext } from "./define"
import { note } from "./parameters"
import { kindOf, listed, quoted } from "./values"

/** P1: what holds for `inputs` of `setPrefillValues`. */
export const prefillRule: Rule = (action, path, context) =>
  attributeRule("P1", "inputs", "attributes", action, path, context)

/** P2: what holds for `attributes` of `modifyAttributeValues`. */
export const modifyRule: Rule = (action, path, context) =>
  attributeRule("P2", "attributes", "inputs", action, path, context)

function attributeRule(
  rule: string,
  member: string,
  confusedWith: string,
  action: Members,
  path: JsonPath,
  context: RuleContext,
): Breach | null {
  const values = action[member]
  const at = [...path, member]
  if (isMembers(values)) {
    noteAttributes(rule, values, at, context)
    return null
  }
  const ruled = { rule, code: 1003003, confidence: "low", alternates: ["ok"] } as const
  const misnamed = Object.keys(action).find(
    (key) => [member, confusedWith].includes(key.toLowerCase()) && key !== member && isMembers(action[key]),
  )
  if (misnamed !== undefined && values === undefined) {
    const named = [...path, misnamed]
    return {
      ...ruled,
      found: `The action has ${quoted(misnamed)} where ${quoted(member)} is expected.`,
      path: named,
      at: "name",
      mend: () => ({
        says: `Renamed ${quoted(misnamed)} to ${quoted(member)}.`,
        edits: [{ path: named, rename: member }],
      }),
    }
  }
  const isNothing = values === undefined || values === null
  return {
    ...ruled,
    found: `${member} is ${kindOf(values)}; it has to be an object of attribute names and values.`,
    path: values === undefined ? path : at,
    mend: () =>
      isNothing
        ? {
            says: `Set ${member} to an empty object, which changes no attribute.`,
            edits: [{ path: at, value: {} }],
          }
        : null,
  }
}

/** One warning for each way in which attributes may not arrive, however many of them there are. */
function noteAttributes(rule: string, values: Members, path: JsonPath, context: RuleContext): void {
  const entries = Object.entries(values)
  const types = context.request.attributeTypes
  const typeOfAttribute = (name: string) => (types && Object.hasOwn(types, name) ? types[name] : undefined)
  const warn = (name: string, wrong: readonly (readonly [string, unknown])[], text: string) => {
    const [first] = wrong
    if (first)
      note(context, rule, name, `${listed(wrong.map(([key]) => quoted(key)))}: ${text}`, [...path, first[0]])
  }
  warn(
    "MULTIVALUE_AS_ARRAY",
    entries.filter(([, value]) => Array.isArray(value)),
    "the value is a list; the reference wants several values as one string with commas.",
  )
  if (!types) return
  warn(
    "ATTR_NOT_IN_REQUEST",
    entries.filter(([name]) => typeOfAttribute(name) === undefined),
    "not among the attributes of the request; such attributes are ignored, says Microsoft's reference.",
  )
  warn(
    "ATTR_TYPE_MISMATCH",
    entries.filter(([name, value]) => isMismatch(typeOfAttribute(name), value)),
    "the value is of another type than in the request; Microsoft's reference wants them equal.",
  )
}

function isMismatch(type: string | undefined, value: unknown): boolean {
  const wanted = type === undefined ? null : attributeKind(type)
  return wanted !== null && value !== null && !Array.isArray(value) && !isKind[wanted](value)
}

const isKind = {
  string: (value: unknown) => typeof value === "string",
  integer: (value: unknown) => Number.isInteger(value),
  Boolean: (value: unknown) => typeof value === "boolean",
}

/** The kind of value behind an attribute's type, written `int64DirectoryAttributeValue`, `int64` or `integer`. */
function attributeKind(type: string): keyof typeof isKind | null {
  const lower = type.toLowerCase()
  if (lower.includes("bool")) return "Boolean"
  if (/int|number/.test(lower)) return "integer"
  return lower.includes("string") ? "string" : null
}
