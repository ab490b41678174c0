import type { Breakage } from "./breakage"

/**
 * One way to be broken. It changes an object of a tenant, the behaviour of an API or a setting of the service and
 * nothing else: that this ends in its code is for the engine to find out.
 */
export type Specimen = Breakage & {
  id: string
  /** What a sign-in is logged with while it is broken. */
  code: number
  title: string
  /** What Microsoft does not document about it: "that …", "which …". */
  inferred?: string
}
