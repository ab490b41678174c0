import type { User } from "../../../tenants/types"

/**
 * The members of a user that Entra sends, in its order; those without a value are left out. Somebody who signs in
 * elsewhere has no `userPrincipalName` there, as a capture shows.
 */
export function userMembers(user: User): Record<string, string> {
  const isFederated = user.identities.some(
    ({ signInType, issuer }) => signInType === "federated" && issuer !== "mail",
  )
  const told = {
    companyName: user.companyName,
    createdDateTime: user.createdDateTime,
    displayName: user.displayName,
    givenName: user.givenName,
    id: user.id,
    mail: user.mail,
    onPremisesSamAccountName: user.onPremisesSamAccountName,
    onPremisesSecurityIdentifier: user.onPremisesSecurityIdentifier,
    onPremisesUserPrincipalName: user.onPremisesUserPrincipalName,
    preferredDataLocation: user.preferredDataLocation,
    preferredLanguage: user.preferredLanguage,
    surname: user.surname,
    userPrincipalName: isFederated ? null : user.userPrincipalName,
    userType: user.userType,
  }
  return Object.fromEntries(
    Object.entries(told).filter((member): member is [string, string] => Boolean(member[1])),
  )
}
