import { randomUUID } from "node:crypto"
import type { AuthenticationEventsFlow, Tenant, UserIdentity } from "../../tenants/types"
import type { World } from "../../world"
import { chooseFlow } from "../callout/listeners"
import type { AttributeValues } from "../callout/payload/attributes"
import type { SignUpMethod } from "../log/sign-up-row"
import { accountExists, interrupted, nonRetryable, succeeded } from "../log/status"
import { Refusal } from "../refusal"
import { begin, endingOf, type Report, reportOf } from "./journey"
import { createCustomer } from "./new-customer"
import { sendCode } from "./one-time-code"
import { accountExistsShown, failure, pageOf, stuckPage } from "./outcome"
import { collectAttributes, requireFields } from "./sign-up-page"
import { beginStep, logStep, type SignUp } from "./sign-up-step"
import { issueTokens } from "./tokens"

/** Who signs up for what. The method defaults to the first one that the user flow offers. */
export type SignUpRequest = {
  tenant?: string | undefined
  email: string
  app: string
  flow?: "hosted" | "native" | undefined
  method?: SignUpMethod | undefined
  /** What is typed into the page; what is left out gets a plausible value. */
  attributes?: AttributeValues | undefined
}

const providerIds: Readonly<Record<SignUpMethod, string>> = {
  emailOtp: "EmailOtpSignup-OAUTH",
  password: "EmailPassword-OAUTH",
  google: "Google-OAUTH",
}

/** The ways to sign up that a user flow offers, the usual one first. */
export function methodsOf(userFlow: AuthenticationEventsFlow): SignUpMethod[] {
  const offered = userFlow.onAuthenticationMethodLoadStart.identityProviders.map(({ id }) => id)
  return (["emailOtp", "password", "google"] as const).filter((one) => offered.includes(providerIds[one]))
}

function methodOf(userFlow: AuthenticationEventsFlow, wanted: SignUpMethod | undefined): SignUpMethod {
  const method = methodsOf(userFlow).find((one) => wanted === undefined || one === wanted)
  if (method) return method
  throw new Refusal(`The user flow ${userFlow.displayName} does not offer ${wanted ?? "any way to sign up"}.`)
}

/** As captures show them: an address that was proved by a code comes from the provider "mail". */
function identitiesOf(method: SignUpMethod, email: string, domain: string): UserIdentity[] {
  if (method === "emailOtp") return [{ signInType: "federated", issuer: "mail", issuerAssignedId: email }]
  if (method === "google")
    return [
      { signInType: "federated", issuer: "google.com", issuerAssignedId: randomUUID().replaceAll("-", "") },
    ]
  return [{ signInType: "emailAddress", issuer: domain, issuerAssignedId: email }]
}

/** Proves the address with a code; the report of the journey when it ends here, else nothing. */
async function proveAddress(signUp: SignUp): Promise<Report | undefined> {
  const { journey, email, method } = signUp
  if (method === "google") {
    logStep(signUp, { stage: "credentialFederation", status: succeeded })
    return undefined
  }
  const at = await beginStep(journey)
  const { called, failed, code } = await sendCode(journey, email, "signUp")
  const row = logStep(signUp, {
    stage: "credentialValidation",
    status: failed ? nonRetryable : interrupted,
    at,
    called: called ? [called] : [],
  })
  if (code) return undefined
  const ending = endingOf(journey, row)
  if (failed && journey.flow === "native") return reportOf(journey, failure(ending, called?.result.code ?? 0))
  const waiting = { title: "Enter code", message: `No mail with a code came to ${email}.` }
  return reportOf(journey, failed ? stuckPage(ending, "code") : pageOf(ending, waiting))
}

const hasAccount = ({ users }: Tenant, email: string) =>
  users.some(({ mail }) => mail?.toLowerCase() === email)

/** The end of a sign-up whose address another one got while this one was on its way; no second account is made. */
function overtaken(signUp: SignUp): Report {
  const row = logStep(signUp, { stage: "userCreation", status: accountExists })
  return reportOf(signUp.journey, accountExistsShown(endingOf(signUp.journey, row)))
}

function prepare(world: World, request: SignUpRequest): SignUp {
  const email = request.email.trim().toLowerCase()
  const flow = request.flow === "native" ? "native" : "interactive"
  const journey = begin(world, { tenant: request.tenant, app: request.app, flow, person: email })
  const { tenant, client } = journey
  const userFlow = chooseFlow(tenant, client.appId)
  if (!userFlow?.onInteractiveAuthFlowStart.isSignUpAllowed)
    throw new Refusal(`No user flow of ${tenant.displayName} lets people sign up for ${client.displayName}.`)
  if (hasAccount(tenant, email))
    throw new Refusal(`${tenant.displayName} has an account for ${email} already.`)
  const method = methodOf(userFlow, request.method)
  if (method === "google" && flow === "native")
    throw new Refusal("Google needs the hosted pages; native authentication cannot use it.")
  const identities = identitiesOf(method, email, tenant.initialDomain)
  const signUp = { journey, userFlow, email, method, identities, typed: request.attributes ?? {} }
  requireFields(signUp)
  return signUp
}

/**
 * Signs somebody up as a user flow of an external tenant does, step by step, and in to the app at the end. Native
 * authentication raises no attribute event, as the field has it. Throws a Refusal for unknown names and for what
 * cannot be.
 */
export async function signUp(world: World, request: SignUpRequest): Promise<Report> {
  const signUp = prepare(world, request)
  const { journey } = signUp
  logStep(signUp, { stage: "credentialCollection", status: succeeded })
  const stopped = await proveAddress(signUp)
  if (stopped) return stopped
  const collected = await collectAttributes(signUp)
  if ("report" in collected) return collected.report
  if (hasAccount(journey.tenant, signUp.email)) return overtaken(signUp)
  const user = createCustomer(signUp, collected.values)
  logStep(signUp, { stage: "userCreation", status: succeeded, userId: user.id })
  // The sign-in that follows is a request of its own.
  return issueTokens({ ...journey, at: journey.world.clock.now(), started: performance.now() }, user)
}
