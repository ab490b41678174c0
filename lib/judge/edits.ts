import { applyEdits, modify, type Node } from "jsonc-parser"
import type { Edit } from "@/lib/events/define"
import { isMembers, type JsonPath } from "@/lib/model/json"
import { nodeAt, parseJson, type Source, sourceOf } from "./json"

// Each member that comes or goes moves the others, so that the text has to be read again.
const mostMoves = 20

/** A text after edits, with its formatting kept; null when it cannot be taken apart or when there are too many. */
export function edited(source: Source, edits: readonly Edit[]): string | null {
  const tree = source.tree()
  const splices = edits.map((edit) => tree && spliceOf(edit, tree, source.text))
  if (splices.every((splice) => splice !== null && splice !== undefined)) return spliced(source.text, splices)
  if (edits.length > mostMoves) return null
  return edits.reduce<string | null>((text, edit) => {
    const current = text === null ? null : sourceOf(text)
    return current && editedOnce(current, edit)
  }, source.text)
}

function editedOnce({ text, tree }: Source, edit: Edit): string | null {
  if ("text" in edit) return edit.text
  const root = tree()
  const parsed = parseJson(text)
  if (!root || !parsed.ok) return null
  const splice = spliceOf(edit, root, text)
  if (splice) return spliced(text, [splice])
  const value = "value" in edit ? edit.value : undefined
  const wanted = JSON.stringify(placed(parsed.value, edit.path, value), null, 2)
  if (edit.path.length === 0) return wanted
  const minimal = applyEdits(text, modify(text, [...edit.path], value, styleOf(text)))
  const check = parseJson(minimal)
  return check.ok && JSON.stringify(check.value, null, 2) === wanted ? minimal : wanted
}

type Splice = { offset: number; length: number; content: string }

/** An edit of something that is there already, as an exchange of characters; null for members that come or go. */
function spliceOf(edit: Edit, tree: Node, text: string): Splice | null {
  if ("text" in edit || "remove" in edit || edit.path.length === 0) return null
  const node = nodeAt(tree, edit.path)
  if (!node) return null
  if ("rename" in edit) {
    const name = node.parent?.children?.[0]
    return name ? { offset: name.offset, length: name.length, content: JSON.stringify(edit.rename) } : null
  }
  const { offset, length } = node
  const content =
    "quote" in edit ? JSON.stringify(text.slice(offset, offset + length)) : written(edit.value, text, offset)
  return { offset, length, content }
}

function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = []
  let end = text.length
  for (const { offset, length, content } of splices.toSorted((one, other) => other.offset - one.offset)) {
    parts.unshift(content, text.slice(offset + length, end))
    end = offset
  }
  return text.slice(0, end) + parts.join("")
}

/** A value as JSON in the style of the text around it: over several lines where the text has several. */
function written(value: unknown, text: string, offset: number): string {
  if (typeof value !== "object" || !text.includes("\n")) return JSON.stringify(value)
  const line = text.slice(text.lastIndexOf("\n", offset) + 1, offset)
  const margin = line.slice(0, line.length - line.trimStart().length)
  const { unit, eol } = layoutOf(text)
  return JSON.stringify(value, null, unit).replaceAll("\n", eol + margin)
}

/** The indentation and line end that a text uses. */
function layoutOf(text: string): { unit: string; eol: string } {
  return { unit: /\n([ \t]+)/.exec(text)?.[1] ?? "  ", eol: text.includes("\r\n") ? "\r\n" : "\n" }
}

function styleOf(text: string): Parameters<typeof modify>[3] {
  if (!text.includes("\n")) return {}
  const { unit, eol } = layoutOf(text)
  return { formattingOptions: { insertSpaces: !unit.includes("\t"), tabSize: unit.length, eol } }
}

/** A copy of a JSON value with another value at a path; undefined removes the member. */
function placed(value: unknown, [step, ...rest]: JsonPath, put: unknown): unknown {
  if (step === undefined) return put
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? placed(item, rest, put) : item))
  const members = isMembers(value) ? value : {}
  const isThere = Object.hasOwn(members, step)
  const member = placed(isThere ? members[step] : undefined, rest, put)
  const others = Object.entries(members)
  if (member === undefined) return Object.fromEntries(others.filter(([key]) => key !== step))
  if (isThere) return Object.fromEntries(others.map(([key, one]) => [key, key === step ? member : one]))
  return Object.fromEntries([...others, [step, member]])
}
