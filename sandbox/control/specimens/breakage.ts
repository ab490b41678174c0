import { isDeepStrictEqual } from "node:util"
import { Refusal } from "../../engine/refusal"
import type { World } from "../../world"

/** Something that can be broken and repaired. Repair does nothing where something else is in its place by now. */
export type Breakage = {
  isBroken(world: World): boolean
  breakIt(world: World): void
  repair(world: World): void
}

/** One place of the world that breakages change: each value takes the place of the one before. */
export type Slot<Value> = {
  /** What stands in the place, for whoever is told that it is missing. */
  name: string
  /** The object of the world that a reset replaces, and with it all that is remembered about the place. */
  owner(world: World): object
  read(world: World): Value | undefined
  write(world: World, value: Value): void
  held: WeakMap<object, { by: object; before: Value; after: Value }>
}

/** A new slot. */
export const slot = <Value>(place: Omit<Slot<Value>, "held">): Slot<Value> => ({
  ...place,
  held: new WeakMap(),
})

/**
 * A change of what stands in a slot. It is broken for as long as the slot holds what the change made of it, and a
 * repair puts back what stood there before anything was broken, however many changes came in between.
 */
export function change<Value>(place: Slot<Value>, to: (value: Value, world: World) => Value): Breakage {
  const self = {}
  const { owner, read, write, held } = place
  const heldNow = (world: World) => {
    const entry = held.get(owner(world))
    return entry && isDeepStrictEqual(read(world), entry.after) ? entry : undefined
  }
  return {
    isBroken: (world) => heldNow(world)?.by === self,
    breakIt(world) {
      const current = read(world)
      if (current === undefined) throw new Refusal(`${place.name} is gone; repair that first.`)
      const before = structuredClone(heldNow(world)?.before ?? current)
      const after = to(structuredClone(before), world)
      held.set(owner(world), { by: self, before, after })
      write(world, structuredClone(after))
    },
    repair(world) {
      const entry = heldNow(world)
      if (entry?.by !== self) return
      write(world, entry.before)
      held.delete(owner(world))
    },
  }
}

/**
 * A change with others that go along with it. Whether all of it is broken is told by the first, which therefore
 * needs a slot that no other specimen changes.
 */
export const together = (main: Breakage, ...others: readonly Breakage[]): Breakage => ({
  isBroken: main.isBroken,
  breakIt(world) {
    for (const part of [main, ...others]) part.breakIt(world)
  },
  repair(world) {
    if (main.isBroken(world)) for (const part of [main, ...others]) part.repair(world)
  },
})
