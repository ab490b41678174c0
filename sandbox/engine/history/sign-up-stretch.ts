import type { Stretch } from "../../tenants/stretch"
import type { SignUpRow, SignUpStage } from "../../tenants/types"
import { signUpRow } from "../log/sign-up-row"
import { interrupted, nonRetryable, succeeded } from "../log/status"
import { calloutsOf } from "./callouts"
import { type Columns, RowIndex } from "./columns"
import { NumberedIds } from "./numbered-ids"
import type { Past } from "./past"
import { keyOf } from "./random"
import type { Stop } from "./ways"

/** What is kept of each invented step of a sign-up, beside its time. */
export const signUpColumns = ["step", "app", "who", "outcome", "journey"] as const

type Column = (typeof signUpColumns)[number]

/** A step that somebody can take, by its place in the list of all. */
export const signUpSteps = ["asked", "codeSent", "federated", "attributes", "blocked", "created"] as const

/** One of the steps. */
export type SignUpStep = (typeof signUpSteps)[number]

const stages: Readonly<Record<SignUpStep, SignUpStage>> = {
  asked: "credentialCollection",
  codeSent: "credentialValidation",
  federated: "credentialFederation",
  attributes: "attributeCollectionAndValidation",
  blocked: "attributeCollectionAndValidation",
  created: "userCreation",
}

/** Invented steps of sign-ups: columns of numbers, of which a row is made when somebody looks at it. */
export class SignUpStretch implements Stretch<SignUpRow> {
  readonly #past: Past
  readonly #columns: Columns<Column>
  readonly #ids: NumberedIds
  readonly #journeyIds: NumberedIds
  readonly #journeys: RowIndex
  readonly #key: number

  constructor(past: Past, columns: Columns<Column>) {
    this.#past = past
    this.#columns = columns
    this.#ids = new NumberedIds(past.seed, "sign-up")
    this.#journeyIds = new NumberedIds(past.seed, "journey")
    this.#journeys = new RowIndex(columns.of.journey)
    this.#key = keyOf(past.seed, "durations of sign-ups")
  }

  get size(): number {
    return this.#columns.size
  }

  timeAt(index: number): number {
    return this.#columns.atMs[index] ?? Number.NaN
  }

  idAt(index: number): string {
    return this.#ids.id(index)
  }

  rowAt(index: number): SignUpRow {
    const { ways, people, incidents } = this.#past
    const at = this.#columns.atMs[index]
    const app = ways.apps[this.#value("app", index)]
    const step = signUpSteps[this.#value("step", index)]
    if (at === undefined || !app?.signUp || !step) throw new RangeError(`There is no row ${index}.`)
    const who = this.#value("who", index)
    const { id, mail, identities } = people.userOf(who)
    const method = people.methodOf(who)
    const stops = stopsOf(step, app.signUp)
    const outcome = this.#value("outcome", index)
    const { applied, isFatal } = calloutsOf({ stops, outcome, at }, incidents, [this.#key, index])
    const waits = step === "codeSent" || step === "blocked"
    return signUpRow({
      id: this.idAt(index),
      correlationId: this.#journeyIds.id(this.#value("journey", index)),
      client: app.client,
      identifier: mail ?? identities[0]?.issuerAssignedId ?? "",
      method: method === "work" ? "emailOtp" : method,
      stage: stages[step],
      at,
      userId: step === "created" ? id : null,
      status: isFatal ? nonRetryable : waits ? interrupted : succeeded,
      appliedEventListeners: applied,
    })
  }

  find(id: string): SignUpRow | undefined {
    const index = this.#ids.numberOf(id)
    return index === undefined || index >= this.size ? undefined : this.rowAt(index)
  }

  ofCorrelation(correlationId: string): SignUpRow[] {
    const journey = this.#journeyIds.numberOf(correlationId)
    return journey === undefined ? [] : this.#journeys.rowsOf(journey).map((index) => this.rowAt(index))
  }

  #value(column: Column, index: number): number {
    return this.#columns.of[column][index] ?? 0
  }
}

/** The callouts of a step. */
export function stopsOf(
  step: SignUpStep,
  { code, attributes }: { code: readonly Stop[]; attributes: readonly Stop[] },
): readonly Stop[] {
  if (step === "codeSent") return code
  return step === "attributes" || step === "blocked" ? attributes : []
}
