import { unsupported } from "../refusal"
import { type Bag, isArray, isBag, toDynamic, type Value } from "../values/value"
import { type Functions, free, type ScalarFunction } from "./define"

/** A bag of names and values in turn. */
const pack: ScalarFunction = free((values, types) => {
  const members: [string, Value][] = []
  for (let index = 0; index + 1 < values.length; index += 2) {
    const name = values[index]
    if (typeof name !== "string") throw unsupported("a property bag with a name that is no text")
    members.push([name, toDynamic(values[index + 1] ?? null, types[index + 1] ?? "dynamic")])
  }
  return Object.fromEntries(members)
})

/** Every column of the row in one bag; those without a value can be left out. */
const packAll: ScalarFunction =
  ({ args: [leaves], scope: { columns } }) =>
  (row, frame) => {
    const leavesEmpty = leaves?.of(row, frame) === true
    const members = columns.map(
      ({ name, type }, index) => [name, toDynamic(row[index] ?? null, type)] as const,
    )
    return Object.fromEntries(members.filter(([, value]) => !leavesEmpty || (value !== null && value !== "")))
  }

/** The bags merged; of one name, the first value stays. */
function merged(bags: readonly Bag[]): Bag {
  const all = new Map<string, Value>()
  for (const bag of bags)
    for (const [name, value] of Object.entries(bag)) if (!all.has(name)) all.set(name, value)
  return Object.fromEntries(all)
}

function withoutKeys(bag: Bag, keys: readonly Value[]): Bag {
  if (keys.some((key) => typeof key !== "string" || key.startsWith("$.")))
    throw unsupported("bag_remove_keys with paths or anything but texts")
  return Object.fromEntries(Object.entries(bag).filter(([name]) => !keys.includes(name)))
}

/** Functions on property bags. */
export const bagFunctions: Functions = {
  pack,
  bag_pack: pack,
  pack_dictionary: pack,
  pack_all: packAll,
  bag_keys: free(([bag = null]) => (isBag(bag) ? Object.keys(bag) : null)),
  bag_has_key: free(([bag = null, key = null]) => {
    if (typeof key === "string" && key.startsWith("$")) throw unsupported("bag_has_key with a path")
    return isBag(bag) && typeof key === "string" ? Object.hasOwn(bag, key) : null
  }),
  bag_merge: free((bags) => merged(bags.filter(isBag))),
  bag_remove_keys: free(([bag = null, keys = null]) =>
    isBag(bag) && isArray(keys) ? withoutKeys(bag, keys) : null,
  ),
  bag_set_key: free(([bag = null, key = null, value = null], types) => {
    if (typeof key !== "string" || key.startsWith("$")) throw unsupported("bag_set_key with a path")
    return isBag(bag) ? { ...bag, [key]: toDynamic(value, types[2] ?? "dynamic") } : null
  }),
}
