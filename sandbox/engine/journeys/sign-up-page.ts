import type { FlowInput } from "../../tenants/types"
import { type Members, membersOf } from "../answer/parameters"
import type { Called } from "../callout/event"
import type { AttributeValues } from "../callout/payload/attributes"
import { interrupted, isFatal, nonRetryable, succeeded } from "../log/status"
import { Refusal } from "../refusal"
import { endingOf, type Report, raiseOn, reportOf } from "./journey"
import { pageOf, stuckPage } from "./outcome"
import { beginStep, logStep, type SignUp } from "./sign-up-step"

/** The attributes that somebody leaves the page with, or how the sign-up ended on it. */
export type Collected = { values: AttributeValues } | { report: Report }

const stage = "attributeCollectionAndValidation"

const inputsOf = ({ userFlow }: Pick<SignUp, "userFlow">): FlowInput[] =>
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

/** https://learn.microsoft.com/entra/external-id/customers/reference-service-limits */
const longestText = 250

/** Whether somebody could enter a value there: one of the choices where there are some. */
function isEnterable({ options }: Pick<FlowInput, "options">, value: AttributeValues[string]): boolean {
  if (options.length > 0) return options.some((option) => option.value === value)
  return typeof value !== "string" || value.length <= longestText
}

/** Throws a Refusal for what nobody could type into the page. */
export function requireFields(signUp: Pick<SignUp, "userFlow" | "typed">): void {
  const types = fieldTypes(signUp)
  const inputs = new Map(inputsOf(signUp).map((input) => [input.attribute, input]))
  for (const [name, value] of Object.entries(signUp.typed)) {
    const input = inputs.get(name)
    if (!input || types.get(name) !== typeof value || !isEnterable(input, value))
      throw new Refusal(
        `The page of ${signUp.userFlow.displayName} has no field ${name} for ${JSON.stringify(value)}.`,
      )
  }
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

/** The step on the page so far: when it began, and its callouts. */
type OnPage = { at: number; called: Called[] }

/** The end of a sign-up on the page: by a failed callout, or because the API wants it to be shown something. */
function stopped(signUp: SignUp, onPage: OnPage, shown: Members | null): Collected {
  const { journey } = signUp
  const row = logStep(signUp, { stage, status: shown ? interrupted : nonRetryable, ...onPage })
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
  onPage: OnPage,
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
  onPage.called.push(one)
  if (isFatal(one)) return { collected: stopped(signUp, onPage, null) }
  const { action } = one.result
  if (action && stays.has(action.name)) return { collected: stopped(signUp, onPage, action.parameters) }
  return { parameters: action?.parameters ?? {} }
}

/** Collects the attributes on the hosted page, with the two events around it; natively no event is raised. */
export async function collectAttributes(signUp: SignUp): Promise<Collected> {
  const { journey, email } = signUp
  if (journey.flow === "native") {
    logStep(signUp, { stage, status: succeeded })
    return { values: typedInto(signUp, {}) }
  }
  const onPage: OnPage = { at: await beginStep(journey), called: [] }
  // As a capture has it: the address stands under another name than at the end. INFERRED: nothing else is there yet.
  const start = await ask(signUp, "attributeCollectionStart", { EmailAddress: email }, onPage)
  if ("collected" in start) return start.collected
  const values = typedInto(signUp, fitting(start.parameters.inputs, signUp))
  const submit = await ask(signUp, "attributeCollectionSubmit", values, onPage)
  if ("collected" in submit) return submit.collected
  logStep(signUp, { stage, status: succeeded, ...onPage })
  return { values: { ...values, ...fitting(submit.parameters.attributes, signUp) } }
}
