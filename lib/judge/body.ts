import { JSONRepairError, jsonrepair } from "jsonrepair"
import { miscased, noteCase, noteSpelling } from "@/lib/events/casing"
import type { Breach, Edit, EventType, Mend, RuleContext } from "@/lib/events/define"
import { kindOf, objectInText, quoted, utf8Bytes } from "@/lib/events/values"
import { isMembers, type Members } from "@/lib/model/json"
import { actionsBreach } from "./actions"
import { eventOfData, misnamedType, safeData, safeSays } from "./answers"
import { parseJson } from "./json"
import { type SyntaxFault, syntaxFault } from "./syntax"

const byteOrderMark = "\uFEFF"
const largeBytes = 8192

/** B1 to B5 and, when they hold, the rules for actions and their parameters. */
export function bodyBreach(body: string, eventType: EventType, context: RuleContext): Breach | null {
  const text = withoutMark(body, context)
  if (text.trim() === "") return empty(text === "" ? "The body is empty." : "The body is blank.", eventType)
  const parsed = parseJson(text)
  if (!parsed.ok) return notJson(text)
  if (parsed.value === null) return empty("The body is the JSON value null.", eventType)
  if (!isMembers(parsed.value)) return notAnObject(parsed.value)
  const breach = rootBreach(parsed.value, eventType, context)
  if (!breach) noteSize(text, context)
  return breach
}

function withoutMark(body: string, context: RuleContext): string {
  if (!body.startsWith(byteOrderMark)) return body
  context.note({
    rule: "B2",
    confidence: "low",
    alternates: ["1003003"],
    warning: {
      name: "BOM",
      text: "The body begins with a byte order mark, which not every JSON parser skips.",
    },
  })
  return body.slice(1)
}

function noteSize(text: string, context: RuleContext): void {
  if (text.length <= largeBytes / 3) return
  const bytes = utf8Bytes(text)
  if (bytes <= largeBytes) return
  context.note({
    rule: "T3",
    confidence: "medium",
    alternates: ["1003024"],
    warning: {
      name: "LARGE_BODY",
      text: `The body has ${bytes} bytes. Entra has a limit for the whole body (1003024) and does not publish it.`,
    },
  })
}

function empty(found: string, eventType: EventType): Breach {
  return {
    rule: "B1",
    code: 1003009,
    confidence: "medium",
    alternates: ["1003003"],
    found,
    path: null,
    mend: () => ({
      says: safeSays(eventType),
      edits: [{ text: JSON.stringify({ data: safeData(eventType) }, null, 2) }],
    }),
  }
}

function notJson(text: string): Breach {
  const fault = syntaxFault(text)
  const forgivable = fault?.kind === "forgivable"
  return {
    rule: "B2",
    code: 1003003,
    confidence: forgivable ? "low" : "high",
    alternates: forgivable ? ["ok"] : [],
    found: syntaxFound(text, fault),
    path: [],
    mend: () => (fault && fault.kind !== "cut off" ? mended(text, forgivable) : null),
  }
}

function syntaxFound(text: string, fault: SyntaxFault | null): string {
  if (fault?.kind === "forgivable")
    return "The body has comments or a trailing comma, which JSON does not allow."
  if (fault?.kind === "cut off")
    return "The body is not JSON: it ends in the middle, as if it had been cut off."
  const looksLikeJson = /^\s*[[{"]/.test(text)
  if (fault && looksLikeJson) return `The body is not JSON: ${fault.says}.`
  return `The body is not JSON; it begins with ${quoted(text.trimStart().slice(0, 40))}.`
}

const longestMended = 100_000

/** The body as a library for broken JSON mends it; it gives up on some texts, on a few by running out of stack. */
function mended(text: string, forgivable: boolean): Mend | null {
  if (text.length > longestMended) return null
  try {
    const repaired = jsonrepair(text)
    const parsed = parseJson(repaired)
    if (!parsed.ok || !isMembers(parsed.value) || !isMembers(parsed.value.data)) return null
    const says = forgivable
      ? "Removed comments and trailing commas."
      : "Wrote the body as valid JSON; compare every value with what the API meant to send."
    return { says, edits: [{ text: repaired }] }
  } catch (error) {
    if (error instanceof JSONRepairError || error instanceof RangeError) return null
    throw error
  }
}

function notAnObject(root: unknown): Breach {
  const inner = objectInText(root) ?? (Array.isArray(root) && root.length === 1 ? root[0] : undefined)
  const isAnswer = isMembers(inner) && "data" in inner
  const twice = typeof root === "string" && inner !== undefined
  return {
    rule: "B3",
    code: 1003003,
    confidence: "medium",
    alternates: [],
    found: twice
      ? "The body is a string that holds JSON: the answer was encoded twice."
      : `The body is ${kindOf(root)} instead of an object.`,
    path: [],
    mend: () =>
      isAnswer
        ? { says: "Took the answer out of what was around it.", edits: [{ path: [], value: inner }] }
        : null,
  }
}

function rootBreach(root: Members, eventType: EventType, context: RuleContext): Breach | null {
  const { data } = root
  if (!isMembers(data)) return noData(root, eventType, context)
  return typeBreach(data, eventType, context) ?? actionsBreach(data, eventType, context, isSilent(root))
}

/** Whether a body says nothing beyond its types, so that a default cannot overrule anything. */
function isSilent({ data, ...others }: Members): boolean {
  const said = isMembers(data) ? Object.keys(data) : data === undefined || data === null ? [] : ["data"]
  return (
    Object.keys(others).length === 0 &&
    said.every((name) => ["@odata.type", "actions", "nonce"].includes(name))
  )
}

function noData(root: Members, eventType: EventType, context: RuleContext): Breach {
  const other = miscased(root, "data")
  if (other !== undefined) noteCase(other, "data", [other], context)
  const isLegacy = "apiSchemaVersion" in root
  const found = isLegacy
    ? "The body has apiSchemaVersion at its root and no data: the contract of the 2021 preview."
    : other !== undefined
      ? `The body has ${quoted(other)} where "data" is expected; the names count letter by letter.`
      : `data is ${kindOf(root.data)}; it has to be an object.`
  return {
    rule: "B4",
    code: 1003003,
    confidence: isLegacy || root.data === null ? "low" : "medium",
    alternates: isLegacy ? ["1003008", "1003009"] : ["1003009"],
    found,
    ...(other === undefined ? { path: "data" in root ? ["data"] : [] } : { path: [other], at: "name" }),
    mend: () => mendData(root, other, eventType),
  }
}

const belongsToData = ["@odata.type", "@@odata.type", "actions", "nonce"]

function mendData(root: Members, other: string | undefined, eventType: EventType): Mend | null {
  const set = (value: unknown): Edit => ({ path: ["data"], value })
  if (other !== undefined && !("data" in root))
    return { says: `Renamed ${quoted(other)} to "data".`, edits: [{ path: [other], rename: "data" }] }
  const inner = objectInText(root.data)
  if (inner) return { says: "Took data out of the string that held it.", edits: [set(inner)] }
  if ("actions" in root && !("data" in root)) {
    const moved = Object.keys(root).filter((key) => belongsToData.includes(key))
    const left = ["type", "apiSchemaVersion"].filter((key) => "apiSchemaVersion" in root && key in root)
    const data = Object.fromEntries(moved.map((key) => [key, root[key]]))
    const gone = left.length > 0 ? ` Left out ${left.map(quoted).join(" and ")} of the old contract.` : ""
    return {
      says: `Put ${moved.map(quoted).join(" and ")} into data.${gone}`,
      edits: [...[...moved, ...left].map((key) => ({ path: [key], remove: true as const })), set(data)],
    }
  }
  return isSilent(root) ? { says: safeSays(eventType), edits: [set(safeData(eventType))] } : null
}

function typeBreach(data: Members, eventType: EventType, context: RuleContext): Breach | null {
  const type = data["@odata.type"]
  const path = ["data", "@odata.type"]
  const wanted = eventType.responseData
  if (typeof type === "string" && type.toLowerCase() === wanted.toLowerCase()) {
    if (type !== wanted) noteSpelling("B5", type, wanted, path, context)
    return null
  }
  const isOther = typeof type === "string" && eventOfData(type) !== undefined
  const misnamed = type === undefined ? misnamedType(data) : undefined
  return {
    rule: "B5",
    code: 1003003,
    confidence: isOther ? "low" : "medium",
    alternates: isOther ? ["1003012", "1003008"] : [],
    found: typeFound(type, misnamed?.name, wanted),
    ...(misnamed ? { path: ["data", misnamed.name], at: "name" } : { path }),
    mend: () => mendType(misnamed, wanted),
  }
}

function mendType(misnamed: ReturnType<typeof misnamedType>, wanted: string): Mend {
  const path = ["data", "@odata.type"]
  const set: Edit = { path, value: wanted }
  if (!misnamed) return { says: `Set data["@odata.type"] to ${quoted(wanted)}.`, edits: [set] }
  const rename: Edit = { path: ["data", misnamed.name], rename: "@odata.type" }
  const isRight = misnamed.type.toLowerCase() === wanted.toLowerCase()
  return isRight
    ? { says: `Renamed ${quoted(misnamed.name)} in data to "@odata.type".`, edits: [rename] }
    : {
        says: `Renamed ${quoted(misnamed.name)} in data and set it to ${quoted(wanted)}.`,
        edits: [rename, set],
      }
}

const isHashed = (type: unknown) => typeof type === "string" && type.startsWith("#")

function typeFound(type: unknown, misnamed: string | undefined, wanted: string): string {
  if (misnamed !== undefined) return `data has ${quoted(misnamed)} where "@odata.type" is expected.`
  if (typeof type !== "string")
    return `data["@odata.type"] is ${kindOf(type)}; it has to be ${quoted(wanted)}.`
  if (isHashed(type))
    return `data["@odata.type"] begins with #, as in Graph; in an answer to Entra it must not.`
  return `data["@odata.type"] is ${quoted(type)}; this event wants ${quoted(wanted)}.`
}
