import { type AnswerWith, libraryErrors, withParameters } from "../answers"
import { type Members, membersOf, type Reply } from "../reply"
import { json } from "../sent"
import { type BehaviourRecord, front, program } from "./behaviour"

const events = ["tokenIssuanceStart"] as const

const claimsOf = ({ parameters }: Pick<Reply, "parameters">): Members => membersOf(parameters.claims)

const claimsApi = (told: string, answer: AnswerWith) => program(told, answer, { events })

/** The documented answer with other claims in it. */
const withClaims = (change: (claims: Members) => unknown): AnswerWith =>
  withParameters((parameters) => ({ claims: change(claimsOf({ parameters })) }))

const listOf = (claims: Members) => Object.entries(claims).map(([name, value]) => ({ [name]: value }))

/** The contract of the 2021 preview, with its schema version at the root. */
const contractOf2021: AnswerWith = (reply) =>
  json({
    type: "onTokenIssuanceStartCustomExtension",
    apiSchemaVersion: "10-01-2021-preview",
    actions: [{ type: "ProvideClaimsForToken", claims: listOf(claimsOf(reply)) }],
  })

/**
 * What only an API that puts claims into tokens can do; Microsoft's library knows no other event. INFERRED: that it
 * sends a list of errors under 400 and 401 as it does under 500.
 */
export const ofClaims = {
  "library-400": front(
    "answers 400, because Microsoft’s library found the request wrong",
    libraryErrors(400, "The request body is not a known authentication event."),
    { events },
  ),
  "library-401": front(
    "answers 401, because Microsoft’s library found the token wrong",
    libraryErrors(401, "Unauthorized"),
    { events },
  ),
  "library-500": program(
    "answers 500, because Microsoft’s library found its answer wrong",
    libraryErrors(500, "No Actions Found. Please supply atleast one action."),
    { events },
  ),

  "claims-alone": claimsApi("sends the claims without the envelope around them", (reply) =>
    json(claimsOf(reply)),
  ),
  "contract-2021": claimsApi("answers by the contract of the 2021 preview", contractOf2021),
  "claims-list": claimsApi("sends the claims as a list", withClaims(listOf)),
  "number-claim": claimsApi(
    "sends a number as a claim",
    withClaims((claims) => ({ ...claims, LoyaltyPoints: 1200 })),
  ),
  "null-claims": claimsApi(
    "sends null instead of claims",
    withClaims(() => null),
  ),
  "claims-missing": claimsApi(
    "sends its action without claims",
    withClaims(() => undefined),
  ),
  "empty-key": claimsApi(
    "sends a claim without a name",
    withClaims((claims) => ({ ...claims, "": "Gold" })),
  ),
  "blank-key": claimsApi(
    "sends a claim whose name is a blank",
    withClaims((claims) => ({ ...claims, " ": "Gold" })),
  ),
  "oversized-claims": claimsApi(
    "sends more than 3 KB of claims",
    withClaims((claims) => ({
      ...claims,
      CustomRoles: Array.from({ length: 160 }, (_, index) => `Contoso.Stores.Role.${1000 + index}`),
    })),
  ),
} as const satisfies Record<string, BehaviourRecord>
