import { eventType, eventTypes } from "../../lib/events/index"
import { buildPayload, type Facts, type Json, type Origin } from "../../lib/events/payload"
import type { EventTypeId } from "../../lib/model/exchange"

/** Every variant of every event, named as `shapes` names them. */
export const variants = eventTypes.flatMap((type) =>
  type.variants.map((variant) => ({ name: `${type.id} ${variant.id}`, type, variant })),
)

/** Pointer and value of every value that holds no others, found without the builder's help. */
export function leavesOf(value: Json, pointer = ""): [string, Json][] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : []
  if (entries.length === 0) return [[pointer, value]]
  return entries.flatMap(([name, child]) =>
    leavesOf(child, `${pointer}/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`),
  )
}

/** Origin and value by pointer. */
export function marks(id: EventTypeId, variant: string, facts: Facts = {}): Map<string, [Origin, Json]> {
  const { body, origins } = buildPayload(eventType(id), variant, facts)
  const values = new Map(leavesOf(body))
  return new Map(origins.map(({ pointer, origin }) => [pointer, [origin, values.get(pointer) ?? null]]))
}
