import type { EventType } from "@/lib/events/define"
import type { Origin } from "@/lib/events/payload"
import type { Statement } from "@/lib/model/error-code"
import type { EventTypeId } from "@/lib/model/exchange"
import { documented, inferred, observed } from "@/lib/model/statement"

/** Where a value of a request comes from: its sign beside the line, a word for it, and what the word means. */
export const originWords = {
  invented: {
    sign: "~",
    word: "made up",
    text: "a real request has a value of your tenant or of the user here",
  },
  recorded: { sign: "=", word: "read", text: "from your tenant or from a log" },
  contract: {
    sign: "",
    word: "fixed",
    text: "by the contract: a real request of this kind has the same value",
  },
} satisfies Record<Origin, { sign: string; word: string; text: string }>

/** How every request reaches the API. */
export const howItIsSent: Statement = documented(
  "Entra sends it by POST to the extension's target address, as application/json, with a bearer token in the Authorization header.",
)

/** What the answer of every event has to be. */
const everyAnswer: readonly Statement[] = [
  documented("Status 200 with Content-Type application/json; no other status is documented as accepted."),
  inferred("The list actions holds exactly one action, one of those below."),
  observed("No type begins with #. Graph writes its types that way, an answer must not."),
]

const ownAnswer: Partial<Record<EventTypeId, readonly Statement[]>> = {
  passwordSubmit: [
    documented("Beside actions, data gives back the nonce that came encrypted with the password."),
  ],
}

/** What an answer of an event has to be, whichever action it holds. */
export const answerRules = ({ id }: EventType): readonly Statement[] => [
  ...everyAnswer,
  ...(ownAnswer[id] ?? []),
]

/** What has to be said about the sample requests of an event. */
export const requestNotes: Partial<Record<EventTypeId, string>> = {
  passwordSubmit:
    "The encrypted part is a stand-in here and cannot be decrypted. The command below really encrypts an invented password: for a throwaway key or, with the option certificate, for the key of your API.",
}
