import type { Breakage } from "./breakage"
import type { Subject } from "./subjects"

/**
 * One way to be broken. It changes an object of a tenant, the behaviour of an API or a setting of the service and
 * nothing else: that this ends in its code is for the engine to find out.
 */
export type Fault = Breakage & {
  id: string
  /** What a journey's callout is logged with while it is broken. */
  code: number
  title: string
  /** What Microsoft does not document about it: "that …", "which …". */
  inferred?: string
}

/** A fault of one subject. */
export type Specimen = Fault & { subject: Subject }

/** Faults as specimens of a subject. */
export const specimensOf = (subject: Subject, faults: readonly Fault[]): Specimen[] =>
  faults.map((fault) => ({ ...fault, subject }))
