import { z } from "zod"
import { dateOfBirthOf } from "../../tenants/date-of-birth"
import type { User } from "../../tenants/types"
import { lacking, type Program } from "./program"

const event = "verifiedIdClaimValidation"

const ownPart = z.object({
  authenticationContext: z.object({
    user: z.object({ id: z.guid().optional(), userPrincipalName: z.string().optional() }),
  }),
  verifiedIdClaimsContext: z.object({
    additionalInfo: z.object({ employeeId: z.string().nullish() }).nullish(),
    claims: z.record(z.string(), z.string()),
  }),
})

/** What the personnel files hold of somebody. */
const recordOf = ({
  id,
  givenName,
  surname,
  displayName,
  employeeId,
}: User): Record<string, string | null> => ({
  firstName: givenName,
  lastName: surname,
  fullName: displayName,
  dateOfBirth: dateOfBirthOf(id),
  employeeId,
})

const plain = (text: string | null | undefined) => (text ?? "").normalize("NFC").trim().toLowerCase()

/**
 * The claims that the files contradict. Claims that no file has an opinion on are let through, but one that tells
 * who the person is has to be there.
 */
function contradicted(claims: Record<string, string>, record: Record<string, string | null>): string[] {
  const known = Object.keys(claims).filter((name) => Object.hasOwn(record, name))
  if (!known.some((name) => name === "lastName" || name === "fullName")) return ["lastName"]
  return known.filter((name) => plain(claims[name]) !== plain(record[name]))
}

/** Compares what a Verified ID says of somebody with the personnel files. */
export const verifiedIdClaimValidation: Program = ({ data }, { api, world }) => {
  const parsed = ownPart.safeParse(data)
  if (!parsed.success) return lacking(event)
  const { authenticationContext, verifiedIdClaimsContext } = parsed.data
  const { id, userPrincipalName } = authenticationContext.user
  // The files hold the same people as the directory does.
  const person = world.tenants
    .get(api.tenantId)
    ?.users.find((user) => user.id === id || plain(user.userPrincipalName) === plain(userPrincipalName))
  const { claims, additionalInfo } = verifiedIdClaimsContext
  const employeeId = additionalInfo?.employeeId
  const told = { ...claims, ...(employeeId ? { employeeId } : {}) }
  const failedClaims = person ? contradicted(told, recordOf(person)) : Object.keys(told)
  return person && failedClaims.length === 0
    ? { reply: { event, action: "pass", parameters: {} } }
    : { reply: { event, action: "failed", parameters: { failedClaims } } }
}
