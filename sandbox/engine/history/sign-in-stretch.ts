import type { Stretch } from "../../tenants/stretch"
import type { SignInRow } from "../../tenants/types"
import { signInRow } from "../log/row"
import { nonRetryable, succeeded } from "../log/status"
import { calloutsOf } from "./callouts"
import { type Columns, RowIndex } from "./columns"
import { NumberedIds } from "./numbered-ids"
import type { Past } from "./past"
import { keyOf } from "./random"

/** What is kept of each invented sign-in, beside its time. */
export const signInColumns = ["way", "who", "place", "outcome", "journey"] as const

type Column = (typeof signInColumns)[number]

/** The columns that decide what a member holds; members that are not named here differ from row to row. */
const decidedBy: Readonly<Record<string, readonly Exclude<Column, "journey">[]>> = {
  appDisplayName: ["way"],
  appId: ["way"],
  appOwnerTenantId: ["way"],
  authenticationProtocol: ["way"],
  authenticationRequirement: [],
  clientAppUsed: ["way"],
  conditionalAccessStatus: [],
  crossTenantAccessType: ["who"],
  deviceDetail: ["place"],
  homeTenantId: ["who"],
  incomingTokenType: ["way"],
  ipAddress: ["place"],
  isInteractive: ["way"],
  location: ["place"],
  resourceDisplayName: ["way"],
  resourceId: ["way"],
  resourceOwnerTenantId: ["way"],
  riskDetail: [],
  riskLevelAggregated: [],
  riskLevelDuringSignIn: [],
  riskState: [],
  servicePrincipalId: [],
  servicePrincipalName: [],
  signInEventTypes: ["way"],
  status: ["way", "outcome"],
  tokenIssuerName: [],
  userAgent: ["place"],
  userDisplayName: ["who"],
  userId: ["who"],
  userPrincipalName: ["who"],
  userType: ["who"],
}

const dayMs = 86_400_000

/** Invented sign-ins: columns of numbers, of which a row is made when somebody looks at it. */
export class SignInStretch implements Stretch<SignInRow> {
  readonly #past: Past
  readonly #columns: Columns<Column>
  readonly #ids: NumberedIds
  readonly #journeyIds: NumberedIds
  readonly #sessionIds: NumberedIds
  readonly #journeys: RowIndex
  readonly #key: number
  readonly #counts = new Map<Column, number>()

  constructor(past: Past, columns: Columns<Column>) {
    this.#past = past
    this.#columns = columns
    this.#ids = new NumberedIds(past.seed, "sign-in")
    this.#journeyIds = new NumberedIds(past.seed, "journey")
    this.#sessionIds = new NumberedIds(past.seed, "session")
    this.#journeys = new RowIndex(columns.of.journey)
    this.#key = keyOf(past.seed, "durations of sign-ins")
  }

  get size(): number {
    return this.#columns.size
  }

  /** In whole seconds, as the log writes it. */
  timeAt(index: number): number {
    const at = this.#columns.atMs[index] ?? Number.NaN
    return at - (at % 1000)
  }

  idAt(index: number): string {
    return this.#ids.id(index)
  }

  rowAt(index: number): SignInRow {
    const { tenant, people, places } = this.#past
    const { at, way, callouts } = this.#calloutsAt(index)
    const who = this.#value("who", index)
    return signInRow({
      id: this.idAt(index),
      correlationId: this.#journeyIds.id(this.#value("journey", index)),
      sessionId: this.#sessionIds.id(this.#sessionOf(who, at)),
      tenant,
      user: people.userOf(who),
      client: way.client,
      resource: way.resource,
      flow: way.flow,
      whereabouts: places.at(this.#value("place", index)),
      at,
      processingMs: callouts.endedAt - at,
      appliedEventListeners: callouts.applied,
      status: callouts.isFatal ? nonRetryable : succeeded,
    })
  }

  partAt(index: number, members: readonly string[]): Partial<SignInRow> | undefined {
    const part: Partial<SignInRow> = {}
    for (const member of members) {
      if (member === "appliedEventListeners")
        part.appliedEventListeners = this.#calloutsAt(index).callouts.applied
      else if (member === "correlationId")
        part.correlationId = this.#journeyIds.id(this.#value("journey", index))
      else return undefined
    }
    return part
  }

  find(id: string): SignInRow | undefined {
    const index = this.#ids.numberOf(id)
    return index === undefined || index >= this.size ? undefined : this.rowAt(index)
  }

  ofCorrelation(correlationId: string): SignInRow[] {
    const journey = this.#journeyIds.numberOf(correlationId)
    return journey === undefined ? [] : this.#journeys.rowsOf(journey).map((index) => this.rowAt(index))
  }

  kinds(members: readonly string[]): ((index: number) => number) | undefined {
    const deciding = new Set<Column>()
    for (const member of members) {
      const columns = Object.hasOwn(decidedBy, member) ? decidedBy[member] : undefined
      if (!columns) return undefined
      for (const column of columns) deciding.add(column)
    }
    const columns = [...deciding].map((name) => ({
      values: this.#columns.of[name],
      count: this.#countOf(name),
    }))
    return (index) => columns.reduce((kind, { values, count }) => kind * count + (values[index] ?? 0), 0)
  }

  /** One a day for each person; there are fewer than 2^20 people, and fewer than 2^12 days. */
  #sessionOf(who: number, at: number): number {
    const { days, now } = this.#past.period
    return Math.floor((at - now) / dayMs + days) * 2 ** 20 + who
  }

  /** One more than the greatest number in a column, looked for once. */
  #countOf(column: Column): number {
    const known = this.#counts.get(column)
    if (known !== undefined) return known
    const count = this.#columns.of[column].reduce((one, other) => Math.max(one, other), 0) + 1
    this.#counts.set(column, count)
    return count
  }

  /** What a row's journey was like up to its end. */
  #calloutsAt(index: number) {
    const at = this.#columns.atMs[index]
    if (at === undefined) throw new RangeError(`There is no row ${index}.`)
    const way = this.#past.ways.at(this.#value("way", index))
    const tried = { stops: way.stops, outcome: this.#value("outcome", index), at }
    return { at, way, callouts: calloutsOf(tried, this.#past.incidents, [this.#key, index]) }
  }

  #value(column: Column, index: number): number {
    return this.#columns.of[column][index] ?? 0
  }
}
