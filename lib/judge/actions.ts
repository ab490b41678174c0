import { miscased, noteCase, noteSpelling } from "@/lib/events/casing"
import type { Breach, EventType, Mend, RuleContext } from "@/lib/events/define"
import { kindOf, quoted } from "@/lib/events/values"
import { isMembers, type JsonPath, type Members } from "@/lib/model/json"
import type { Confidence, VerdictCode } from "@/lib/model/verdict"
import {
  actionByParameters,
  actionOf,
  eventOfAction,
  meantAction,
  misnamedType,
  safeData,
  safeSays,
} from "./answers"

const at = ["data", "actions"]
const first = [...at, 0]
const typePath = [...first, "@odata.type"]

/**
 * A1 to A7 and, when they hold, the rule of the action itself and the one for `data`. `silent` tells that the body says
 * nothing else, so that a default may stand in for a missing action without overruling anything.
 */
export function actionsBreach(
  data: Members,
  eventType: EventType,
  context: RuleContext,
  silent: boolean,
): Breach | null {
  const { actions } = data
  const byDefault = (): Mend | null =>
    silent ? { says: safeSays(eventType), edits: [{ path: at, value: safeData(eventType).actions }] } : null
  if (actions === undefined || actions === null) return noActions(data, context, byDefault)
  if (!Array.isArray(actions)) return notAList(actions)
  if (actions.length !== 1) return wrongNumber(actions, byDefault)
  const action: unknown = actions[0]
  if (!isMembers(action)) return notAnObject(action, eventType, byDefault)
  const type = action["@odata.type"]
  if (typeof type !== "string") return noType(action, eventType, byDefault)
  if (type.startsWith("#")) return hashed(type)
  const known = actionOf(eventType, type)
  if (!known) return unknown(type, eventType)
  if (type !== known.type) noteSpelling("A6", type, known.type, typePath, context)
  return known.rule?.(action, first, context) ?? eventType.dataRule?.(data, ["data"], context) ?? null
}

type Ruled = {
  rule: string
  code: 1003003 | 1003010 | 1003012
  confidence: Confidence
  alternates?: readonly VerdictCode[]
  found: string
  path: JsonPath
  at?: "name"
}
type Default = () => Mend | null

const breach = ({ alternates = [], ...rest }: Ruled, mend: Default): Breach => ({ ...rest, alternates, mend })

function noActions(data: Members, context: RuleContext, byDefault: Default): Breach {
  const other = miscased(data, "actions")
  const ruled = { rule: "A1", code: 1003010, confidence: "medium", alternates: ["1003003"] } as const
  if (other === undefined) {
    const found = `data.actions is ${kindOf(data.actions)}; it has to be a list of exactly one action.`
    return breach({ ...ruled, found, path: data.actions === null ? at : ["data"] }, byDefault)
  }
  const path = ["data", other]
  noteCase(other, "actions", path, context)
  const found = `data has ${quoted(other)} where "actions" is expected; the names count letter by letter.`
  return breach({ ...ruled, found, path, at: "name" }, () =>
    "actions" in data
      ? null
      : { says: `Renamed ${quoted(other)} to "actions".`, edits: [{ path, rename: "actions" }] },
  )
}

function notAList(actions: unknown): Breach {
  const found = `data.actions is ${kindOf(actions)} instead of a list.`
  return breach({ rule: "A1", code: 1003003, confidence: "medium", found, path: at }, () =>
    isMembers(actions) && "@odata.type" in actions
      ? { says: "Put the action into a list.", edits: [{ path: at, value: [actions] }] }
      : null,
  )
}

/** Several answers are no choice that can be made for the API, unless they are one answer several times. */
function wrongNumber(actions: readonly unknown[], byDefault: Default): Breach {
  const found = `data.actions has ${actions.length} entries; every event takes exactly one.`
  return breach({ rule: "A2", code: 1003010, confidence: "high", found, path: at }, () => {
    if (actions.length === 0) return byDefault()
    const [one, ...others] = new Set(actions.map((action) => JSON.stringify(action)))
    if (one === undefined || others.length > 0) return mergedClaims(actions)
    const says = `Kept one of ${actions.length} equal actions.`
    return { says, edits: [{ path: at, value: actions.slice(0, 1) }] }
  })
}

/** Actions that only add claims, each claim once, are one action with all of them. */
function mergedClaims(actions: readonly unknown[]): Mend | null {
  const types = new Set<unknown>()
  const claims = actions.map((action) => {
    if (!isMembers(action) || !isMembers(action.claims)) return null
    types.add(action["@odata.type"])
    return Object.entries(action.claims)
  })
  const entries = claims.flatMap((one) => one ?? [])
  const isClear = !claims.includes(null) && types.size === 1
  if (!isClear || new Set(entries.map(([key]) => key)).size < entries.length) return null
  const [type] = types
  const merged = { "@odata.type": type, claims: Object.fromEntries(entries) }
  const says = `Put the claims of ${actions.length} actions into one.`
  return { says, edits: [{ path: at, value: [merged] }] }
}

function notAnObject(action: unknown, eventType: EventType, byDefault: Default): Breach {
  const found = `The action is ${kindOf(action)} instead of an object.`
  const alternates = ["1003012"] as const
  return breach({ rule: "A3", code: 1003003, confidence: "low", alternates, found, path: first }, () => {
    if (action === null) return byDefault()
    const meant = typeof action === "string" ? meantAction(eventType, action) : undefined
    if (!meant) return null
    const says = `Wrote ${quoted(meant.type)} as an object.`
    return { says, edits: [{ path: first, value: { "@odata.type": meant.type } }] }
  })
}

function noType(action: Members, eventType: EventType, byDefault: Default): Breach {
  const misnamed = misnamedType(action)
  const type = action["@odata.type"]
  const ruled = { rule: "A4", code: 1003003, confidence: "medium", alternates: ["1003012"] } as const
  if (misnamed && type === undefined) {
    const path = [...first, misnamed.name]
    const found = `The action has ${quoted(misnamed.name)} where "@odata.type" is expected.`
    const meant = meantAction(eventType, misnamed.type)
    return breach({ ...ruled, found, path, at: "name" }, () =>
      meant ? renamed(path, misnamed, meant.type) : null,
    )
  }
  const found = `The action's "@odata.type" is ${kindOf(type)}.`
  return breach({ ...ruled, found, path: type === undefined ? first : typePath }, () => {
    const meant = actionByParameters(eventType, action)
    if (meant) return typed(meant.type)
    return Object.keys(action).length === 0 ? byDefault() : null
  })
}

function renamed(path: JsonPath, { name, type }: { name: string; type: string }, wanted: string): Mend {
  const rename = { path, rename: "@odata.type" }
  if (type.toLowerCase() === wanted.toLowerCase())
    return { says: `Renamed ${quoted(name)} in the action to "@odata.type".`, edits: [rename] }
  const says = `Renamed ${quoted(name)} in the action and set it to ${quoted(wanted)}.`
  return { says, edits: [rename, { path: typePath, value: wanted }] }
}

function typed(type: string): Mend {
  return {
    says: `Set the action's "@odata.type" to ${quoted(type)}.`,
    edits: [{ path: typePath, value: type }],
  }
}

function hashed(type: string): Breach {
  const found = `The action's "@odata.type" begins with #, as in Graph; in an answer to Entra it must not.`
  return breach({ rule: "A5", code: 1003003, confidence: "high", found, path: typePath }, () => ({
    says: "Removed # from the action's type.",
    edits: [{ path: typePath, value: type.replace(/^#+/, "") }],
  }))
}

function unknown(type: string, eventType: EventType): Breach {
  const owner = eventOfAction(type)
  const names = eventType.actions.map(({ name }) => name).join(", ")
  const ruled: Ruled = {
    rule: owner ? "A6" : "A7",
    code: 1003012,
    confidence: owner || isOfSomeEvent(type) ? "medium" : "low",
    alternates: ["1003003"],
    found: owner
      ? `The action ${quoted(type)} belongs to ${owner.id}; ${eventType.id} knows ${names}.`
      : `No event knows the action ${quoted(type)}; ${eventType.id} knows ${names}.`,
    path: typePath,
  }
  return breach(ruled, () => {
    const meant = meantAction(eventType, type)
    return meant ? typed(meant.type) : null
  })
}

/** Whether a type has the form of an action's, with the part that names an event. */
function isOfSomeEvent(type: string): boolean {
  return /^microsoft\.graph\.(tokenIssuanceStart|attributeCollection(Start|Submit)|otpSend|passwordSubmit|verifiedIdClaimValidation)\.[^.]+$/i.test(
    type,
  )
}
