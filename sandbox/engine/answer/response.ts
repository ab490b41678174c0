import { type AnsweredEvent, type Contract, contracts } from "./contracts"
import { type Members, membersOf } from "./parameters"

/** What the request was, as far as its answer has to fit it. */
export type Expectation = {
  eventType: AnsweredEvent
  /** The nonce that stood in the encrypted part of the request; only passwordSubmit has one. */
  nonce?: string | undefined
}

/** What an accepted answer tells Entra to do: the action by its documented name, and what it carries. */
export type AcceptedAction = { name: string; parameters: Members }

/** The action of an accepted answer, or the code that it earns. */
export type ReadResponse = { code: 0; action: AcceptedAction } | { code: number; action: null }

const refused = (code: number): ReadResponse => ({ code, action: null })

/** INFERRED: types are compared without regard to case, since Microsoft's own samples vary it. */
const isType = (value: unknown, wanted: string) =>
  typeof value === "string" && value.toLowerCase() === `microsoft.graph.${wanted}`.toLowerCase()

function parse(body: string): { json: unknown } | { code: number } {
  if (body.trim() === "") return { code: 1003009 }
  try {
    const json: unknown = JSON.parse(body)
    return json === null ? { code: 1003009 } : { json }
  } catch {
    return { code: 1003003 }
  }
}

/** The one action that an answer may hold, or the code for whatever stands in its place. */
function onlyAction(data: Members): { action: Members; type: string } | { code: number } {
  const { actions } = data
  if (actions === undefined || actions === null) return { code: 1003010 }
  if (!Array.isArray(actions)) return { code: 1003003 }
  if (actions.length !== 1) return { code: 1003010 }
  const action = membersOf(actions[0])
  const type = action?.["@odata.type"]
  // A leading # is what Graph wants in its own bodies; here it was seen to make the whole body unreadable.
  if (!action || typeof type !== "string" || type.startsWith("#")) return { code: 1003003 }
  return { action, type }
}

function readAction({ actionPrefix, actions }: Contract, action: Members, type: string): ReadResponse {
  const known = Object.entries(actions).find(([name]) => isType(type, `${actionPrefix}.${name}`))
  if (!known) return refused(1003012)
  const [name, readParameters] = known
  const read = readParameters(action)
  return "code" in read ? refused(read.code) : { code: 0, action: { name, parameters: read.parameters } }
}

/**
 * Whether the answer repeats the request's nonce, character by character. When the request's is not known, any
 * text will do.
 */
const repeatsNonce = ({ nonce }: Members, expected: string | undefined) =>
  typeof nonce === "string" && nonce !== "" && (expected === undefined || nonce === expected)

/**
 * What an answer holds. The codes follow
 * https://learn.microsoft.com/entra/identity-platform/custom-extension-troubleshoot; INFERRED: the order of the
 * checks, 1003012 rather than 1003003 for an action that the event does not know, and 1003003 for a nonce that is
 * missing or wrong, which no page gives a code for.
 */
export function readResponse(body: string, { eventType, nonce }: Expectation): ReadResponse {
  const contract: Contract = contracts[eventType]
  const parsed = parse(body)
  if ("code" in parsed) return refused(parsed.code)
  const data = membersOf(membersOf(parsed.json)?.data)
  if (!data || !isType(data["@odata.type"], contract.responseType)) return refused(1003003)
  const only = onlyAction(data)
  if ("code" in only) return refused(only.code)
  const read = readAction(contract, only.action, only.type)
  const isProven = !contract.repeatsNonce || repeatsNonce(data, nonce)
  return read.code !== 0 || isProven ? read : refused(1003003)
}
