import { type Behaviour, behaviourOf } from "../../apis/behaviours"
import { type Breakage, change, together } from "./breakage"
import { claims } from "./claims"
import { withUrl } from "./moved"
import { behaving, schemaLook } from "./slots"
import type { Fault } from "./specimen"

const { subject, slots } = claims
const claimsApi = (behaviour: Behaviour) => behaving(subject, behaviour)

/** A specimen that is a behaviour of the claims API and is titled by it. */
const answering = (code: number, id: string, behaviour: Behaviour, inferred?: string): Fault => ({
  id,
  code,
  title: `${subject.told} ${behaviourOf(behaviour).told}`,
  ...(inferred ? { inferred } : {}),
  ...claimsApi(behaviour),
})

const wrongPath = withUrl(slots.address, (url) => {
  url.pathname = "/api/onTokenIssuanceStart/v2"
})

const oldContract = claimsApi("contract-2021")

/** The contract of 2021 under a service that looks at the schema version. */
const oldContractSeen = together(
  change(schemaLook, () => true),
  oldContract,
)

/** The same contract under a service that does not look. */
const oldContractUnseen: Breakage = {
  ...oldContract,
  isBroken: (world) => oldContract.isBroken(world) && !oldContractSeen.isBroken(world),
  breakIt(world) {
    oldContractSeen.repair(world)
    oldContract.breakIt(world)
  },
  repair(world) {
    if (!oldContractSeen.isBroken(world)) oldContract.repair(world)
  },
}

const accepted = "that no other status of success is accepted"
const unread = "that the whole answer counts as unreadable"

/** Answers that arrive in time and that Entra does not take. */
export const claimsAnswers: readonly Fault[] = [
  answering(1003002, "claims-api-throws", "500"),
  answering(1003002, "claims-api-library-error", "library-500"),
  answering(1003002, "claims-api-easy-auth-401", "easy-auth-401"),
  answering(1003002, "claims-api-easy-auth-403", "easy-auth-403"),
  answering(1003002, "claims-api-other-audience", "wrong-audience"),
  answering(1003002, "claims-api-other-callers", "caller-not-admitted"),
  answering(1003002, "claims-api-host-down", "host-503"),
  answering(1003002, "logic-app-schema", "logic-apps-400"),
  answering(1003002, "logic-app-policy", "logic-apps-403"),
  answering(1003002, "logic-app-no-response", "logic-apps-502"),
  answering(1003002, "claims-api-login-redirect", "login-redirect", "that a redirect is not followed"),
  answering(1003002, "claims-api-limits-calls", "too-many-requests"),
  answering(1003002, "claims-api-no-content", "no-content", accepted),
  answering(1003002, "claims-api-created", "created", accepted),
  {
    id: "target-path-wrong",
    code: 1003002,
    title: "The target URL names a path that the API does not have",
    ...wrongPath,
  },

  answering(1003003, "answer-not-json", "not-json"),
  answering(1003003, "answer-json-in-json", "json-in-json", unread),
  answering(1003003, "answer-claims-alone", "claims-alone", unread),
  answering(1003003, "answer-hash-in-data-type", "hash-in-data-type", unread),
  answering(1003003, "answer-hash-in-action-type", "hash-in-action-type"),
  answering(1003003, "answer-for-other-event", "other-event", unread),
  {
    id: "answer-of-2021",
    code: 1003003,
    title: "The claims API answers by the contract of the 2021 preview, which nobody reads any more",
    inferred: "whether this code comes or 1003008",
    ...oldContractUnseen,
  },
  answering(1003003, "answer-claims-list", "claims-list", unread),
  answering(1003003, "answer-number-claim", "number-claim", unread),

  answering(1003006, "answer-plain-text", "plain-text"),
  answering(1003006, "answer-text-json", "text-json"),
  answering(1003006, "answer-html-page", "html-page"),
  answering(1003006, "answer-problem", "problem-with-200"),

  answering(1003007, "answer-null-claims", "null-claims"),
  answering(1003007, "answer-claims-missing", "claims-missing", "that missing claims count as null"),

  {
    id: "answer-of-2021-checked",
    code: 1003008,
    title: "The claims API answers by the contract of 2021, and the service looks at the schema version",
    inferred: "when the service takes that look; on the present contract it is not known to",
    ...oldContractSeen,
  },

  answering(1003009, "answer-empty", "empty-body"),
  answering(1003009, "answer-blank", "blank-body", "that blanks count as empty"),
  answering(1003009, "answer-null", "null-body"),

  answering(1003010, "answer-two-actions", "two-actions"),
  answering(1003010, "answer-no-action", "no-action"),
  answering(1003010, "answer-actions-missing", "actions-missing", "that a missing list counts as empty"),

  answering(1003012, "answer-unknown-action", "unknown-action", "that this code comes rather than 1003003"),
  answering(1003012, "answer-action-of-other-event", "action-of-other-event"),

  answering(1003024, "answer-huge", "huge-body", "where the maximum lies; the sandbox takes 1 MiB"),
  answering(1003025, "answer-oversized-claims", "oversized-claims"),
  answering(1003026, "answer-empty-key", "empty-key"),
  answering(1003026, "answer-blank-key", "blank-key", "that a blank counts as empty"),
]
