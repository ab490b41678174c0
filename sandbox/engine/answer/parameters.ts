/** The members of a JSON object. */
export type Members = Record<string, unknown>

/** What an action carries as far as its event knows it, or the code for what it should have carried. */
export type ReadParameters = (action: Members) => { parameters: Members } | { code: number }

const invalidBody = 1003003

/** A JSON value as an object, or null when it is anything else. */
export function membersOf(value: unknown): Members | null {
  // Safe: a JSON value that is an object, not null and not an array has string keys.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : null
}

const isAbsent = (value: unknown) => value === undefined || value === null

/** The named members that the action has; whatever else it holds is ignored. */
const pick = (action: Members, names: readonly string[]): Members =>
  Object.fromEntries(names.filter((name) => !isAbsent(action[name])).map((name) => [name, action[name]]))

/** An action without parameters. */
export const nothing: ReadParameters = () => ({ parameters: {} })

/**
 * Texts that may be left out. INFERRED: another type of value makes the whole body unreadable, since the types are
 * read before anybody looks at what the action does.
 */
export function texts(...names: readonly string[]): ReadParameters {
  return (action) => {
    const parameters = pick(action, names)
    const areStrings = Object.values(parameters).every((value) => typeof value === "string")
    return areStrings ? { parameters } : { code: invalidBody }
  }
}

/**
 * A dictionary of attribute values that has to be there. INFERRED: 1003003 when it is not one, and that any value
 * passes: attributes that the page does not have are ignored, and what a wrong type does is not published.
 */
export function attributeValues(name: string): ReadParameters {
  return (action) => {
    const values = membersOf(action[name])
    return values ? { parameters: { [name]: values } } : { code: invalidBody }
  }
}

/** A message and, if wanted, one text for each attribute. INFERRED: 1003003 when those are not texts. */
export const validationError: ReadParameters = (action) => {
  const read = texts("message")(action)
  if ("code" in read || isAbsent(action.attributeErrors)) return read
  const attributeErrors = membersOf(action.attributeErrors)
  if (!attributeErrors || !Object.values(attributeErrors).every((text) => typeof text === "string"))
    return { code: invalidBody }
  return { parameters: { ...read.parameters, attributeErrors } }
}

/** The claims that did not match. INFERRED: the check has failed all the same when the list is missing or no list. */
export const failedClaims: ReadParameters = (action) => ({
  parameters: Array.isArray(action.failedClaims) ? pick(action, ["failedClaims"]) : {},
})

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

/** The claims for the token. INFERRED: the order of the checks, and 1003003 for values of another type. */
export const tokenClaims: ReadParameters = ({ claims }) => {
  if (isAbsent(claims)) return { code: 1003007 }
  const members = membersOf(claims)
  if (!members) return { code: invalidBody }
  if (Object.keys(members).some((key) => key.trim() === "")) return { code: 1003026 }
  if (!Object.values(members).every(isClaimValue)) return { code: invalidBody }
  if (sizeOf(members) > 3072) return { code: 1003025 }
  return { parameters: { claims: members } }
}
