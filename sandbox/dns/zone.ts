import { isIPv4, isIPv6 } from "node:net"

/** The customers' domains: every host in them has an address, save the missing ones. */
export const customerDomains = ["contoso.example", "woodgrove.example"] as const

/** One of the customers' domains. */
export type CustomerDomain = (typeof customerDomains)[number]

const missing: ReadonlySet<string> = new Set(customerDomains.map((domain) => `missing.${domain}`))

/**
 * What a question gets: the addresses of the host in both families (none of them: the name is there and has no
 * address), a refusal, or silence.
 */
export type Reply = readonly string[] | "NXDOMAIN" | "SERVFAIL" | "TIMEOUT"

/**
 * What is said of a host: one reply for each question of a type in turn, so that A and AAAA of one look-up see the
 * same step; after them the last one for good, or all of them again.
 */
export type Rule = { answers: readonly [Reply, ...Reply[]]; repeat: "last" | "cycle" }

/** A question that was asked and what it got. */
export type Query = { at: string; name: string; type: string; reply: Reply }

const remembered = 1000

/** The hosts of the customers and their addresses, as DNS tells them; names compare without case. */
export class Zone {
  #rules = new Map<string, { rule: Rule; asked: Map<string, number> }>()
  #queries: Query[] = []

  /** Answers a question of any type, and remembers it. Of the addresses only those of the type's family are given. */
  ask(name: string, type: string): Reply {
    const host = name.toLowerCase()
    const told = this.#told(host, type)
    const reply = typeof told === "string" ? told : told.filter((address) => isOfType(address, type))
    this.#queries.push({ at: new Date().toISOString(), name: host, type, reply })
    if (this.#queries.length > remembered) this.#queries.shift()
    return reply
  }

  #told(host: string, type: string): Reply {
    const entry = this.#rules.get(host)
    if (!entry) return isThere(host) ? ["127.0.0.1"] : "NXDOMAIN"
    const { rule, asked } = entry
    const turn = asked.get(type) ?? 0
    asked.set(type, turn + 1)
    const { answers, repeat } = rule
    const index = repeat === "cycle" ? turn % answers.length : Math.min(turn, answers.length - 1)
    return answers[index] ?? answers[0]
  }

  /** Says something else of a host from its next question on. */
  tell(host: string, rule: Rule): void {
    this.#rules.set(host.toLowerCase(), { rule, asked: new Map() })
  }

  /** Goes back to what the zone says of a host by itself. */
  forget(host: string): void {
    this.#rules.delete(host.toLowerCase())
  }

  /** The rules that were told, by host, with how often each type was asked since. */
  rules(): readonly (Rule & { host: string; asked: Record<string, number> })[] {
    return [...this.#rules].map(([host, { rule, asked }]) => ({
      host,
      ...rule,
      asked: Object.fromEntries(asked),
    }))
  }

  /** The last questions, oldest first. */
  queries(): readonly Query[] {
    return [...this.#queries]
  }

  /** Forgets every rule and every question. */
  clear(): void {
    this.#rules.clear()
    this.#queries = []
  }
}

const isThere = (host: string) => domainOf(host) !== undefined && !missing.has(host)

const isOfType = (address: string, type: string) =>
  (type === "A" && isIPv4(address)) || (type === "AAAA" && isIPv6(address))

/** The customers' domain that a host belongs to, or undefined. */
export function domainOf(host: string): CustomerDomain | undefined {
  const name = host.toLowerCase()
  return customerDomains.find((domain) => name === domain || name.endsWith(`.${domain}`))
}
