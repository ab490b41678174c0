import type { World } from "../world"

/** A getter for state that belongs to a world and is forgotten when the world is reset. */
export function untilReset<State>(create: () => State): (world: World) => State {
  // A reset puts a new Map in place of `tenants`, so the old Map's state becomes unreachable by itself.
  const states = new WeakMap<World["tenants"], State>()
  return (world) => {
    const known = states.get(world.tenants)
    if (known) return known
    const state = create()
    states.set(world.tenants, state)
    return state
  }
}
