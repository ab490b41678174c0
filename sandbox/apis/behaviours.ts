import type { Api } from "./api"
import { ofAnyEvent } from "./behaviours/any-event"
import type { BehaviourRecord } from "./behaviours/behaviour"
import { ofClaims } from "./behaviours/claims"
import { ofOneEvent } from "./behaviours/one-event"

/** Every behaviour by its name. */
const behaviours = { ...ofAnyEvent, ...ofClaims, ...ofOneEvent } as const

/** The name of a behaviour. */
export type Behaviour = keyof typeof behaviours

/** The names of all behaviours, healthy first. */
export const behaviourNames = [
  "healthy",
  // Safe: the keys of this object are exactly the names.
  ...(Object.keys(behaviours) as Behaviour[]).filter((name) => name !== "healthy"),
] as const

/** What a behaviour is. */
export const behaviourOf = (name: Behaviour): BehaviourRecord => behaviours[name]

/** Why an API cannot take a behaviour, in a sentence, or null when it can. */
export function misfit(
  { name, event, issuer }: Pick<Api, "name" | "event" | "issuer">,
  behaviour: Behaviour,
) {
  const { events, externalOnly } = behaviourOf(behaviour)
  if (!events.includes(event))
    return `${behaviour} is a behaviour of APIs for ${events.join(" and ")}; ${name} is called for ${event}.`
  if (externalOnly && issuer !== "ciamlogin")
    return `${behaviour} is a behaviour of APIs in an external tenant; ${name} is in a workforce tenant.`
  return null
}

/** The behaviours that an API can take, healthy first. */
export const behavioursOf = (api: Pick<Api, "name" | "event" | "issuer">): Behaviour[] =>
  behaviourNames.filter((behaviour) => misfit(api, behaviour) === null)
