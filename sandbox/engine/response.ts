/** The claims of an accepted answer, or the code that it earns. */
export type ReadResponse = { code: 0; claims: Record<string, unknown> } | { code: number; claims: null }

type Members = Record<string, unknown>

const refused = (code: number): ReadResponse => ({ code, claims: null })

function membersOf(value: unknown): Members | null {
  // Safe: a JSON value that is an object, not null and not an array has string keys.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : null
}

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

/** INFERRED: null, alone or in a list, passes; Microsoft's library sends it. Numbers and Booleans do not. */
const isClaimValue = (value: unknown) =>
  value === null ||
  typeof value === "string" ||
  (Array.isArray(value) && value.every((one) => one === null || typeof one === "string"))

/** Bytes of all keys and string values. INFERRED: UTF-8 bytes, and 3 KB meaning 3072. */
function sizeOf(claims: Members): number {
  const strings = Object.entries(claims).flat(2)
  return strings.reduce<number>((sum, one) => sum + (typeof one === "string" ? Buffer.byteLength(one) : 0), 0)
}

function readClaims(claims: unknown): ReadResponse {
  if (claims === undefined || claims === null) return refused(1003007)
  const members = membersOf(claims)
  if (!members) return refused(1003003)
  if (Object.keys(members).some((key) => key.trim() === "")) return refused(1003026)
  if (!Object.values(members).every(isClaimValue)) return refused(1003003)
  if (sizeOf(members) > 3072) return refused(1003025)
  return { code: 0, claims: members }
}

/**
 * What an answer to tokenIssuanceStart holds. The codes follow
 * https://learn.microsoft.com/entra/identity-platform/custom-extension-troubleshoot; INFERRED: the order of the
 * checks, and 1003012 rather than 1003003 for an action that the event does not know.
 */
export function readTokenIssuanceStart(body: string): ReadResponse {
  const parsed = parse(body)
  if ("code" in parsed) return refused(parsed.code)
  const data = membersOf(membersOf(parsed.json)?.data)
  if (!data || !isType(data["@odata.type"], "onTokenIssuanceStartResponseData")) return refused(1003003)
  const only = onlyAction(data)
  if ("code" in only) return refused(only.code)
  if (!isType(only.type, "tokenIssuanceStart.provideClaimsForToken")) return refused(1003012)
  return readClaims(only.action.claims)
}
