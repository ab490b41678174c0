import { randomUUID } from "node:crypto"
import type { Credential, User } from "../../tenants/types"
import type { AttributeValues } from "../callout/payload/attributes"
import { logTime } from "../log/row"
import type { SignUpMethod } from "../log/sign-up-row"
import type { SignUp } from "./sign-up-step"

const credentials: Readonly<Record<SignUpMethod, () => Credential>> = {
  emailOtp: () => ({ kind: "emailOtp" }),
  password: () => ({ kind: "password", password: randomUUID() }),
  google: () => ({ kind: "federated", provider: "Google" }),
}

const textOf = (value: AttributeValues[string] | undefined) => (typeof value === "string" ? value : "")

/** Puts somebody who has signed up into the tenant, with what was collected of him. */
export function createCustomer(
  { journey, email, method, identities }: SignUp,
  values: AttributeValues,
): User {
  const { world, tenant } = journey
  const id = randomUUID()
  const user: User = {
    id,
    displayName: textOf(values.displayName) || "unknown",
    givenName: textOf(values.givenName),
    surname: textOf(values.surname),
    mail: email,
    userPrincipalName: `${id}@${tenant.initialDomain}`,
    userType: "Member",
    accountEnabled: true,
    createdDateTime: logTime(world.clock.now()),
    companyName: null,
    preferredLanguage: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesUserPrincipalName: null,
    preferredDataLocation: null,
    employeeId: null,
    identities,
    extensions: Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith("extension_"))),
  }
  tenant.users.push(user)
  tenant.credentials.set(id, credentials[method]())
  return user
}
