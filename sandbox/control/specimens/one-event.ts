import { type Behaviour, behaviourOf } from "../../apis/behaviours"
import type { CustomExtensionHandler } from "../../tenants/types"
import { type Breakage, change, together } from "./breakage"
import { behaving, quota, type Slots } from "./slots"
import type { Fault } from "./specimen"
import { type Subject, subjects } from "./subjects"

const answering = (subject: Subject, code: number, behaviour: Behaviour, inferred?: string): Fault => ({
  id: `${subject.api}-${behaviour}`,
  code,
  title: `${subject.told} ${behaviourOf(behaviour).told}`,
  ...(inferred ? { inferred } : {}),
  ...behaving(subject, behaviour),
})

const keys = (subject: Subject) => answering(subject, 1003002, "wrong-keys")
const unread = "that the whole answer counts as unreadable"
const nonce = "the code; that the answer is turned down is documented"

const fallback: CustomExtensionHandler["configuration"] = {
  behaviorOnError: { "@odata.type": "#microsoft.graph.fallbackToMicrosoftProviderOnError" },
  clientConfiguration: null,
}

/** The mail API in a behaviour, while Microsoft's provider stands in for it: people get their code all the same. */
const behindFallback = (slots: Slots, behaviour: Behaviour): Breakage =>
  together(
    change(slots.handlerConfiguration, () => structuredClone(fallback)),
    behaving(subjects.mail, behaviour),
  )

/** What only one event knows, by its subject. */
export const oneEventFaults = {
  verifiedId: () => [
    answering(subjects.verifiedId, 1003012, "fail-for-failed", "that this code comes rather than 1003003"),
  ],
  customerClaims: () => [
    keys(subjects.customerClaims),
    answering(subjects.customerClaims, 1003025, "oversized-claims"),
    {
      id: "woodgrove-callouts-throttled",
      code: 1003004,
      title: "Other sign-ins of Woodgrove use up the 50 callouts that the service makes in a second",
      ...change(quota, (value) => ({ ...value, otherCalloutsPerSecond: 50 })),
    },
  ],
  signUpStart: () => [
    keys(subjects.signUpStart),
    answering(subjects.signUpStart, 1003002, "block-with-400"),
    answering(subjects.signUpStart, 1003003, "inputs-missing", unread),
    answering(
      subjects.signUpStart,
      1003012,
      "show-validation-error",
      "that this code comes rather than 1003003",
    ),
  ],
  signUpSubmit: (slots) => [
    answering(subjects.signUpSubmit, 1003002, "block-with-400"),
    answering(subjects.signUpSubmit, 1003003, "attributes-missing", unread),
    {
      id: "sign-up-submit-timeout-shortened",
      code: 1003005,
      title: "The user flow’s handler gives the sign-up submit API 200 ms, and the API takes longer",
      ...together(
        change(slots.handlerConfiguration, () => ({
          behaviorOnError: null,
          clientConfiguration: { timeoutInMilliseconds: 200, maximumRetries: 1 },
        })),
        behaving(subjects.signUpSubmit, "leisurely"),
      ),
    },
  ],
  mail: (slots) => [
    answering(subjects.mail, 1003002, "block-with-403"),
    {
      id: "mail-host-503-behind-fallback",
      code: 1003002,
      title: "The mail API answers 503, and Microsoft’s own provider steps in",
      ...behindFallback(slots, "host-503"),
    },
    {
      id: "mail-endless-body-behind-fallback",
      code: 1003005,
      title: "The mail API never ends its answer, and Microsoft’s own provider steps in",
      ...behindFallback(slots, "endless-body"),
    },
  ],
  migration: (slots) => [
    answering(subjects.migration, 1003002, "block-with-401"),
    answering(subjects.migration, 1003003, "wrong-nonce", nonce),
    answering(subjects.migration, 1003003, "nonce-missing", nonce),
    answering(
      subjects.migration,
      1003012,
      "old-action-namespace",
      "that this code comes rather than 1003003",
    ),
    {
      id: "migration-key-missing",
      code: 1003001,
      title: "The migration API’s app names no key that passwords could be encrypted to",
      inferred: "the code",
      ...change(slots.encryptionKey, () => ({ keyId: null })),
    },
  ],
} as const satisfies Record<Exclude<keyof typeof subjects, "claims">, (slots: Slots) => readonly Fault[]>
