import { z } from "zod"

/** A JSON object that is an action of the given type; further members are allowed, since Entra's view of them is unknown. */
export function actionSchema<const Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  parameters: Shape,
) {
  return z.looseObject({ "@odata.type": z.literal(type), ...parameters })
}

/** A response: the type of its data, exactly one action, and whatever else the event wants in `data`. */
export function responseSchema<Action extends z.ZodType, Shape extends z.ZodRawShape>(
  responseData: string,
  action: Action,
  dataMembers?: Shape,
) {
  return z.looseObject({
    data: z.looseObject({
      "@odata.type": z.literal(responseData),
      actions: z.array(action).length(1),
      ...dataMembers,
    }),
  })
}

/** Attribute names with values of the types that sign-up attributes can have. */
export const attributeValues = z.record(z.string(), z.union([z.string(), z.int(), z.boolean()]))
