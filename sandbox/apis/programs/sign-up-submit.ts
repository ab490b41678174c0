import type { Reply } from "../reply"
import { lacking, type Program } from "./program"
import { type AttributeValue, readSignUpInfo, type SignUpInfo } from "./sign-up-info"

const event = "attributeCollectionSubmit"

/** Where nothing is delivered. */
const blockedCity = "atlantis"

/** Three to ten letters, digits, blanks and hyphens, at least one digit among them: more cannot be said of all countries. */
const postalCodePattern = /^(?=.*\d)[A-Z\d](?:[A-Z\d -]{1,8})[A-Z\d]$/

const tidyList = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .join(",")

/** A text as it should be kept; the address that somebody has proved is never touched, nor is what is no text. */
function tidied(name: string, value: AttributeValue, isCustom: boolean): AttributeValue {
  if (typeof value !== "string" || /^email/i.test(name)) return value
  if (name === "postalCode") return value.trim().toUpperCase()
  return isCustom ? tidyList(value) : value.trim()
}

/** Every attribute that has a value, tidied, and those among them that were not tidy. */
function tidy({ attributes }: SignUpInfo) {
  const given = Object.entries(attributes).flatMap(([name, { value, isCustom }]) =>
    value === null ? [] : [{ name, value, kept: tidied(name, value, isCustom) }],
  )
  const changed = given.filter(({ value, kept }) => value !== kept)
  const membersOf = (some: typeof given) => Object.fromEntries(some.map(({ name, kept }) => [name, kept]))
  return { kept: membersOf(given), changed: membersOf(changed) }
}

/** Checks what somebody typed: turns the place away, asks again, or keeps it in better form. */
export const attributeCollectionSubmit: Program = ({ data }) => {
  const info = readSignUpInfo(data)
  if (!info) return lacking(event)
  const reply = (action: string, parameters: Reply["parameters"] = {}) => ({
    reply: { event, action, parameters } as const,
  })
  const { kept, changed } = tidy(info)
  const { city, postalCode } = kept
  if (String(city).toLowerCase() === blockedCity)
    return reply("showBlockPage", {
      title: "We do not deliver there",
      message: `Woodgrove Groceries has no store near ${city}.`,
    })
  if (postalCode && !postalCodePattern.test(String(postalCode)))
    return reply("showValidationError", {
      message: "Please check your address.",
      attributeErrors: { postalCode: "This is no postal code that we know." },
    })
  return Object.keys(changed).length > 0
    ? reply("modifyAttributeValues", { attributes: changed })
    : reply("continueWithDefaultBehavior")
}
