import { distance } from "fastest-levenshtein"
import type { Action, EventType } from "@/lib/events/define"
import { eventTypes } from "@/lib/events/index"
import type { Members } from "@/lib/model/json"

/** The `data` of the answer that does least, which an event accepts from anybody. */
export function safeData({ responseData, actions, safeAction }: EventType): Members {
  const sample = actions.find(({ name }) => name === safeAction)?.sample
  return { "@odata.type": responseData, actions: [sample] }
}

/** What writing that answer does, in a sentence for the list of changes. */
export function safeSays({ actions, safeAction }: EventType): string {
  const effect = actions.find(({ name }) => name === safeAction)?.effect.text ?? ""
  return `Wrote the answer that does least, ${safeAction}. Its effect: ${effect}`
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

/**
 * The action that a type with a slip or another prefix means: the same last part in any case, its beginning, or a
 * letter or two beside it in a long name. Undefined when none or several are near, since a wrong guess lets users on.
 */
export function meantAction({ actions }: EventType, type: string): Action | undefined {
  const wanted = lastPart(type)
  const same = actions.find(({ name }) => name.toLowerCase() === wanted)
  if (same) return same
  const near = actions.filter(({ name }) => isBeginning(wanted, name) || isSlip(wanted, name))
  return near.length === 1 ? near[0] : undefined
}

const lastPart = (type: string) => (type.split(".").at(-1) ?? "").toLowerCase().slice(0, 100)
const isBeginning = (part: string, name: string) =>
  part.length >= 4 && part.length * 5 >= name.length * 3 && name.toLowerCase().startsWith(part)
const isSlip = (part: string, name: string) =>
  name.length >= 6 && distance(part, name.toLowerCase()) <= Math.floor(name.length / 6)

/** The one action that has a parameter of this object, such as `provideClaimsForToken` for `claims`. */
export function actionByParameters({ actions }: EventType, value: Members): Action | undefined {
  const fits = actions.filter(({ parameters }) => parameters.some(({ name }) => Object.hasOwn(value, name)))
  return fits.length === 1 ? fits[0] : undefined
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
