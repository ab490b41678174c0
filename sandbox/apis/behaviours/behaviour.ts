import { type EventType, eventTypes } from "../../tenants/event-types"
import type { AnswerWith } from "../answers"
import type { FrontAnswer } from "../front"
import type { Pause } from "../pause"

type Common = {
  /** What an API does in it, after "The API …". */
  told: string
  /** The events whose APIs can behave so. */
  events: readonly EventType[]
  /** Whether it takes a tenant whose tokens have an issuer of their own, as external tenants do. */
  externalOnly?: true
}

/** Something in front of the program answers, which reads neither token nor body. */
export type FrontBehaviour = Common & { inFront: true; answer: FrontAnswer }

/** The program itself answers, once it has checked token and body. */
export type ProgramBehaviour = Common & {
  inFront?: never
  answer: AnswerWith
  /** How long it takes before it answers; at once when absent. */
  pause?: Pause
  /** What is wrong in its settings: the audience or the keys that it expects, or whom it admits. */
  misconfigured?: "audience" | "keys" | "callers"
  /** Whether it stops before it does what it is for: no mail goes out. */
  leavesUndone?: true
}

/** One way for an API to behave. */
export type BehaviourRecord = FrontBehaviour | ProgramBehaviour

type Rest<Record extends Common> = Partial<Omit<Record, "told" | "answer" | "inFront">>

/** A behaviour of what stands in front of the program; of all events unless said otherwise. */
export const front = (
  told: string,
  answer: FrontAnswer,
  rest: Rest<FrontBehaviour> = {},
): FrontBehaviour => ({ told, answer, events: eventTypes, inFront: true, ...rest })

/** A behaviour of the program; of all events unless said otherwise. */
export const program = (
  told: string,
  answer: AnswerWith,
  rest: Rest<ProgramBehaviour> = {},
): ProgramBehaviour => ({ told, answer, events: eventTypes, ...rest })
