import { isMembers, type JsonPath, type Members } from "@/lib/model/json"
import type { Breach, Edit, Rule, RuleContext } from "./define"
import { kindOf, listed, quoted } from "./values"

/** Leaves a warning of a rule that weakens the answer without refusing it. */
export const note = (context: RuleContext, rule: string, name: string, text: string, path: JsonPath): void =>
  context.note({ rule, confidence: "medium", alternates: [], warning: { name, text, path } })

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
    mend: () =>
      typeof action[name] === "object"
        ? null
        : { says: `Wrote ${name} as text.`, edits: [{ path: at, quote: true }] },
  }
}

// null stands for "none" wherever a text may be left out.
const typeOf = (value: unknown) => typeof (value ?? undefined)
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
  return wrongErrors(attributeErrors, [...path, "attributeErrors"])
}

function wrongErrors(errors: unknown, path: JsonPath): Breach | null {
  const ruled = { rule: "P3", code: 1003003, confidence: "low", alternates: ["ok"] } as const
  if (!isMembers(errors))
    return {
      ...ruled,
      found: `attributeErrors is ${kindOf(errors)} instead of an object.`,
      path,
      mend: () => null,
    }
  const wrong = Object.entries(errors).filter(([, text]) => typeof text !== "string")
  const [first] = wrong
  if (!first) return null
  const [name, text] = first
  return {
    ...ruled,
    found: `The error of ${quoted(name)} is ${kindOf(text)} instead of a string.`,
    path: [...path, name],
    mend: () => {
      const edits = wrong.map(([key, value]) => errorEdit([...path, key], value))
      if (edits.includes(null)) return null
      return {
        says: `Wrote the errors of ${listed(wrong.map(([key]) => quoted(key)))} as texts.`,
        edits: edits.flatMap((edit) => edit ?? []),
      }
    },
  }
}

/** Several texts become one, a number stays as it is written, and what says nothing goes; null for the rest. */
function errorEdit(path: JsonPath, value: unknown): Edit | null {
  if (value === null) return { path, remove: true }
  if (Array.isArray(value))
    return value.every((one) => typeof one === "string") ? { path, value: value.join(" ") } : null
  return typeof value === "object" ? null : { path, quote: true }
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
  const at = [...path, "nonce"]
  return {
    rule: "P5",
    code: 1003003,
    confidence: "low",
    alternates: ["1003001", "ok"],
    found: given
      ? "data.nonce is not the nonce that came encrypted with this password: the answer may be a stored or repeated one."
      : `data.nonce is ${nonce === "" ? "empty" : kindOf(nonce)}; it must be the nonce that came encrypted with the password.`,
    path: nonce === undefined ? path : at,
    // Another request's nonce belongs to another answer, so exchanging it would hide the fault.
    mend: () =>
      given || wanted === undefined
        ? null
        : {
            says: "Set data.nonce to the nonce that this request decrypts to.",
            edits: [{ path: at, value: wanted }],
          },
  }
}
