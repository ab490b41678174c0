import { columnsOf, listed, textOf } from "../language"
import { semantic, unsupported } from "../refusal"
import { type Batch, type Bounds, type Relation, relationOf, type Scope, scopeOfNone } from "../scope"
import type { Expression, Nodes } from "../syntax"
import { type Column, missingOf, type Row } from "../values/value"
import { amongNeeded, unsuffixed } from "./needs"
import { parameterOf, requireParameters } from "./rows"

/** A table that the workspace has not; a fuzzy union goes on without it. */
export class MissingTable extends Error {
  constructor(name: string) {
    super(`'where' operator: Failed to resolve table or column expression named '${name}'`)
  }
}

/** The inputs that there are. Throws a refusal when a table is missing that must be there. */
function inputsOf(nodes: readonly Expression[], isFuzzy: boolean, scope: Scope): Relation[] {
  const missing: MissingTable[] = []
  const inputs = nodes.flatMap((node) => {
    try {
      return [relationOf(node, scopeOfNone(scope, unsuffixed(scope.needed)))]
    } catch (error) {
      if (!isFuzzy || !(error instanceof MissingTable)) throw error
      missing.push(error)
      return []
    }
  })
  const [first] = missing
  if (first && inputs.length === 0) throw semantic("SEM0100", first.message)
  return inputs
}

/**
 * Where an input has the values of each column: one of the same name and type. Columns of one name and several types
 * go apart under names that end in their types.
 */
const placesOf = (columns: readonly Column[], input: Relation): number[] =>
  columns.map(({ name, type }) =>
    input.columns.findIndex(
      (own) => own.type === type && (own.name === name || `${own.name}_${type}` === name),
    ),
  )

type Leg = { input: Relation; places: readonly number[]; name: string }

/** `union`: the rows of several tables, one after the other. */
export function union(node: Nodes["UnionOperator"], before: Relation | undefined, scope: Scope): Relation {
  requireParameters(node.Parameters, ["kind", "withsource", "isfuzzy"])
  const isFuzzy = parameterOf(node.Parameters, "isfuzzy") === "true"
  const source = sourceName(node)
  const inputs = [...(before ? [before] : []), ...inputsOf(listed(node.Expressions), isFuzzy, scope)]
  const all = amongNeeded(columnsOf(node), scope.needed)
  const isCommon = (column: Column) =>
    column.name === source || inputs.every((input) => placesOf([column], input)[0] !== -1)
  const columns = isInner(node) ? all.filter(isCommon) : all
  const legs = inputs.map((input) => {
    // What the column says of anything but a table is not clear from the documentation.
    if (source && !input.name) throw unsupported("withsource of anything but tables")
    return { input, places: placesOf(columns, input), name: input.name ?? "" }
  })
  const isGiven = ({ name }: Column, index: number) =>
    name === source || legs.some(({ places }) => (places[index] ?? -1) >= 0)
  // Where such a name is taken already, the service numbers the columns in a way of its own.
  const isTwice = legs.some(({ places }) => hasDoubles(places.filter((place) => place >= 0)))
  if (isTwice || !columns.every(isGiven)) throw unsupported(`the columns of ${textOf(node)}`)
  return united(columns, source, legs)
}

/** Whether a union gives the columns only that all its inputs have, which Microsoft's parser does not take into account. */
export function isInner({ Parameters: parameters }: Nodes["UnionOperator"]): boolean {
  const kind = parameterOf(parameters, "kind") ?? "outer"
  if (kind !== "outer" && kind !== "inner") throw unsupported(`union of the kind ${kind}`)
  return kind === "inner"
}

const hasDoubles = (places: readonly number[]) => new Set(places).size < places.length

function sourceName(node: Nodes["UnionOperator"]): string | undefined {
  const parameter = listed(node.Parameters).find(({ Name: { SimpleName: name } }) => name === "withsource")
  return parameter && textOf(parameter.Expression)
}

function united(columns: readonly Column[], source: string | undefined, legs: readonly Leg[]): Relation {
  return {
    columns,
    isSerialized: false,
    async *read() {
      for (const leg of legs) yield* rowsOf(columns, source, leg)
    },
    narrow: (by) =>
      united(
        columns,
        source,
        legs.map((leg) => ({ ...leg, input: leg.input.narrow?.(shared(by, columns, leg)) ?? leg.input })),
      ),
  }
}

/** The bounds that name columns as a table itself names them. */
function shared(by: Bounds, columns: readonly Column[], { input, places }: Leg): Bounds {
  const isShared = ({ column }: { column: string }) => {
    const place = places[columns.findIndex(({ name }) => name === column)]
    return place !== undefined && input.columns[place]?.name === column
  }
  return {
    limits: by.limits.filter(isShared),
    lookups: by.lookups.filter((lookup) => lookup.every(isShared)),
  }
}

async function* rowsOf(
  columns: readonly Column[],
  source: string | undefined,
  { input, places, name }: Leg,
): AsyncGenerator<Batch> {
  const make = (row: Row): Row =>
    columns.map((column, index) => {
      if (column.name === source) return name
      return row[places[index] ?? -1] ?? missingOf(column.type)
    })
  for await (const batch of input.read()) yield batch.map(make)
}
