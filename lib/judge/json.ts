import { getNodePath, type Node, parseTree } from "jsonc-parser"
import { type JsonPath, pointerOf } from "@/lib/model/json"
import type { Place } from "@/lib/model/verdict"

/** A JSON value, or that the text is none. */
export function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  // Most of what is no JSON is a page or plain text, and an error of the parser is dear.
  if (!/^\s*["{[\-\dtfn]/.test(text)) return { ok: false }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

const mostLevels = 200
const mostCharacters = 1_000_000

/** Whether a text is small and flat enough to be taken apart; a hostile one is judged without place and repair. */
export function isWorkable(text: string): boolean {
  if (text.length > mostCharacters) return false
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const bracket = text[index]
    if (bracket === "{" || bracket === "[") depth += 1
    else if (bracket === "}" || bracket === "]") depth -= 1
    if (depth > mostLevels) return false
  }
  return true
}

/** A JSON text with its syntax tree, which is built when it is first asked for. */
export type Source = { text: string; tree(): Node | undefined }

/** The text as a source; null when it is too large or too deep to be taken apart. */
export function sourceOf(text: string): Source | null {
  if (!isWorkable(text)) return null
  let built: { tree: Node | undefined } | undefined
  const tree = () => {
    built ??= { tree: parseTree(text, [], { disallowComments: true }) }
    return built.tree
  }
  return { text, tree }
}

/** The node at a path; of members with one name the last one counts, as it does for JSON parsers. */
export function nodeAt(tree: Node | undefined, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => {
    if (typeof step === "number") return node?.type === "array" ? node.children?.[step] : undefined
    if (node?.type !== "object") return undefined
    return node.children?.findLast(({ children }) => children?.[0]?.value === step)?.children?.[1]
  }, tree)
}

/** Where a path stands in a text: its value or its name, or the nearest value around it when there is none. */
export function placeOf({ text, tree }: Source, path: JsonPath, at?: "name"): Place | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(tree(), path.slice(0, length))
    const seen = at === "name" && length === path.length ? node?.parent?.children?.[0] : node
    if (seen) return { pointer: pointerOf(path.slice(0, length)), ...lineAndColumn(text, seen.offset) }
  }
  return null
}

/** Where an offset of a text stands, with the pointer of the innermost value around it. */
export function placeOfOffset({ text, tree }: Source, offset: number): Place {
  const root = tree()
  const around = root && deepest(root, offset)
  return { pointer: around ? pointerOf(getNodePath(around)) : "", ...lineAndColumn(text, offset) }
}

function deepest(node: Node, offset: number): Node {
  const inside = node.children?.find(
    (child) => offset >= child.offset && offset < child.offset + child.length,
  )
  return inside ? deepest(inside, offset) : node
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
