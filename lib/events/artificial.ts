import type { Facts, UserFacts } from "./payload"

/** Ids that stand in for unknown ones: plainly made up, yet valid as version 4 GUIDs. */
export const artificialIds = {
  tenant: "aaaabbbb-0000-4ccc-8111-dddd2222eeee",
  listener: "00001111-aaaa-4222-8bbb-3333cccc4444",
  extension: "11112222-bbbb-4333-8ccc-4444dddd5555",
  correlation: "aaaa0000-bb11-4222-83cc-444444dddddd",
  clientApp: "22223333-cccc-4444-8ddd-5555eeee6666",
  clientServicePrincipal: "aaaaaaaa-0000-4111-8222-bbbbbbbbbbbb",
  resourceApp: "33334444-dddd-4555-8eee-6666ffff7777",
  resourceServicePrincipal: "bbbbbbbb-1111-4222-8333-cccccccccccc",
  user: "cccccccc-2222-4333-8444-dddddddddddd",
} as const

/** Microsoft Graph, which observed sign-ups name as their resource. */
export const graphApp = { appId: "00000003-0000-0000-c000-000000000000", name: "Microsoft Graph" } as const

/** Prefix of a custom attribute: the app id of the tenant's b2c-extensions-app without its hyphens. */
export const customAttributePrefix = "extension_44445555eeee46668fff7777aaaa8888"

/** The address that stands in for an unknown one. */
export const artificialAddress = "sample.user@example.com"

/** The one-time code that stands in for an unknown one; real ones have 8 digits too. */
export const artificialCode = "12345678"

const madeUpHeader = { alg: "RSA-OAEP", enc: "A128CBC-HS256", x5t: "AAAAAAAAAAAAAAAAAAAAAAAAAAA", zip: "DEF" }

/** Stands where an encrypted password would be: five parts and a readable header, but plainly nothing to decrypt. */
export const artificialPasswordContext = [
  btoa(JSON.stringify(madeUpHeader)).replaceAll("=", ""),
  "made-up-encrypted-key",
  "made-up-initialization-vector",
  "made-up-ciphertext",
  "made-up-tag",
].join(".")

/** The domain of the tenant, or the one that stands in for it. */
export const domainOf = ({ domainName }: Facts): string => domainName ?? "example.com"

/** The name that an external tenant gives a customer's account (observed). */
const externalPrincipalName = (facts: Facts): string =>
  `${facts.user?.id ?? artificialIds.user}@${domainOf(facts)}`

const createdDateTime = "2023-08-16T00:00:00Z"

/** A member with everything that the reference lists. */
export const member = (facts: Facts): UserFacts => ({
  companyName: "Example Company",
  createdDateTime,
  displayName: "Sample User",
  givenName: "Sample",
  id: artificialIds.user,
  mail: artificialAddress,
  onPremisesSamAccountName: "sampleuser",
  onPremisesSecurityIdentifier: "S-1-5-21-1111111111-2222222222-3333333333-1001",
  onPremisesUserPrincipalName: "sample.user@corp.example.com",
  preferredLanguage: "en-us",
  surname: "User",
  userPrincipalName:
    facts.tenantKind === "external" ? externalPrincipalName(facts) : `sample.user@${domainOf(facts)}`,
  userType: "Member",
})

/** A guest from another organisation. */
export const guest = (facts: Facts): UserFacts => ({
  companyName: "Example Partner",
  createdDateTime,
  displayName: "Sample Guest",
  id: artificialIds.user,
  mail: "sample.guest@example.org",
  preferredDataLocation: "EUR",
  userPrincipalName: `sample.guest_example.org#EXT#@${domainOf(facts)}`,
  userType: "Guest",
})

/** A customer with an account of the external tenant. */
export const localCustomer = (facts: Facts): UserFacts => ({
  displayName: "Sample User",
  id: artificialIds.user,
  userPrincipalName: externalPrincipalName(facts),
  userType: "Member",
})

/** A customer who signs in with a social account: there is no user principal name. */
export const socialCustomer = (): UserFacts => ({
  displayName: "Sample User",
  id: artificialIds.user,
  mail: artificialAddress,
  userType: "Member",
})

/** A customer whose password is being migrated, as one capture shows it. */
export const migratedCustomer = (facts: Facts): UserFacts => ({
  createdDateTime,
  displayName: "Sample User",
  id: artificialIds.user,
  mail: artificialAddress,
  userPrincipalName: externalPrincipalName(facts),
  userType: "Member",
})

/** A member who recovers an account; this sample has its time without a zone. */
export const recoveringMember = (facts: Facts): UserFacts => ({
  createdDateTime: "2024-01-01T00:00:00",
  givenName: "Sample",
  id: artificialIds.user,
  mail: artificialAddress,
  onPremisesSamAccountName: "sampleuser",
  surname: "User",
  userPrincipalName: `sample.user@${domainOf(facts)}`,
  userType: "Member",
})
