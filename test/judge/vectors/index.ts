import { accepted } from "./accepted"
import { actions } from "./actions"
import { body } from "./body"
import { claims } from "./claims"
import { contentType } from "./content-type"
import type { Vector } from "./correct"
import { examples } from "./examples"
import { hosts } from "./hosts"
import { parameters } from "./parameters"
import { status } from "./status"
import { transport } from "./transport"

export type { Vector } from "./correct"
export { accepted, actions, body, claims, contentType, examples, hosts, parameters, status, transport }

/** Those that are not from the reference. */
export const ownVectors: readonly Vector[] = [
  ...transport,
  ...status,
  ...contentType,
  ...body,
  ...actions,
  ...claims,
  ...parameters,
  ...accepted,
  ...hosts,
]

/** Everything that the judge is measured by. */
export const vectors: readonly Vector[] = [...examples, ...ownVectors]
