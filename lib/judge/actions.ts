import type { Action, Breach, Edit, EventType, JsonPath, Members, RuleContext } from "@/lib/events/define"
import { isMembers, kindOf, quoted } from "@/lib/events/values"
import type { Confidence, VerdictCode } from "@/lib/model/verdict"
import {
  actionByParameters,
  actionOf,
  eventOfAction,
  meantAction,
  miscased,
  misnamedType,
  safeData,
} from "./answers"

const at = ["data", "actions"]
const first = [...at, 0]

/** A1 to A7 and, when they hold, the rule of the action itself and the one for `data`. */
export function actionsBreach(data: Members, eventType: EventType, context: RuleContext): Breach | null {
  const { actions } = data
  if (actions === undefined || actions === null) return noActions(data, eventType, context)
  if (!Array.isArray(actions)) return notAList(actions, eventType)
  if (actions.length !== 1) return wrongNumber(actions, eventType)
  const action: unknown = actions[0]
  if (!isMembers(action)) return notAnObject(action, eventType)
  const type = action["@odata.type"]
  if (typeof type !== "string") return noType(action, eventType)
  if (type.startsWith("#")) return hashed(type)
  const known = actionOf(eventType, type)
  if (!known) return unknown(type, eventType)
  if (type !== known.type) noteCase(type, known, context)
  return known.rule?.(action, first, context) ?? eventType.dataRule?.(data, ["data"], context) ?? null
}

function noteCase(type: string, known: Action, context: RuleContext): void {
  context.note({
    rule: "A6",
    confidence: "medium",
    alternates: ["1003012"],
    warning: {
      name: "CASING",
      text: `${quoted(type)} is written ${quoted(known.type)} by Microsoft.`,
      path: [...first, "@odata.type"],
    },
  })
}

type Ruled = {
  rule: string
  code: 1003003 | 1003010 | 1003012
  confidence: Confidence
  alternates?: readonly VerdictCode[]
  found: string
  path: JsonPath
}

const breach = ({ alternates = [], ...rest }: Ruled, edits: () => readonly Edit[]): Breach => ({
  ...rest,
  alternates,
  edits,
})

function safeActions(eventType: EventType): Edit {
  return {
    path: at,
    value: safeData(eventType).actions,
    says: `Wrote the action that does least, ${eventType.safeAction}.`,
  }
}

function noActions(data: Members, eventType: EventType, context: RuleContext): Breach {
  const other = miscased(data, "actions")
  if (other !== undefined)
    context.note({
      rule: "A1",
      confidence: "medium",
      alternates: [],
      warning: { name: "CASING", text: `${quoted(other)} should be "actions".`, path: ["data", other] },
    })
  const found =
    other === undefined
      ? `data.actions is ${kindOf(data.actions)}; it has to be a list of exactly one action.`
      : `data has ${quoted(other)} where "actions" is expected; the names count letter by letter.`
  const ruled: Ruled = {
    rule: "A1",
    code: 1003010,
    confidence: "medium",
    alternates: ["1003003"],
    found,
    path: data.actions === null ? at : ["data"],
  }
  return breach(ruled, () =>
    other === undefined
      ? [safeActions(eventType)]
      : [
          { path: ["data", other], remove: true, says: `Removed ${quoted(other)}.` },
          { path: at, value: data[other], says: `Named it "actions".` },
        ],
  )
}

function notAList(actions: unknown, eventType: EventType): Breach {
  const found = `data.actions is ${kindOf(actions)} instead of a list.`
  return breach({ rule: "A1", code: 1003003, confidence: "medium", found, path: at }, () =>
    isMembers(actions)
      ? [{ path: at, value: [actions], says: "Put the action into a list." }]
      : [safeActions(eventType)],
  )
}

function wrongNumber(actions: readonly unknown[], eventType: EventType): Breach {
  const found = `data.actions has ${actions.length} entries; every event takes exactly one.`
  return breach({ rule: "A2", code: 1003010, confidence: "high", found, path: at }, () => {
    const fits = actions.find((action) => isAccepted(action, eventType)) ?? actions[0]
    if (fits === undefined) return [safeActions(eventType)]
    return [{ path: at, value: [fits], says: `Kept one action and left out ${actions.length - 1}.` }]
  })
}

function isAccepted(action: unknown, eventType: EventType): boolean {
  const type = isMembers(action) ? action["@odata.type"] : undefined
  return typeof type === "string" && actionOf(eventType, type) !== undefined
}

function notAnObject(action: unknown, eventType: EventType): Breach {
  const found = `The action is ${kindOf(action)} instead of an object.`
  const ruled: Ruled = {
    rule: "A3",
    code: 1003003,
    confidence: "low",
    alternates: ["1003012"],
    found,
    path: first,
  }
  return breach(ruled, () => {
    const meant = typeof action === "string" ? meantAction(eventType, action) : undefined
    if (!meant) return [safeActions(eventType)]
    return [{ path: first, value: { "@odata.type": meant.type }, says: "Wrote the action as an object." }]
  })
}

function noType(action: Members, eventType: EventType): Breach {
  const misnamed = misnamedType(action)
  const found = misnamed
    ? `The action has ${quoted(misnamed.name)} where "@odata.type" is expected.`
    : `The action's "@odata.type" is ${kindOf(action["@odata.type"])}.`
  const ruled: Ruled = {
    rule: "A4",
    code: 1003003,
    confidence: "medium",
    alternates: ["1003012"],
    found,
    path: first,
  }
  return breach(ruled, () => {
    const meant = (misnamed && meantAction(eventType, misnamed.type)) ?? actionByParameters(eventType, action)
    if (!meant) return Object.keys(action).length === 0 ? [safeActions(eventType)] : []
    const removed: readonly Edit[] = misnamed
      ? [{ path: [...first, misnamed.name], remove: true, says: `Removed ${quoted(misnamed.name)}.` }]
      : []
    return [...removed, typed(meant)]
  })
}

function typed({ type }: Action): Edit {
  return {
    path: [...first, "@odata.type"],
    value: type,
    says: `Set the action's "@odata.type" to ${quoted(type)}.`,
  }
}

function hashed(type: string): Breach {
  const path = [...first, "@odata.type"]
  const found = `The action's "@odata.type" begins with #, as in Graph; in an answer to Entra it must not.`
  return breach({ rule: "A5", code: 1003003, confidence: "high", found, path }, () => [
    { path, value: type.replace(/^#+/, ""), says: "Removed # from the action's type." },
  ])
}

function unknown(type: string, eventType: EventType): Breach {
  const owner = eventOfAction(type)
  const isOurs = /^microsoft\.graph\.[^.]+\.[^.]+$/i.test(type)
  const names = eventType.actions.map(({ name }) => name).join(", ")
  const ruled: Ruled = {
    rule: owner ? "A6" : "A7",
    code: 1003012,
    confidence: owner || isOurs ? "medium" : "low",
    alternates: ["1003003"],
    found: owner
      ? `The action ${quoted(type)} belongs to ${owner.id}; ${eventType.id} knows ${names}.`
      : `No event knows the action ${quoted(type)}; ${eventType.id} knows ${names}.`,
    path: [...first, "@odata.type"],
  }
  return breach(ruled, () => {
    const meant = meantAction(eventType, type)
    return meant ? [typed(meant)] : []
  })
}
