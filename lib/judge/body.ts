import { JSONRepairError, jsonrepair } from "jsonrepair"
import type { Breach, Edit, EventType, Members, RuleContext } from "@/lib/events/define"
import { isMembers, kindOf, quoted, utf8Bytes } from "@/lib/events/values"
import { actionsBreach } from "./actions"
import { eventOfData, miscased, misnamedType, objectInText, safeData } from "./answers"
import { isForgivable, isWorkable, parseJson } from "./json"

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
  const edit = {
    text: JSON.stringify({ data: safeData(eventType) }, null, 2),
    says: "Wrote the answer that does least.",
  }
  return {
    rule: "B1",
    code: 1003009,
    confidence: "medium",
    alternates: ["1003003"],
    found,
    path: null,
    edits: () => [edit],
  }
}

function notJson(text: string): Breach {
  const forgivable = isForgivable(text)
  return {
    rule: "B2",
    code: 1003003,
    confidence: forgivable ? "low" : "high",
    alternates: forgivable ? ["ok"] : [],
    found: forgivable
      ? "The body has comments or a trailing comma, which JSON does not allow."
      : `The body is not JSON; it begins with ${quoted(text.trimStart().slice(0, 40))}.`,
    path: [],
    edits: () => mended(text),
  }
}

const longestMended = 100_000

/** The body as a library for broken JSON mends it; it gives up on some texts, on a few by running out of stack. */
function mended(text: string): readonly Edit[] {
  if (text.length > longestMended || !isWorkable(text)) return []
  try {
    const repaired = jsonrepair(text)
    const parsed = parseJson(repaired)
    if (!parsed.ok || !isMembers(parsed.value)) return []
    return [{ text: repaired, says: "Wrote the body as valid JSON." }]
  } catch (error) {
    if (error instanceof JSONRepairError || error instanceof RangeError) return []
    throw error
  }
}

function notAnObject(root: unknown): Breach {
  const inner = objectInText(root) ?? (Array.isArray(root) && root.length === 1 ? root[0] : undefined)
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
    edits: () =>
      isMembers(inner)
        ? [{ path: [], value: inner, says: "Took the object out of what was around it." }]
        : [],
  }
}

function rootBreach(root: Members, eventType: EventType, context: RuleContext): Breach | null {
  const { data } = root
  if (!isMembers(data)) return noData(root, eventType, context)
  return typeBreach(data, eventType, context) ?? actionsBreach(data, eventType, context)
}

function noData(root: Members, eventType: EventType, context: RuleContext): Breach {
  const other = miscased(root, "data")
  if (other !== undefined) noteCase(other, "data", context)
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
    path: "data" in root ? ["data"] : [],
    edits: () => dataEdits(root, other, eventType),
  }
}

/** Warns that a member's name differs from the contract's in case. */
function noteCase(name: string, wanted: string, context: RuleContext): void {
  context.note({
    rule: "B4",
    confidence: "medium",
    alternates: [],
    warning: { name: "CASING", text: `${quoted(name)} should be ${quoted(wanted)}.` },
  })
}

const belongsToData = ["@odata.type", "@@odata.type", "actions", "nonce"]

function dataEdits(root: Members, other: string | undefined, eventType: EventType): readonly Edit[] {
  const set = (value: unknown, says: string): Edit => ({ path: ["data"], value, says })
  if (other !== undefined)
    return [
      { path: [other], remove: true, says: `Removed ${quoted(other)}.` },
      set(root[other], `Named it "data".`),
    ]
  const inner = objectInText(root.data)
  if (inner) return [set(inner, "Took data out of the string that held it.")]
  if ("actions" in root) {
    const moved = Object.keys(root).filter((key) => belongsToData.includes(key))
    const left = ["type", "apiSchemaVersion"].filter((key) => "apiSchemaVersion" in root && key in root)
    return [
      ...[...moved, ...left].map((key) => ({
        path: [key],
        remove: true as const,
        says: `Took ${quoted(key)} from the root.`,
      })),
      set(Object.fromEntries(moved.map((key) => [key, root[key]])), "Put the actions into data."),
    ]
  }
  return [set(safeData(eventType), "Wrote the data that does least.")]
}

function typeBreach(data: Members, eventType: EventType, context: RuleContext): Breach | null {
  const type = data["@odata.type"]
  const wanted = eventType.responseData
  if (typeof type === "string" && type.toLowerCase() === wanted.toLowerCase()) {
    if (type !== wanted)
      context.note({
        rule: "B5",
        confidence: "medium",
        alternates: ["1003003"],
        warning: {
          name: "CASING",
          text: `${quoted(type)} is written ${quoted(wanted)} by Microsoft.`,
          path: ["data", "@odata.type"],
        },
      })
    return null
  }
  const ofOther = typeof type === "string" && eventOfData(type) !== undefined
  const misnamed = type === undefined ? misnamedType(data) : undefined
  return {
    rule: "B5",
    code: 1003003,
    confidence: ofOther ? "low" : "medium",
    alternates: ofOther ? ["1003012", "1003008"] : [],
    found: typeFound(type, misnamed?.name, wanted),
    path: ["data", "@odata.type"],
    edits: () => [
      ...(misnamed
        ? [
            {
              path: ["data", misnamed.name],
              remove: true as const,
              says: `Removed ${quoted(misnamed.name)}.`,
            },
          ]
        : []),
      { path: ["data", "@odata.type"], value: wanted, says: `Set data["@odata.type"] to ${quoted(wanted)}.` },
    ],
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
