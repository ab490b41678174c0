import type { Call, Version } from "./call"
import { badRequest, propertyNotFound, resourceNotFound } from "./errors"
import { compileFilter, type FilterRules, type Predicate, readFilter } from "./filter/evaluate"
import { type Options, pick } from "./query-options"

/** An object of a collection whose members are of several types. */
export type TypedObject = { "@odata.type": string; id: string }

/** The types of a collection: the abstract ones above, and the concrete ones that each version has. */
export type TypeFamily = { bases: readonly string[]; concrete: Readonly<Record<Version, readonly string[]>> }

const named = (name: string) => `microsoft.graph.${name}`

/** A family of types by their names without the namespace; beta has what v1.0 has, and more. */
export const typeFamily = (
  bases: readonly string[],
  names: { both: readonly string[]; betaOnly: readonly string[] },
): TypeFamily => ({
  bases: [...bases, "entity"].map(named),
  concrete: { "v1.0": names.both.map(named), beta: [...names.both, ...names.betaOnly].map(named) },
})

const typeOf = (object: TypedObject) => object["@odata.type"].replace("#", "")

/**
 * The objects that a version lists. INFERRED: v1.0 leaves out those of types that its metadata lacks; beta gets new
 * types before they are documented.
 */
export function objectsIn<Kind extends TypedObject>(
  version: Version,
  objects: readonly Kind[],
  { concrete }: TypeFamily,
): readonly Kind[] {
  return version === "beta" ? objects : objects.filter((object) => concrete[version].includes(typeOf(object)))
}

/** What `isof` means in a version; undefined for a type that the collection cannot hold. */
export function isOfIn(
  version: Version,
  { bases, concrete }: TypeFamily,
): (type: string) => Predicate | undefined {
  return (type) => {
    if (bases.includes(type)) return () => true
    if (!concrete[version].includes(type)) return undefined
    return (row) => row["@odata.type"] === `#${type}`
  }
}

/** The refusal that these collections have for every filter they do not support; its text is INFERRED. */
export const refuseFilter = (_subject: string | null, message: string) =>
  badRequest(`Invalid filter clause: ${message}`)

/** The objects that `$filter` wants. */
export function filtered<Kind extends TypedObject>(
  objects: readonly Kind[],
  options: Options,
  rules: FilterRules,
): readonly Kind[] {
  const text = options.get("filter")
  return text === undefined ? objects : objects.filter(compileFilter(readFilter(text, rules), rules))
}

/** The object whose id the path holds, in any case; 404 without it. */
export function byId<Kind extends { id: string }>(objects: readonly Kind[], { params }: Call): Kind {
  const id = params.id ?? ""
  const found = objects.find((object) => object.id.toLowerCase() === id.toLowerCase())
  if (!found) throw resourceNotFound(id)
  return found
}

/** An object's selected members; its type stays, since it tells which object this is. */
export function showSelected(
  object: Readonly<Record<string, unknown>>,
  select: readonly string[] | undefined,
): Readonly<Record<string, unknown>> {
  return select ? { "@odata.type": object["@odata.type"], ...pick(object, select) } : object
}

/**
 * Accepts `$expand` of relationships that stand in every answer anyway, by path, with or without type casts; 400 for
 * others. INFERRED: the documents name the option but no relationship.
 */
export function allowExpand(options: Options, type: string, relationships: readonly string[]): void {
  for (const path of options.get("expand")?.split(",") ?? []) {
    const plain = path
      .trim()
      .split("/")
      .filter((segment) => !segment.startsWith("microsoft.graph."))
      .join("/")
    if (!relationships.includes(plain)) throw propertyNotFound(plain, type)
  }
}
