import { actionOf, envelope, type Members, type Reply } from "./reply"
import { bodiless, json, jsonType, problemOf, type Sent, sent } from "./sent"

/** Makes what a program sends out of what it should reply. */
export type AnswerWith = (reply: Reply) => Sent

/** As documented. */
export const asDocumented: AnswerWith = (reply) => json(envelope(reply))

/** As documented, under a status or a type of content that is not. */
export const documentedUnder =
  (status: number, contentType = jsonType): AnswerWith =>
  (reply) =>
    sent(status, contentType, JSON.stringify(envelope(reply)))

/** The documented answer with other parameters of its action. */
export const withParameters =
  (change: (parameters: Members) => Members): AnswerWith =>
  (reply) =>
    asDocumented({ ...reply, parameters: change(reply.parameters) })

/** The documented answer with another action of the same event, or of what looks like it. */
export const withAction =
  (action: string, parameters: Members = {}): AnswerWith =>
  (reply) =>
    asDocumented({ ...reply, action, parameters })

/** The documented answer with another nonce, or without one. */
export const withNonce =
  (nonce?: string): AnswerWith =>
  ({ nonce: _repeated, ...reply }) =>
    asDocumented(nonce === undefined ? reply : { ...reply, nonce })

/** The documented action under other types, as often as there are any. */
export const withActionTypes =
  (typesOf: (reply: Reply) => readonly string[]): AnswerWith =>
  (reply) =>
    json(envelope(reply, { actions: typesOf(reply).map((type) => actionOf(reply, type)) }))

/** An answer without a list of actions. */
export const withoutActions: AnswerWith = (reply) => json(envelope(reply, { actions: null }))

/** The documented answer as the data of another type. */
export const withDataType =
  (typeOf: (reply: Reply) => string): AnswerWith =>
  (reply) =>
    json(envelope(reply, { type: typeOf(reply) }))

/** A text that is said to be JSON. */
export const textAsJson =
  (textOf: (reply: Reply) => string): AnswerWith =>
  (reply) =>
    sent(200, jsonType, textOf(reply))

/** The documented answer, serialised twice: a JSON string that holds JSON. */
export const serialisedTwice: AnswerWith = (reply) => json(JSON.stringify(envelope(reply)))

/** The documented answer with two million characters that nobody asked for. */
export const hugeBody: AnswerWith = (reply) => json({ ...envelope(reply), log: "x".repeat(2_000_000) })

/** The documented answer whose last bytes never come: cut off, or blanks without an end. */
export const endingIn =
  (ending: "cut" | "endless"): AnswerWith =>
  (reply) => ({ ...asDocumented(reply), ending })

/** A status without a body. */
export const bare =
  (status: number): AnswerWith =>
  () =>
    bodiless(status)

/** A problem under any status. */
export const problemWith =
  (status: number, title: string): AnswerWith =>
  () => {
    const { type, body } = problemOf(status, title)
    return sent(status, type, body)
  }

/** What Microsoft's AuthenticationEvents library makes of a request or an answer that it finds wrong. */
export const libraryErrors =
  (status: 400 | 401 | 500, ...errors: readonly string[]) =>
  (): Sent =>
    json({ errors }, status)
