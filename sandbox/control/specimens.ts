import { Refusal } from "../engine/refusal"
import type { World } from "../world"
import { answers } from "./specimens/answers"
import { beforeTheCall } from "./specimens/before-the-call"
import { connection } from "./specimens/connection"
import type { Specimen } from "./specimens/specimen"

/** Every specimen that can be broken and repaired, in the order of their codes. */
export const specimens: readonly Specimen[] = [...beforeTheCall, ...connection, ...answers].toSorted(
  (one, other) => one.code - other.code,
)

/** The specimens by code, in the order of the codes. */
export const specimensByCode: ReadonlyMap<number, readonly Specimen[]> = new Map(
  specimens.map(({ code }) => [code, specimens.filter((one) => one.code === code)]),
)

/** The specimens of a code, or the one of them with this id. Throws a Refusal when there is none. */
export function requireSpecimens(code: string, variant?: string): [Specimen, ...Specimen[]] {
  const ofCode = specimensByCode.get(Number(code)) ?? []
  if (ofCode.length === 0)
    throw new Refusal(`There is no specimen of ${code}; there are ${[...specimensByCode.keys()].join(", ")}.`)
  const [first, ...rest] = ofCode.filter(({ id }) => variant === undefined || id === variant)
  if (first) return [first, ...rest]
  throw new Refusal(`${code} has no variant ${variant}; it has ${ofCode.map(({ id }) => id).join(", ")}.`)
}

/** A specimen as control lists it. */
export const describeSpecimen = (specimen: Specimen, world: World) => ({
  id: specimen.id,
  code: specimen.code,
  title: specimen.title,
  inferred: specimen.inferred ?? null,
  broken: specimen.isBroken(world),
})
