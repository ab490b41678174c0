import type { Breach, JsonPath, Members, Rule, RuleContext } from "./define"
import { isMembers, kindOf, quoted } from "./values"

const note = (context: RuleContext, rule: string, name: string, text: string, path: JsonPath): void =>
  context.note({ rule, confidence: "medium", alternates: [], warning: { name, text, path } })

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
  if (isMembers(values)) {
    for (const [name, value] of Object.entries(values))
      noteAttribute(rule, name, value, [...path, member, name], context)
    return null
  }
  const misnamed = Object.keys(action).find(
    (key) => [member, confusedWith].includes(key.toLowerCase()) && key !== member && isMembers(action[key]),
  )
  return {
    rule,
    code: 1003003,
    confidence: "low",
    alternates: ["ok"],
    found: misnamed
      ? `The action has ${quoted(misnamed)} where ${quoted(member)} is expected.`
      : `${member} is ${kindOf(values)} instead of an object of attribute names and values.`,
    path: values === undefined ? path : [...path, member],
    edits: () =>
      misnamed
        ? [
            { path: [...path, misnamed], remove: true, says: `Removed ${quoted(misnamed)}.` },
            { path: [...path, member], value: action[misnamed], says: `Named it ${quoted(member)}.` },
          ]
        : [{ path: [...path, member], value: {}, says: `Set ${member} to an empty object.` }],
  }
}

function noteAttribute(
  rule: string,
  name: string,
  value: unknown,
  path: JsonPath,
  context: RuleContext,
): void {
  if (Array.isArray(value))
    note(
      context,
      rule,
      "MULTIVALUE_AS_ARRAY",
      `${quoted(name)} is a list; the reference wants several values as one string with commas.`,
      path,
    )
  const types = context.request.attributeTypes
  if (!types) return
  const type = Object.hasOwn(types, name) ? types[name] : undefined
  if (type === undefined) {
    note(
      context,
      rule,
      "ATTR_NOT_IN_REQUEST",
      `${quoted(name)} is not among the attributes of the request, so Entra ignores it.`,
      path,
    )
    return
  }
  const wanted = attributeKind(type)
  if (wanted && value !== null && !Array.isArray(value) && !isKind[wanted](value))
    note(
      context,
      rule,
      "ATTR_TYPE_MISMATCH",
      `${quoted(name)} is ${kindOf(value)}, but the request has it as ${wanted}; the types have to be equal.`,
      path,
    )
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

/** A title or message that is there and is no text. */
function wrongText(rule: string, action: Members, path: JsonPath): Breach | null {
  const name = ["title", "message"].find((one) => !["string", "undefined"].includes(typeOf(action[one])))
  if (name === undefined) return null
  const at = [...path, name]
  return {
    rule,
    code: 1003003,
    confidence: "low",
    alternates: ["ok"],
    found: `${name} is ${kindOf(action[name])} instead of a string.`,
    path: at,
    edits: () => [{ path: at, value: asText(action[name]), says: `Wrote ${name} as text.` }],
  }
}

// null stands for "none" wherever a text may be left out.
const typeOf = (value: unknown) => typeof (value ?? undefined)
const asText = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value))
const isBlank = (value: unknown) => typeof value !== "string" || value.trim() === ""

/** P4: what holds for `showBlockPage`. */
export const blockPageRule: Rule = (action, path) => wrongText("P4", action, path)

/** P3: what holds for `showValidationError`. */
export const validationErrorRule: Rule = (action, path, context) => {
  const { message, attributeErrors } = action
  const wrong = wrongText("P3", action, path)
  if (wrong) return wrong
  if (isBlank(message))
    note(
      context,
      "P3",
      "MESSAGE_MISSING",
      "There is no message, so the user learns nothing about the error.",
      [...path, ...("message" in action ? ["message"] : [])],
    )
  if (attributeErrors === undefined || attributeErrors === null) {
    note(
      context,
      "P3",
      "NO_ATTRIBUTE_ERRORS",
      "There are no attributeErrors, so no field of the page is marked.",
      path,
    )
    return null
  }
  const at = [...path, "attributeErrors"]
  if (!isMembers(attributeErrors))
    return wrongErrors(at, `attributeErrors is ${kindOf(attributeErrors)} instead of an object.`, {})
  const entry = Object.entries(attributeErrors).find(([, text]) => typeof text !== "string")
  if (!entry) return null
  const [name, text] = entry
  return wrongErrors(
    [...at, name],
    `The error of ${quoted(name)} is ${kindOf(text)} instead of a string.`,
    text === null ? "" : asText(text),
  )
}

function wrongErrors(path: JsonPath, found: string, value: unknown): Breach {
  return {
    rule: "P3",
    code: 1003003,
    confidence: "low",
    alternates: ["ok"],
    found,
    path,
    edits: () => [{ path, value, says: "Wrote the errors as an object of texts." }],
  }
}

/** P7: what holds for `Block` of a password submit. */
export const blockRule: Rule = (action, path, context) => {
  const wrong = wrongText("P7", action, path)
  if (!wrong && isBlank(action.message))
    note(
      context,
      "P7",
      "BLOCK_WITHOUT_MESSAGE",
      "The block has no message, so the user is not told why.",
      path,
    )
  return wrong
}

/** P6: what holds for `failed` of a claim validation. */
export const failedClaimsRule: Rule = ({ failedClaims }, path, context) => {
  if (!Array.isArray(failedClaims))
    context.note({
      rule: "P6",
      confidence: "low",
      alternates: ["1003003"],
      warning: {
        name: "FAILED_CLAIMS_MISSING",
        text: `failedClaims is ${kindOf(failedClaims)}; it should list the claims that did not match.`,
        path,
      },
    })
  return null
}

/** P5: the answer to a password submit gives back, in `data`, the nonce that was encrypted beside the password. */
export const nonceRule: Rule = (data, path, context) => {
  const { nonce } = data
  const wanted = context.request.nonce
  const given = typeof nonce === "string" && nonce !== ""
  if (given && (wanted === undefined || nonce === wanted)) return null
  const meant = wanted ?? nonceInAction(data)
  return {
    rule: "P5",
    code: 1003003,
    confidence: "low",
    alternates: ["1003001", "ok"],
    found: given
      ? "data.nonce is not the nonce that came encrypted with the password."
      : `data.nonce is ${nonce === "" ? "empty" : kindOf(nonce)}; it must be the nonce that came encrypted with the password.`,
    path: nonce === undefined ? path : [...path, "nonce"],
    edits: () =>
      meant === undefined
        ? []
        : [{ path: [...path, "nonce"], value: meant, says: "Set data.nonce to the nonce of the request." }],
  }
}

function nonceInAction({ actions }: Members): string | undefined {
  const action: unknown = Array.isArray(actions) ? actions[0] : undefined
  return isMembers(action) && typeof action.nonce === "string" && action.nonce !== ""
    ? action.nonce
    : undefined
}
