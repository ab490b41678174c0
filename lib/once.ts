import "server-only"

/**
 * A value that exists once per process: pages and route handlers are bundled apart, so a module's own variable
 * may exist twice.
 */
export function once<T>(name: string, create: () => T): T {
  // Safe: each name is used in one place, which always creates the same type.
  const shared = globalThis as typeof globalThis & { calloutscope?: Map<string, T> }
  shared.calloutscope ??= new Map()
  const existing = shared.calloutscope.get(name)
  if (existing !== undefined) return existing
  const made = create()
  shared.calloutscope.set(name, made)
  return made
}
