import { artificialAddress, customAttributePrefix, domainOf } from "./artificial"
import {
  type AttributeFact,
  type Branch,
  contract,
  type Facts,
  type IdentityFact,
  invented,
  known,
  type Leaf,
  type Marked,
  recorded,
} from "./payload"

type AttributeType = NonNullable<AttributeFact["type"]>
type Scalar = string | number | boolean

const madeUpValues: Readonly<Record<AttributeType, Scalar>> = {
  string: "Sample text",
  int64: 2010,
  boolean: false,
}

function typeOf(value: Scalar): AttributeType {
  if (typeof value === "number") return "int64"
  return typeof value === "boolean" ? "boolean" : "string"
}

/** An attribute as a request writes it; its kind follows from its name. */
function attribute(name: string, value: Leaf, type: AttributeType, isTypeKnown: boolean): Branch {
  const odataType = `microsoft.graph.${type}DirectoryAttributeValue`
  return {
    "@odata.type": isTypeKnown ? recorded(odataType) : contract(odataType),
    value,
    attributeType: contract(name.startsWith("extension_") ? "directorySchemaExtension" : "builtIn"),
  }
}

function recordedAttribute(name: string, fact: AttributeFact): Branch {
  const type = fact.type ?? typeOf(fact.value ?? "")
  return attribute(name, known(fact.value, madeUpValues[type]), type, fact.type !== undefined)
}

function madeUpAttributes(values: Readonly<Record<string, Scalar>>): Branch {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      attribute(name, invented(value), typeOf(value), false),
    ]),
  )
}

/** The attributes of the page when they are known, else those of a sample. */
export function attributes({ signUp }: Facts, sample: Readonly<Record<string, Scalar>>): Branch {
  const facts = signUp?.attributes
  if (!facts) return madeUpAttributes(sample)
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, recordedAttribute(name, fact)]),
  )
}

/** The address as an attribute, which Entra names differently from event to event (observed). */
export function emailAttribute({ signUp }: Facts, name: "EmailAddress" | "email"): Branch {
  return { [name]: attribute(name, known(signUp?.email, artificialAddress), "string", false) }
}

/** The identities when they are known, else the one that is given. */
export function identities(facts: readonly IdentityFact[] | undefined, madeUp: Marked): Marked {
  return facts ? recorded(facts) : [madeUp]
}

/** Somebody who signs up with an address of their own, as Microsoft's page shows it. */
export const emailIdentity = (facts: Facts): Branch => ({
  signInType: contract("email"),
  issuer: known(facts.domainName, domainOf(facts)),
  issuerAssignedId: known(facts.signUp?.email, artificialAddress),
})

/** Somebody who proved an address by a one-time code (observed). */
export const emailCodeIdentity = ({ signUp }: Facts): Branch => ({
  signInType: contract("federated"),
  issuer: contract("mail"),
  issuerAssignedId: known(signUp?.email, artificialAddress),
})

/** Somebody who comes from Google (observed). */
export const googleIdentity = (): Branch => ({
  signInType: contract("federated"),
  issuer: contract("google.com"),
  issuerAssignedId: invented("100000000000000000001"),
})

/** The attributes of Microsoft's page: text, text with several values, number and Boolean. */
export const documentedAttributes: Readonly<Record<string, Scalar>> = {
  givenName: "Sample",
  companyName: "Example Company",
  [`${customAttributePrefix}_universityGroups`]: "Alumni,Faculty",
  [`${customAttributePrefix}_graduationYear`]: 2010,
  [`${customAttributePrefix}_onMailingList`]: false,
}

/** The attributes beside the address of an observed sign-up. */
export const observedAttributes: Readonly<Record<string, Scalar>> = {
  city: "Sampletown",
  country: "au",
  displayName: "Sample User",
  [`${customAttributePrefix}_SpecialDiet`]: "None",
}
