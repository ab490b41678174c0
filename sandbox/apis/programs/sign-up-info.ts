import { z } from "zod"

/** The value of an attribute; several values stand in one text, with commas between them. */
export type AttributeValue = string | number | boolean

const attribute = z.object({
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  attributeType: z.enum(["builtIn", "directorySchemaExtension"]).optional(),
})

/** What both attribute events carry about the person who signs up. */
const ownPart = z.object({
  userSignUpInfo: z.object({
    attributes: z.record(z.string(), attribute),
    // A capture of the second event has none.
    identities: z.array(z.object({ issuerAssignedId: z.string().nullish() })).nullish(),
  }),
})

/** Somebody who signs up: what the page shows or what was typed, and the addresses that he is known by. */
export type SignUpInfo = {
  attributes: Record<string, { value: AttributeValue | null; isCustom: boolean }>
  addresses: string[]
}

const isAddress = (value: unknown) => typeof value === "string" && /^[^\s@]+@[^\s@]+$/.test(value)

/** What stands in the data of an attribute event about the person, or null when it holds nothing of the kind. */
export function readSignUpInfo(data: unknown): SignUpInfo | null {
  const parsed = ownPart.safeParse(data)
  if (!parsed.success) return null
  const { attributes, identities } = parsed.data.userSignUpInfo
  // Neither signInType nor the attribute's name can be relied on: the address is told by its form alone.
  const candidates = [
    ...(identities ?? []).map(({ issuerAssignedId }) => issuerAssignedId),
    ...Object.values(attributes).map(({ value }) => value),
  ]
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { value, attributeType }]) => [
        name,
        { value: value ?? null, isCustom: attributeType === "directorySchemaExtension" },
      ]),
    ),
    addresses: candidates.filter(isAddress).map((address) => String(address).toLowerCase()),
  }
}
