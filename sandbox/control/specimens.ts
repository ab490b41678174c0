import { Refusal } from "../engine/refusal"
import type { World } from "../world"
import { claimsAnswers } from "./specimens/answers"
import { claimsBeforeTheCall } from "./specimens/before-the-call"
import { claims } from "./specimens/claims"
import { claimsConnection } from "./specimens/connection"
import { everyEventFaults } from "./specimens/every-event"
import { oneEventFaults } from "./specimens/one-event"
import { slotsOf } from "./specimens/slots"
import { type Specimen, specimensOf } from "./specimens/specimen"
import { subjects } from "./specimens/subjects"

/** The specimens of an event that is not Contoso's claims: what any event can have, and what only it can. */
function specimensOfEvent(name: Exclude<keyof typeof subjects, "claims">): Specimen[] {
  const subject = subjects[name]
  const slots = slotsOf(subject)
  return specimensOf(subject, [...everyEventFaults(subject, slots), ...oneEventFaults[name](slots)])
}

/** Every specimen that can be broken and repaired, in the order of their codes; of one code, Contoso's claims first. */
export const specimens: readonly Specimen[] = [
  ...specimensOf(claims.subject, [...claimsBeforeTheCall, ...claimsConnection, ...claimsAnswers]),
  ...specimensOfEvent("verifiedId"),
  ...specimensOfEvent("customerClaims"),
  ...specimensOfEvent("signUpStart"),
  ...specimensOfEvent("signUpSubmit"),
  ...specimensOfEvent("mail"),
  ...specimensOfEvent("migration"),
].toSorted((one, other) => one.code - other.code)

/** The specimens by code, in the order of the codes. */
export const specimensByCode: ReadonlyMap<number, readonly Specimen[]> = new Map(
  specimens.map(({ code }) => [code, specimens.filter((one) => one.code === code)]),
)

/** The specimens of a code, or the one of them with this id. Throws a Refusal when there is none. */
export function requireSpecimens(code: string, variant?: string): [Specimen, ...Specimen[]] {
  const ofCode = specimensByCode.get(Number(code)) ?? []
  if (ofCode.length === 0)
    throw new Refusal(`There is no specimen of ${code}; there are ${[...specimensByCode.keys()].join(", ")}.`)
  const [first, ...rest] = ofCode.filter(({ id }) => variant === undefined || id === variant)
  if (first) return [first, ...rest]
  throw new Refusal(`${code} has no variant ${variant}; it has ${ofCode.map(({ id }) => id).join(", ")}.`)
}

/** A specimen as control lists it. */
export const describeSpecimen = (specimen: Specimen, world: World) => ({
  id: specimen.id,
  code: specimen.code,
  title: specimen.title,
  eventType: specimen.subject.eventType,
  /** How to meet it: what to send to which route of control. */
  way: specimen.subject.way,
  inferred: specimen.inferred ?? null,
  broken: specimen.isBroken(world),
})
