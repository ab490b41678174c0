import type { Tenant, User } from "../../tenants/types"
import { logTime } from "../log/row"
import type { SignUpMethod } from "../log/sign-up-row"
import { Refusal } from "../refusal"
import { NumberedIds } from "./numbered-ids"
import { chanceOf, keyOf, type Random } from "./random"

/** How somebody proves himself: at work, or as a customer. */
export type Method = SignUpMethod | "work"

const names = {
  given: ["Ada", "Ben", "Carmen", "Deniz", "Emeka", "Freya", "Goran", "Hana", "Ivo", "Jin", "Kofi", "Luz"],
  surname: [
    "Adler",
    "Berg",
    "Cruz",
    "Diaz",
    "Evans",
    "Fischer",
    "Gupta",
    "Horvat",
    "Ito",
    "Jones",
    "Kaya",
    "Lund",
  ],
  domain: [
    "adatum.com",
    "fourthcoffee.com",
    "litware.com",
    "proseware.com",
    "relecloud.com",
    "treyresearch.net",
  ],
}

/** Who signs in during an invented past: the tenant's users, and customers who came in its course. */
export class People {
  /** The users that the tenant had all the time, the busy ones first. */
  readonly #known: readonly { user: User; method: Method }[]
  readonly #initialDomain: string
  readonly #ids: NumberedIds
  readonly #key: number
  readonly #customers: { method: SignUpMethod; createdAt: number }[] = []
  /** The numbers of customers who have an account, in the order in which they got it. */
  readonly #accounts: number[] = []

  constructor(tenant: Tenant, seed: number, random: Random) {
    this.#known = tenant.users
      .flatMap((user) => {
        const method = methodOf(tenant, user)
        return method ? [{ user, method, order: random.next() }] : []
      })
      .toSorted((one, other) => one.order - other.order)
    if (this.#known.length === 0) throw new Refusal(`Nobody of ${tenant.displayName} could sign in.`)
    this.#initialDomain = tenant.initialDomain
    this.#ids = new NumberedIds(seed, "customer")
    this.#key = keyOf(seed, "customer")
  }

  /**
   * The number of somebody who comes back at a time: mostly somebody long known, else a customer, and rather a recent
   * one.
   */
  returning(at: number, random: Random): number {
    const accounts = this.#accounts.length
    const known = this.#known.length
    if (accounts > 0 && random.next() * (known * 6 + accounts) < accounts) {
      const number = this.#accounts[Math.floor(accounts * (1 - random.next() ** 2))] ?? 0
      if ((this.#customers[number - known]?.createdAt ?? at) < at) return number
    }
    return Math.floor(known * random.next() ** 1.6)
  }

  /** The number of somebody new, who has no account yet. */
  newcomer(method: SignUpMethod): number {
    this.#customers.push({ method, createdAt: Number.NaN })
    return this.#known.length + this.#customers.length - 1
  }

  /** Gives a newcomer an account. */
  settle(number: number, createdAt: number): void {
    const customer = this.#customers[number - this.#known.length]
    if (!customer) throw new RangeError(`There is no customer ${number}.`)
    customer.createdAt = createdAt
    this.#accounts.push(number)
  }

  methodOf(number: number): Method {
    return this.#known[number]?.method ?? this.#customers[number - this.#known.length]?.method ?? "work"
  }

  idOf(number: number): string {
    return this.#known[number]?.user.id ?? this.#ids.id(number - this.#known.length)
  }

  userOf(number: number): User {
    return this.#known[number]?.user ?? this.#customer(number - this.#known.length)
  }

  #customer(index: number): User {
    const { method, createdAt } = this.#customers[index] ?? { method: "emailOtp", createdAt: Number.NaN }
    const pick = (from: readonly string[], salt: number) =>
      from[Math.floor(from.length * chanceOf(this.#key + salt, index))] ?? ""
    const [givenName, surname] = [pick(names.given, 1), pick(names.surname, 2)]
    const mail = `${givenName}.${surname}${index}@${pick(names.domain, 3)}`.toLowerCase()
    const id = this.#ids.id(index)
    return {
      id,
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      mail,
      userPrincipalName: `${id}@${this.#initialDomain}`,
      userType: "Member",
      accountEnabled: true,
      createdDateTime: Number.isNaN(createdAt) ? "" : logTime(createdAt),
      companyName: null,
      preferredLanguage: null,
      onPremisesSamAccountName: null,
      onPremisesSecurityIdentifier: null,
      onPremisesUserPrincipalName: null,
      preferredDataLocation: null,
      employeeId: null,
      identities: [this.#identity(method, id, mail)],
      extensions: {},
    }
  }

  #identity(method: SignUpMethod, id: string, mail: string): User["identities"][number] {
    if (method === "password")
      return { signInType: "emailAddress", issuer: this.#initialDomain, issuerAssignedId: mail }
    const isMail = method === "emailOtp"
    return {
      signInType: "federated",
      issuer: isMail ? "mail" : "google.com",
      issuerAssignedId: isMail ? mail : id.replaceAll("-", ""),
    }
  }
}

/** How a user of the tenant signs in; undefined for one who cannot, or who still has his password elsewhere. */
function methodOf({ tenantType, credentials }: Tenant, { id, mail }: User): Method | undefined {
  if (tenantType === "AAD") return "work"
  const credential = credentials.get(id)
  if (mail === null || !credential) return undefined
  if (credential.kind === "password") return credential.password === null ? undefined : "password"
  return credential.kind === "emailOtp" ? "emailOtp" : "google"
}
