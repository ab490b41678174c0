import type { FlowAttribute, UserIdentity } from "../../../tenants/types"

/** What somebody typed into the sign-up page, or what it shows by default, by the attribute's name. */
export type AttributeValues = Record<string, string | number | boolean>

const valueType = (value: string | number | boolean) =>
  `microsoft.graph.${{ string: "string", number: "int64", boolean: "boolean" }[typeof value as "string"]}DirectoryAttributeValue`

/** The attributes of a sign-up as the events carry them, each with its type. */
export function attributeMembers(values: AttributeValues, attributes: readonly FlowAttribute[]) {
  const custom = new Set(
    attributes.filter((one) => one.userFlowAttributeType === "custom").map(({ id }) => id),
  )
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      {
        "@odata.type": valueType(value),
        value,
        attributeType: custom.has(name) ? "directorySchemaExtension" : "builtIn",
      },
    ]),
  )
}

/** Somebody who signs up, as the events' `identities` name him. */
export const identityMembers = (identities: readonly UserIdentity[]) =>
  identities.map(({ signInType, issuer, issuerAssignedId }) => ({ signInType, issuer, issuerAssignedId }))
