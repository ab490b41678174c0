import type { FlowInput } from "../../tenants/types"
import { type Members, membersOf } from "../answer/parameters"
import type { Called } from "../callout/event"
import type { AttributeValues } from "../callout/payload/attributes"
import { interrupted, isFatal, nonRetryable, succeeded } from "../log/status"
import { Refusal } from "../refusal"
import { endingOf, type Report, raiseOn, reportOf } from "./journey"
import { pageOf, stuckPage } from "./outcome"
import { logStep, type SignUp } from "./sign-up-step"

/** The attributes that somebody leaves the page with, or how the sign-up ended on it. */
export type Collected = { values: AttributeValues } | { report: Report }

const stage = "attributeCollectionAndValidation"

const inputsOf = ({ userFlow }: SignUp): FlowInput[] =>
  userFlow.onAttributeCollection.attributeCollectionPage.views.flatMap(({ inputs }) => inputs)

/** What people type when nothing else is said, by attribute. */
const plausible: Readonly<Record<string, string>> = {
  displayName: "Emily Brauns",
  givenName: "Emily",
  surname: "Brauns",
  city: "Redmond",
  postalCode: "98052",
  country: "us",
}

const typesOfValues = { string: "string", int64: "number", boolean: "boolean" } as const

/** The attributes that the page has fields for, each with the type of its values. */
function fieldTypes({ userFlow }: Pick<SignUp, "userFlow">): Map<string, string> {
  const { attributeCollectionPage, attributes } = userFlow.onAttributeCollection
  const fields = new Set(
    attributeCollectionPage.views.flatMap(({ inputs }) => inputs.map((one) => one.attribute)),
  )
  return new Map(
    attributes.flatMap(({ id, dataType }) => (fields.has(id) ? [[id, typesOfValues[dataType]]] : [])),
  )
}

/** Throws a Refusal for what nobody could type into the page. */
export function requireFields({ userFlow, typed }: Pick<SignUp, "userFlow" | "typed">): void {
  const types = fieldTypes({ userFlow })
  for (const [name, value] of Object.entries(typed))
    if (types.get(name) !== typeof value)
      throw new Refusal(
        `The page of ${userFlow.displayName} has no field ${name} for ${JSON.stringify(value)}.`,
      )
}

/** The first choice where there are some, else what people type, else nothing in particular. */
function usualValue({ attribute, options }: FlowInput, type: string | undefined): string | number | boolean {
  const [first] = options
  if (first) return first.value
  if (type === "boolean") return false
  return type === "number" ? 1 : (plausible[attribute] ?? "none")
}

/** What somebody types into the visible fields, over what stands there already. */
function typedInto(signUp: SignUp, shown: AttributeValues): AttributeValues {
  const { typed, email } = signUp
  const types = fieldTypes(signUp)
  return Object.fromEntries(
    inputsOf(signUp).map((input) => {
      const { attribute, hidden } = input
      if (attribute === "email") return [attribute, email]
      const value = hidden ? undefined : typed[attribute]
      return [attribute, value ?? shown[attribute] ?? usualValue(input, types.get(attribute))]
    }),
  )
}

const isValue = (value: unknown): value is AttributeValues[string] =>
  ["string", "number", "boolean"].includes(typeof value)

/**
 * Of a dictionary in an answer what the page has a field for. INFERRED: a value of another type than the attribute's
 * is left out, as one for an unknown attribute is.
 */
function fitting(parameter: unknown, signUp: SignUp): AttributeValues {
  const types = fieldTypes(signUp)
  return Object.fromEntries(
    Object.entries(membersOf(parameter) ?? {}).filter(
      (entry): entry is [string, AttributeValues[string]] =>
        isValue(entry[1]) && types.get(entry[0]) === typeof entry[1],
    ),
  )
}

/** The end of a sign-up on the page: by a failed callout, or because the API wants it to be shown something. */
function stopped(signUp: SignUp, called: readonly Called[], shown: Members | null): Collected {
  const { journey } = signUp
  const row = logStep(signUp, stage, shown ? interrupted : nonRetryable, called)
  const ending = endingOf(journey, row)
  return { report: reportOf(journey, shown ? pageOf(ending, shown) : stuckPage(ending, "sign-up")) }
}

/** Action names after which the page or a block stays, instead of the next step. */
const stays = new Set(["showBlockPage", "showValidationError"])

/** Runs one of the two events; what its answer carries, or the end of the sign-up. */
async function ask(
  signUp: SignUp,
  eventType: "attributeCollectionStart" | "attributeCollectionSubmit",
  values: AttributeValues,
  called: Called[],
): Promise<{ parameters: Members } | { collected: Collected }> {
  const { journey, userFlow, identities } = signUp
  const isStart = eventType === "attributeCollectionStart"
  const one = await raiseOn(journey, {
    eventType,
    values,
    attributes: userFlow.onAttributeCollection.attributes,
    identities: isStart ? identities : null,
  })
  if (!one) return { parameters: {} }
  called.push(one)
  if (isFatal(one)) return { collected: stopped(signUp, called, null) }
  const { action } = one.result
  if (action && stays.has(action.name)) return { collected: stopped(signUp, called, action.parameters) }
  return { parameters: action?.parameters ?? {} }
}

/** Collects the attributes on the hosted page, with the two events around it; natively no event is raised. */
export async function collectAttributes(signUp: SignUp): Promise<Collected> {
  const { journey, email } = signUp
  if (journey.flow === "native") {
    logStep(signUp, stage, succeeded)
    return { values: typedInto(signUp, {}) }
  }
  const called: Called[] = []
  // As a capture has it: the address stands under another name than at the end. INFERRED: nothing else is there yet.
  const start = await ask(signUp, "attributeCollectionStart", { EmailAddress: email }, called)
  if ("collected" in start) return start.collected
  const values = typedInto(signUp, fitting(start.parameters.inputs, signUp))
  const submit = await ask(signUp, "attributeCollectionSubmit", values, called)
  if ("collected" in submit) return submit.collected
  logStep(signUp, stage, succeeded, called)
  return { values: { ...values, ...fitting(submit.parameters.attributes, signUp) } }
}
