import { personas } from "./console"
import { type Ago, member } from "./directory-objects"
import { derivedId } from "./event-types"
import { collectedProperties, toMigrateProperty } from "./ids"
import type { Credential, User, UserIdentity } from "./types"

/** The tenant's initial domain, in which every user of it has a principal name. */
export const initialDomain = "woodgrove.onmicrosoft.com"

/** How a customer signs in: with a password here or still in the old store, a mailed code, or at Google. */
type Kind = "password" | "toMigrate" | "emailOtp" | "google"

type Customer = readonly [
  kind: Kind,
  address: string,
  given: string,
  surname: string,
  language: string | null,
]

const customers: readonly Customer[] = [
  ["password", "dana@proseware.com", "Dana", "Birkby", "en-us"],
  ["password", "zoe@tailspintoys.com", "Zoë", "Lefèvre", "fr-fr"],
  ["password", "joao.silva@margiestravel.com", "João", "da Silva", "pt-br"],
  ["password", "amara@fineartschool.net", "Amara", "Okonkwo", "en-ng"],
  ["password", "nguyen.anh@fourthcoffee.com", "Ánh", "Nguyễn", "vi-vn"],
  ["password", "oconnor@lucernepublishing.com", "Siobhán", "O’Connor", "en-ie"],
  ["password", "mehmet@wideworldimporters.com", "Mehmet", "Şahin", "tr-tr"],
  ["emailOtp", "ravi@adatum.com", "Ravi", "Kulkarni", "en-in"],
  ["emailOtp", "sakura@cohovineyard.com", "桜", "田中", "ja-jp"],
  ["emailOtp", "wei@graphicdesigninstitute.com", "伟", "王", "zh-cn"],
  ["emailOtp", "olena@southridgevideo.com", "Олена", "Шевченко", "uk-ua"],
  ["emailOtp", "jurgen@blueyonderairlines.com", "Jürgen", "Weiß", "de-de"],
  ["emailOtp", "thandiwe@humongousinsurance.com", "Thandiwe", "Mokoena", "en-za"],
  ["emailOtp", "lukasz@cpandl.com", "Łukasz", "Wójcik", "pl-pl"],
  ["emailOtp", "kim.minjun@litware.com", "민준", "김", "ko-kr"],
  ["google", "lena@alpineskihouse.com", "Lena", "Brunner", "de-ch"],
  ["google", "fatima@nodpublishers.com", "فاطمة", "الزهراء", "ar-ma"],
  ["google", "nikos@relecloud.com", "Νίκος", "Παπαδόπουλος", "el-gr"],
  ["google", "maria.jose@bellowscollege.com", "María José", "Núñez", "es-mx"],
  ["google", "noam@thephone-company.com", "נועם", "לוי", "he-il"],
  // Some providers send no more than one name, and no language.
  ["google", "sukarno@vanarsdelltd.com", "Sukarno", "", null],
  ["toMigrate", "otto@tailwindtraders.com", "Otto", "Lindqvist", "sv-se"],
  ["toMigrate", "priya@northwindtraders.com", "Priya", "Ramanathan", "ta-in"],
  ["toMigrate", "bjorn@treyresearch.net", "Björn", "Þórsson", "is-is"],
  ["toMigrate", "chloe@firstupconsultants.com", "Chloé", "Tremblay", "fr-ca"],
]

/** A password that the old store took and Entra would not. */
const weakPasswords: Readonly<Record<string, string>> = { "bjorn@treyresearch.net": "apples12" }

/** The password of a customer: not a secret, since nothing but the sandbox takes it. */
const passwordOf = (address: string) =>
  weakPasswords[address] ?? `Groceries for ${address.split("@")[0]}, 12 bags`

/** What the old store of customers knows: the passwords of those who are still to migrate, by address. */
export const legacyPasswords: ReadonlyMap<string, string> = new Map(
  customers.flatMap(([kind, address]) =>
    kind === "toMigrate" ? [[address.toLowerCase(), passwordOf(address)] as const] : [],
  ),
)

/** Those whom the old store has locked out, by address. */
export const lockedAccounts: ReadonlySet<string> = new Set(["chloe@firstupconsultants.com"])

const principalName = (userId: string) => `${userId}@${initialDomain}`

/**
 * How the directory knows a customer. INFERRED: that one with a mailed code is kept in the form in which the
 * sign-up events show him, federated with "mail".
 */
function identitiesOf(kind: Kind, userId: string, address: string): UserIdentity[] {
  const own: Record<Kind, UserIdentity> = {
    password: { signInType: "emailAddress", issuer: initialDomain, issuerAssignedId: address },
    toMigrate: { signInType: "emailAddress", issuer: initialDomain, issuerAssignedId: address },
    emailOtp: { signInType: "federated", issuer: "mail", issuerAssignedId: address },
    google: { signInType: "federated", issuer: "google.com", issuerAssignedId: googleSubject(userId) },
  }
  const issuerAssignedId = principalName(userId)
  return [own[kind], { signInType: "userPrincipalName", issuer: initialDomain, issuerAssignedId }]
}

/** Google names its users by about twenty digits. */
const googleSubject = (userId: string) =>
  BigInt(`0x1${userId.replaceAll("-", "").slice(0, 16)}`)
    .toString()
    .padStart(21, "1")

function credentialOf(kind: Kind, address: string): Credential {
  if (kind === "emailOtp") return { kind: "emailOtp" }
  if (kind === "google") return { kind: "federated", provider: "Google" }
  return { kind: "password", password: kind === "toMigrate" ? null : passwordOf(address) }
}

/** A customer; every third has a number of the loyalty programme, and only those with a password were ever marked. */
function customer([kind, address, given, surname, language]: Customer, index: number, ago: Ago): User {
  const id = derivedId(`Woodgrove customer ${address}`)
  const marked = kind === "toMigrate" || (kind === "password" && index % 2 === 1)
  return member(id, given, surname, {
    userPrincipalName: principalName(id),
    mail: address,
    createdDateTime: ago(380 - index * 13),
    preferredLanguage: language,
    identities: identitiesOf(kind, id, address),
    extensions: {
      ...(index % 3 === 0 ? { [collectedProperties.loyaltyNumber]: `WG-${10_400 + index * 37}` } : {}),
      [collectedProperties.newsletter]: index % 2 === 0,
      ...(marked ? { [toMigrateProperty]: kind === "toMigrate" } : {}),
    },
  })
}

function administrator(alias: string, givenName: string, surname: string, ago: Ago): User {
  const userPrincipalName = `${alias}@${initialDomain}`
  return member(derivedId(`Woodgrove administrator ${alias}`), givenName, surname, {
    userPrincipalName,
    mail: null,
    createdDateTime: ago(400),
    identities: [
      { signInType: "userPrincipalName", issuer: initialDomain, issuerAssignedId: userPrincipalName },
    ],
  })
}

/** Woodgrove's users, the console's personas first, and how each one proves himself. */
export function woodgrovePeople(ago: Ago): { users: User[]; credentials: Map<string, Credential> } {
  const administrators = personas.map(({ alias, givenName, surname }) => ({
    user: administrator(alias, givenName, surname, ago),
    credential: { kind: "password", password: passwordOf(alias) } satisfies Credential,
  }))
  const everybody = [
    ...administrators,
    ...customers.map((entry, index) => ({
      user: customer(entry, index, ago),
      credential: credentialOf(entry[0], entry[1]),
    })),
  ]
  return {
    users: everybody.map(({ user }) => user),
    credentials: new Map(everybody.map(({ user, credential }) => [user.id, credential])),
  }
}
