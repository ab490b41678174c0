import type { KeySet, KeySource, PublicKey } from "@/lib/model/token"

/** A key with the sources that publish it. */
export type HeldKey = { key: PublicKey; holders: readonly KeySource[] }

/** The sources by whether they could be read. */
export function sourcesOf(sets: readonly KeySet[]): {
  read: readonly KeySource[]
  unread: readonly KeySource[]
} {
  const named = (isRead: boolean) => sets.filter(({ keys }) => keys.ok === isRead).map(({ source }) => source)
  return { read: named(true), unread: named(false) }
}

/** Every key of an id; more than one only when sources publish different keys under the same id. */
export function keysOfId(kid: string, sets: readonly KeySet[]): readonly HeldKey[] {
  const found: { key: PublicKey; holders: KeySource[] }[] = []
  for (const { source, keys } of sets)
    for (const key of keys.ok ? keys.value.keys : []) {
      if (key.kid !== kid) continue
      const same = found.find((held) => held.key.n === key.n && held.key.e === key.e)
      if (!same) found.push({ key, holders: [source] })
      else if (!same.holders.includes(source)) same.holders.push(source)
    }
  return found
}
