import { eventType } from "@/lib/events"
import { type CalloutEvent, type SignIn, type Source, unnamedEvent } from "@/lib/model/callout"
import { eventTypeIds } from "@/lib/model/exchange"

/** How an attempt came about, for lists and filters. */
export const sourceWords = {
  interactive: "interactive",
  "non-interactive": "non-interactive",
  native: "native",
  "sign-up": "sign-up",
  unknown: "not told",
} satisfies Record<Source, string>

/** The steps of a sign-up in words; one that Graph adds later keeps its name. */
const stageWords: Readonly<Record<string, string>> = {
  credentialCollection: "identity entered",
  credentialValidation: "identity proven",
  credentialFederation: "other provider",
  consent: "consent",
  attributeCollectionAndValidation: "attributes",
  userCreation: "account created",
  tenantConsent: "tenant's consent",
}

/** The step of a sign-up in words. */
export const stageOf = ({ stage }: SignIn): string => stageWords[stage ?? ""] ?? stage ?? "not recorded"

/** Where a row comes from: the kind of sign-in, or the step of a sign-up. */
export function sourceOf(signIn: SignIn): string {
  const source = sourceWords[signIn.source]
  return signIn.kind === "signUp" ? `${source} · ${stageOf(signIn)}` : source
}

/** What a row is called in a sentence. */
export const nounOf = ({ kind }: SignIn): "sign-in" | "sign-up" => (kind === "signUp" ? "sign-up" : "sign-in")

/** An event type's title; one that the console does not know keeps its name in the log. */
export function eventTitle(type: string): string {
  const id = eventTypeIds.find((known) => known === type)
  if (id) return eventType(id).title
  return type === unnamedEvent ? "Unknown event" : type
}

/** Whether the console has a contract for an event. */
export const isKnownEvent = ({ type }: CalloutEvent): boolean => eventTypeIds.some((id) => id === type)

/** What an interrupted step of a sign-up waits for. */
export const waitsFor = ({ stage }: SignIn): string =>
  stage === "credentialValidation" ? "the mailed code" : "the person"
