import { columnsOf, is, listed, textOf } from "../language"
import { semantic, unsupported } from "../refusal"
import { type Relation, relationOf, type Scope, scopeOfNone } from "../scope"
import type { Expression, Nodes, SyntaxNode } from "../syntax"
import { kindOf } from "../values/compare"
import { type Column, missingOf, type Row } from "../values/value"
import { namesOf, neededOfSide } from "./needs"
import { allRows, keyOfAll, type Operator, parameterOf, requireParameters } from "./rows"

/** Columns that must be equal, by their places on the left and on the right. */
type Keys = { left: readonly number[]; right: readonly number[] }

/** What becomes of the rows of either side. */
type Flavour = {
  /** Which rows of the left side count: all, or the first of each key. */
  isUnique?: boolean
  /** Whether rows without a counterpart stay, with nulls in its place. */
  keeps?: readonly ("left" | "right")[]
  /** Only the rows of one side, those with or without a counterpart. */
  only?: { side: "left" | "right"; matched: boolean }
}

const flavours: Readonly<Record<string, Flavour>> = {
  innerunique: { isUnique: true },
  inner: {},
  leftouter: { keeps: ["left"] },
  rightouter: { keeps: ["right"] },
  fullouter: { keeps: ["left", "right"] },
  leftsemi: { only: { side: "left", matched: true } },
  rightsemi: { only: { side: "right", matched: true } },
  leftanti: { only: { side: "left", matched: false } },
  leftantisemi: { only: { side: "left", matched: false } },
  anti: { only: { side: "left", matched: false } },
  rightanti: { only: { side: "right", matched: false } },
  rightantisemi: { only: { side: "right", matched: false } },
}

/** A column as `on` names it: by its name alone, or by its side and its name. */
function sideOf(node: Expression): { side: string; name: string } | undefined {
  if (
    !is(node, "PathExpression") ||
    !is(node.Expression, "NameReference") ||
    !is(node.Selector, "NameReference")
  )
    return undefined
  return { side: node.Expression.SimpleName, name: node.Selector.SimpleName }
}

function pairOf(node: Expression): { left: string; right: string } {
  if (is(node, "NameReference")) return { left: node.SimpleName, right: node.SimpleName }
  const sides =
    is(node, "BinaryExpression") && node.Operator.Text === "==" ? [node.Left, node.Right].map(sideOf) : []
  const [left, right] = ["$left", "$right"].map((side) => sides.find((one) => one?.side === side)?.name)
  if (left === undefined || right === undefined) throw unsupported(`the join condition ${textOf(node)}`)
  return { left, right }
}

function pairsOf(clause: SyntaxNode) {
  if (!is(clause, "JoinOnClause")) throw unsupported(textOf(clause))
  return listed(clause.Expressions).map(pairOf)
}

const placeOf = ({ columns }: Relation, name: string) => columns.findIndex((column) => column.name === name)

function keysOf(clause: SyntaxNode, left: Relation, right: Relation): Keys {
  const pairs = pairsOf(clause)
  const keys = {
    left: pairs.map((pair) => placeOf(left, pair.left)),
    right: pairs.map((pair) => placeOf(right, pair.right)),
  }
  for (const [index, at] of keys.left.entries()) {
    const [one, other] = [left.columns[at], right.columns[keys.right[index] ?? -1]]
    if (!one || !other) throw unsupported(textOf(clause))
    if (kindOf(one.type) !== kindOf(other.type))
      throw semantic(
        "SEM0062",
        `join: the types of ${one.name} and ${other.name} differ: ${one.type}, ${other.type}`,
      )
  }
  return keys
}

/** The key of a row; none when a value is null, which equals nothing. */
function keyAt(row: Row, places: readonly number[]): ReturnType<typeof keyOfAll> | undefined {
  const values = places.map((place) => row[place] ?? null)
  return values.includes(null) ? undefined : keyOfAll(values)
}

type RowsByKey = Map<ReturnType<typeof keyOfAll>, Row[]>

function byKey(rows: readonly Row[], places: readonly number[]): RowsByKey {
  const found: RowsByKey = new Map()
  for (const row of rows) {
    const key = keyAt(row, places)
    if (key === undefined) continue
    const others = found.get(key)
    if (others) others.push(row)
    else found.set(key, [row])
  }
  return found
}

const emptyRow = (columns: readonly Column[]): Row => columns.map(({ type }) => missingOf(type))

/** The rows of one side that have, or have not, a counterpart on the other. */
async function semiJoin(
  sides: { own: Relation; other: Relation },
  keys: { own: readonly number[]; other: readonly number[] },
  matched: boolean,
) {
  const others = byKey(await allRows(sides.other), keys.other)
  return (await allRows(sides.own)).filter((row) => {
    const key = keyAt(row, keys.own)
    return (key !== undefined && others.has(key)) === matched
  })
}

async function fullJoin(
  left: Relation,
  right: Relation,
  keys: Keys,
  { isUnique, keeps = [] }: Flavour,
): Promise<Row[]> {
  const rightRows = await allRows(right)
  const others = byKey(rightRows, keys.right)
  const met = new Set<unknown>()
  const rows: Row[] = []
  for await (const batch of left.read())
    for (const row of batch) {
      const key = keyAt(row, keys.left)
      const matches = key === undefined ? undefined : others.get(key)
      if (isUnique && key !== undefined && met.has(key)) continue
      if (key !== undefined) met.add(key)
      if (matches) for (const match of matches) rows.push([...trimmed(row, left), ...match])
      else if (keeps.includes("left")) rows.push([...trimmed(row, left), ...emptyRow(right.columns)])
    }
  if (!keeps.includes("right")) return rows
  const alone = rightRows.filter((row) => {
    const key = keyAt(row, keys.right)
    return key === undefined || !met.has(key)
  })
  return [...rows, ...alone.map((row) => [...emptyRow(left.columns), ...row])]
}

/** A row without what stands behind its columns. */
const trimmed = (row: Row, { columns }: Relation): Row =>
  row.length > columns.length ? row.slice(0, columns.length) : row

type Sides = { left: Relation; right: Relation; columns: readonly Column[]; places: readonly number[] }

/**
 * The columns of a join that are wanted, and where a joined row has them: the service names its columns by the places
 * of all columns on both sides.
 */
function sidesOf(
  node: Expression & { Expression: Expression },
  { left, clause, hidden }: { left: Relation; clause: SyntaxNode; hidden: readonly string[] },
  only: "left" | "right" | undefined,
  scope: Scope,
): Sides {
  const all = columnsOf(node)
  const declared = columnsOf(node.Expression).filter(({ name }) => !hidden.includes(name))
  const begin = only === "right" ? 0 : (left.declared ?? left.columns).length
  const isShown = only !== "left"
  const shown = isShown
    ? neededOfSide({ columns: declared, begin }, all, scope.needed, clause)
    : namesOf([clause])
  const needed = scope.run.isTrial ? undefined : shown
  const right = relationOf(node.Expression, scopeOfNone(scope, needed))
  const sources = [
    ...(only === "right" ? [] : (left.declared ?? left.columns)).map(({ name }) => placeOf(left, name)),
    ...(isShown ? declared : []).map(({ name }) => {
      const place = placeOf(right, name)
      return place < 0 || only ? place : place + left.columns.length
    }),
  ]
  if (sources.length !== all.length) throw unsupported(`the columns of ${textOf(node)}`)
  const kept = all.flatMap((column, index) =>
    (sources[index] ?? -1) < 0 ? [] : [{ column, place: sources[index] ?? 0 }],
  )
  return { left, right, columns: kept.map(({ column }) => column), places: kept.map(({ place }) => place) }
}

const arranged = (rows: readonly Row[], places: readonly number[]): Row[] =>
  rows.map((row) => places.map((place) => row[place] ?? null))

/** `join`: the rows of two tables that belong together. */
export const join: Operator<Nodes["JoinOperator"]> = (node, before, scope) => {
  requireParameters(node.Parameters, ["kind"])
  const kind = parameterOf(node.Parameters, "kind") ?? "innerunique"
  const flavour = Object.hasOwn(flavours, kind) ? flavours[kind] : undefined
  if (!flavour) throw unsupported(`join of the kind ${kind}`)
  const clause = node.ConditionClause
  const { only } = flavour
  const { left, right, columns, places } = sidesOf(
    node,
    { left: before, clause, hidden: [] },
    only?.side,
    scope,
  )
  const keys = keysOf(clause, left, right)
  return {
    columns,
    isSerialized: false,
    async *read() {
      if (!only) return yield arranged(await fullJoin(left, right, keys, flavour), places)
      const isLeft = only.side === "left"
      const sides = isLeft ? { own: left, other: right } : { own: right, other: left }
      const keyPlaces = isLeft ? { own: keys.left, other: keys.right } : { own: keys.right, other: keys.left }
      yield arranged(await semiJoin(sides, keyPlaces, only.matched), places)
    },
  }
}

/** `lookup`: columns of a small table beside those of a large one, without the keys. */
export const lookup: Operator<Nodes["LookupOperator"]> = (node, before, scope) => {
  requireParameters(node.Parameters, ["kind"])
  const kind = parameterOf(node.Parameters, "kind") ?? "leftouter"
  const flavour = kind === "leftouter" || kind === "inner" ? flavours[kind] : undefined
  if (!flavour) throw unsupported(`lookup of the kind ${kind}`)
  const clause = node.LookupClause
  const hidden = pairsOf(clause).map(({ right }) => right)
  const { left, right, columns, places } = sidesOf(node, { left: before, clause, hidden }, undefined, scope)
  const keys = keysOf(clause, left, right)
  return {
    columns,
    isSerialized: false,
    async *read() {
      yield arranged(await fullJoin(left, right, keys, flavour), places)
    },
  }
}
