import { z } from "zod"
import type { JourneyAnswer } from "../../../sandbox/control/report"
import type { ReceivedRequest } from "../../../sandbox/http/request-log"
import type { Sandbox } from "../../sandbox/control/start"
import type { EventName } from "./schemas"

/** Somebody on the way somewhere, by the address and body of control's request, and the events it shall raise. */
export type Journey = {
  name: string
  path: "/sign-ins" | "/sign-ups" | "/recoveries"
  body: { tenant: "Contoso" | "Woodgrove"; app: string; [member: string]: string }
  events: readonly EventName[]
}

const contoso = { tenant: "Contoso", app: "Woodgrove Groceries" } as const
const woodgrove = { tenant: "Woodgrove", app: "Woodgrove Groceries" } as const
const mobile = { tenant: "Woodgrove", app: "Woodgrove Mobile", flow: "native" } as const

const signIn = (name: string, body: Journey["body"], ...events: EventName[]): Journey => ({
  name,
  path: "/sign-ins",
  body,
  events: [...events, "tokenIssuanceStart"],
})
const signUp = (name: string, body: Journey["body"], ...events: EventName[]): Journey => ({
  name,
  path: "/sign-ups",
  body,
  events: [...events, "tokenIssuanceStart"],
})

const attributeEvents = ["attributeCollectionStart", "attributeCollectionSubmit"] as const

/** Every way that leads through a callout, in a healthy world. */
export const journeys: readonly Journey[] = [
  signIn("a member's sign-in", { ...contoso, user: "casey" }),
  signIn("a guest's sign-in", { ...contoso, user: "john" }),
  signIn("a sign-in by SAML", { ...contoso, app: "Contoso Expenses", user: "mona" }),
  signIn(
    "a sign-in with an access token for an API",
    { ...contoso, user: "amari", resource: "Contoso Orders API" },
    "tokenIssuanceStart",
  ),
  signIn("a refresh of tokens", { ...contoso, user: "jordan", flow: "refresh" }),
  {
    name: "a recovery with a Verified ID",
    path: "/recoveries",
    body: { ...contoso, user: "yuki" },
    events: ["verifiedIdClaimValidation"],
  },
  signUp(
    "a sign-up with a mailed code",
    { ...woodgrove, email: "emily@fabrikam.com" },
    "emailOtpSend",
    ...attributeEvents,
  ),
  signUp(
    "a sign-up at Google",
    { ...woodgrove, email: "someone@wingtiptoys.com", method: "google" },
    ...attributeEvents,
  ),
  signUp("a sign-up in a native app", { ...mobile, email: "ines@fabrikam.com" }, "emailOtpSend"),
  signIn(
    "a customer's sign-in with a mailed code",
    { ...woodgrove, user: "ravi@adatum.com" },
    "emailOtpSend",
  ),
  signIn("a customer's sign-in with a password", { ...woodgrove, user: "dana@proseware.com" }),
  signIn("a customer's sign-in at Google", { ...woodgrove, user: "lena@alpineskihouse.com" }),
  signIn("a customer's sign-in in a native app", { ...mobile, user: "ravi@adatum.com" }, "emailOtpSend"),
  signIn(
    "a customer's first sign-in after the move of the passwords",
    { ...woodgrove, user: "otto@tailwindtraders.com" },
    "passwordSubmit",
  ),
  signIn(
    "a customer's sign-in with an access token for an API",
    { ...woodgrove, user: "dana@proseware.com", resource: "Woodgrove Orders API" },
    "tokenIssuanceStart",
  ),
  signIn("a refresh of a customer's tokens", { ...woodgrove, user: "ravi@adatum.com", flow: "refresh" }),
]

/** What one journey came to: control's answer, and the requests that the customers' APIs received on the way. */
export type Made = { journey: Journey; answer: JourneyAnswer; received: readonly ReceivedRequest[] }

const answered = z.object({ rows: z.array(z.unknown()), callouts: z.array(z.unknown()) })

/** Sends somebody on a journey. */
export async function make({ world, call }: Sandbox, journey: Journey): Promise<Made> {
  const before = world.log.list("apis").length
  const { status, json } = await call("POST", journey.path, journey.body)
  if (status !== 200 || !answered.safeParse(json).success)
    throw new Error(`${journey.name} was refused: ${JSON.stringify(json)}`)
  // Safe: control answers every journey by this one function, and the parts that tests rely on are asserted there.
  return { journey, answer: json as JourneyAnswer, received: world.log.list("apis").slice(before) }
}
