import { distance } from "fastest-levenshtein"
import type { Action, EventType, Members } from "@/lib/events/define"
import { eventTypes } from "@/lib/events/index"
import { isMembers } from "@/lib/events/values"

/** The `data` of the answer that does least, which an event accepts from anybody. */
export function safeData({ responseData, actions, safeAction }: EventType): Members {
  const sample = actions.find(({ name }) => name === safeAction)?.sample
  return { "@odata.type": responseData, actions: [sample] }
}

/** The action of an event that a type names in any case; undefined when it names none of them. */
export function actionOf(eventType: EventType, type: string): Action | undefined {
  const lower = type.toLowerCase()
  return eventType.actions.find((action) => action.type.toLowerCase() === lower)
}

/** The event that has an action of this type, in any case. */
export function eventOfAction(type: string): EventType | undefined {
  return eventTypes.find((eventType) => actionOf(eventType, type) !== undefined)
}

/** The event whose response data has this type, in any case. */
export function eventOfData(type: string): EventType | undefined {
  const lower = type.toLowerCase()
  return eventTypes.find(({ responseData }) => responseData.toLowerCase() === lower)
}

/** The action that was probably meant by a type with a slip, another prefix or another event's; undefined if none is near. */
export function meantAction(eventType: EventType, type: string): Action | undefined {
  const wanted = lastPart(type)
  if (wanted.length < 4) return undefined
  const near = eventType.actions.filter(({ name }) => isNear(wanted, name.toLowerCase()))
  return near.length === 1 ? near[0] : near.find(({ name }) => name.toLowerCase() === wanted)
}

const lastPart = (type: string) => (type.split(".").at(-1) ?? "").toLowerCase().slice(0, 100)
const isNear = (one: string, other: string) =>
  other.startsWith(one) || one.startsWith(other) || distance(one, other) <= 2

/** The one action that has a parameter of this object, such as `provideClaimsForToken` for `claims`. */
export function actionByParameters(eventType: EventType, value: Members): Action | undefined {
  return eventType.actions.find(({ parameters }) =>
    parameters.some(({ name }) => Object.hasOwn(value, name) && !["title", "message"].includes(name)),
  )
}

/** A member whose name differs from the wanted one in case only. */
export function miscased(value: Members, name: string): string | undefined {
  return Object.keys(value).find((key) => key !== name && key.toLowerCase() === name)
}

const typeNames = ["@@odata.type", "odata.type", "@odata.Type", "@type", "$type", "type"]

/** A member that was probably meant as `@odata.type`: its name and its text. */
export function misnamedType(value: Members): { name: string; type: string } | undefined {
  const name = Object.keys(value).find(
    (key) => typeNames.includes(key) || (key !== "@odata.type" && key.toLowerCase() === "@odata.type"),
  )
  const type = name === undefined ? undefined : value[name]
  return name !== undefined && typeof type === "string" ? { name, type } : undefined
}

/** The object that a JSON text holds; undefined when it holds none. */
export function objectInText(value: unknown): Members | undefined {
  if (typeof value !== "string") return undefined
  try {
    const inner: unknown = JSON.parse(value)
    return isMembers(inner) ? inner : undefined
  } catch {
    return undefined
  }
}
