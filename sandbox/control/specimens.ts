import type { Api, Behaviour } from "../apis/api"
import { requireTenant } from "../engine/names"
import { Refusal } from "../engine/refusal"
import { contosoIds } from "../tenants/contoso"
import { grant, isGranted, revoke } from "../tenants/grants"
import { receivePayloadRoleId } from "../tenants/well-known"
import type { World } from "../world"

/**
 * One way to be broken. It changes an object of a tenant or the behaviour of an API and nothing else: that this
 * ends in its code is for the engine to find out. Whether it is broken is read off the world, so that a repair by
 * any other road counts as well.
 */
export type Specimen = {
  id: string
  /** What a sign-in is logged with while it is broken. */
  code: number
  title: string
  isBroken(world: World): boolean
  breakIt(world: World): void
  repair(world: World): void
}

function requireApi(world: World, name: string): Api {
  const api = world.apis.get(name)
  if (!api) throw new Refusal(`There is no API ${name}.`)
  return api
}

/** The claims API in another behaviour; it has one at a time, so breaking another way takes this one's place. */
function claimsApi(behaviour: Behaviour): Pick<Specimen, "isBroken" | "breakIt" | "repair"> {
  const isBroken = (world: World) => world.apis.get("claims")?.behaviour === behaviour
  return {
    isBroken,
    breakIt(world) {
      requireApi(world, "claims").behaviour = behaviour
    },
    repair(world) {
      if (isBroken(world)) requireApi(world, "claims").behaviour = "healthy"
    },
  }
}

const contoso = (world: World) => requireTenant(world, contosoIds.tenant)

/** Every specimen that can be broken and repaired. */
export const specimens: readonly Specimen[] = [
  {
    id: "claims-api-throws",
    code: 1003002,
    title: "The claims API answers 500",
    ...claimsApi("500"),
  },
  {
    id: "claims-api-slow",
    code: 1003005,
    title: "The claims API is slower than Entra waits",
    ...claimsApi("slow"),
  },
  {
    id: "receive-payload-missing",
    code: 1003021,
    title: "The API’s app lacks the consent to receive payloads",
    isBroken: (world) => !isGranted(contoso(world), contosoIds.apiApp, receivePayloadRoleId),
    breakIt: (world) => revoke(contoso(world), contosoIds.apiApp, receivePayloadRoleId),
    repair: (world) => grant(contoso(world), contosoIds.apiApp, receivePayloadRoleId, world.clock.now()),
  },
]

/** The specimens of a code, or the one of them with this id. Throws a Refusal when there is none. */
export function requireSpecimens(code: string, variant?: string): [Specimen, ...Specimen[]] {
  const ofCode = specimens.filter((specimen) => String(specimen.code) === code)
  if (ofCode.length === 0) {
    const codes = new Set(specimens.map((specimen) => specimen.code))
    throw new Refusal(`There is no specimen of ${code}; there are ${[...codes].join(", ")}.`)
  }
  const [first, ...rest] = ofCode.filter(({ id }) => variant === undefined || id === variant)
  if (first) return [first, ...rest]
  throw new Refusal(`${code} has no variant ${variant}; it has ${ofCode.map(({ id }) => id).join(", ")}.`)
}

/** A specimen as control lists it. */
export const describeSpecimen = (specimen: Specimen, world: World) => ({
  id: specimen.id,
  code: specimen.code,
  title: specimen.title,
  broken: specimen.isBroken(world),
})
