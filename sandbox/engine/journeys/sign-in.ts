import { randomUUID } from "node:crypto"
import type { Credential, User } from "../../tenants/types"
import { legacyPasswords } from "../../tenants/woodgrove-people"
import type { World } from "../../world"
import type { Members } from "../answer/parameters"
import type { Called } from "../callout/event"
import { chooseListener } from "../callout/listeners"
import type { Flow } from "../log/row"
import { interrupted, isFatal, nonRetryable, wrongPassword } from "../log/status"
import { requireTenant, requireUser } from "../names"
import { Refusal } from "../refusal"
import { begin, endingOf, type Journey, logSignIn, type Report, raiseOn, reportOf } from "./journey"
import { sendCode } from "./one-time-code"
import { failure, hostedAt, pageOf, stuckPage, wrongPasswordShown } from "./outcome"
import { issueTokens } from "./tokens"

/** Who signs in to what; names or ids. The tenant defaults to the first one, the flow to "interactive". */
export type SignInRequest = {
  tenant?: string | undefined
  user: string
  app: string
  flow?: Flow | undefined
  /** The API that the app asks an access token for, beside the ID token. */
  resource?: string | undefined
  /** What is typed as the password; when absent, the right one. */
  password?: string | undefined
}

/** Either the callouts of the credential step, with which the sign-in goes on, or how it ended there. */
type Proven = { called: Called[] } | { report: Report }

async function proveByCode(journey: Journey, user: User): Promise<Proven> {
  const address = user.mail ?? user.userPrincipalName
  const { called, failed, code } = await sendCode(journey, address, "SignIn")
  const before = called ? [called] : []
  if (!failed && code) return { called: before }
  const row = logSignIn(journey, user, before, failed ? nonRetryable : interrupted)
  const ending = endingOf(journey, row)
  if (failed && journey.flow === "native")
    return { report: reportOf(journey, failure(ending, called?.result.code ?? 0)) }
  const waiting = { title: "Enter code", message: `No mail with a code came to ${address}.` }
  return { report: reportOf(journey, failed ? stuckPage(ending, "code") : pageOf(ending, waiting)) }
}

/**
 * The pages of Entra's own after an answer that gives no texts. INFERRED: their words, and that another try is asked
 * for as after any wrong password.
 */
const ownPages: Readonly<Record<string, Members>> = {
  Retry: { title: "Sign in", message: "Your password is incorrect." },
  UpdatePassword: { title: "Update your password", message: "Choose a new password to go on." },
}

/** The property that marks those whose password is still in the old store, as the app's listener names it. */
const markOf = ({ tenant, client }: Journey): string | undefined =>
  chooseListener(tenant, "passwordSubmit", client.appId)?.handler.migrationPropertyId

/** Whether the old store still has the password. */
function isToMigrate(journey: Journey, { extensions }: User): boolean {
  const mark = markOf(journey)
  return mark !== undefined && extensions[mark] === true
}

/** Clears the mark of somebody who has migrated. */
function unmark(journey: Journey, user: User): void {
  const mark = markOf(journey)
  if (mark !== undefined && isToMigrate(journey, user)) user.extensions[mark] = false
}

/** What the old store's answer makes of the sign-in. */
async function migrate(journey: Journey, user: User, password: string): Promise<Proven> {
  const username = user.mail ?? user.userPrincipalName
  const called = await raiseOn(journey, {
    eventType: "passwordSubmit",
    user,
    username,
    password,
    nonce: randomUUID(),
  })
  if (!called) {
    const row = logSignIn(journey, user, [], wrongPassword)
    return { report: reportOf(journey, wrongPasswordShown(endingOf(journey, row))) }
  }
  const fatal = isFatal(called)
  const { action, code } = called.result
  if (!fatal && action?.name === "MigratePassword") {
    journey.tenant.credentials.set(user.id, { kind: "password", password })
    unmark(journey, user)
    return { called: [called] }
  }
  const row = logSignIn(journey, user, [called], fatal ? nonRetryable : interrupted)
  const ending = endingOf(journey, row)
  const shown = ownPages[action?.name ?? ""] ?? action?.parameters ?? {}
  return { report: reportOf(journey, fatal ? failure(ending, code) : pageOf(ending, shown)) }
}

async function proveByPassword(
  journey: Journey,
  user: User,
  stored: string | null,
  typed: string | undefined,
): Promise<Proven> {
  const password = typed ?? stored ?? legacyPasswords.get(user.mail ?? "") ?? ""
  if (stored !== null && password === stored) {
    // Microsoft: who types the password that Entra stores counts as migrated.
    unmark(journey, user)
    return { called: [] }
  }
  if (isToMigrate(journey, user)) return migrate(journey, user, password)
  const row = logSignIn(journey, user, [], wrongPassword)
  return { report: reportOf(journey, wrongPasswordShown(endingOf(journey, row))) }
}

async function prove(
  journey: Journey,
  user: User,
  credential: Credential | undefined,
  typed: string | undefined,
): Promise<Proven> {
  if (journey.flow === "refresh" || !credential) return { called: [] }
  if (credential.kind === "emailOtp") return proveByCode(journey, user)
  if (credential.kind === "password") return proveByPassword(journey, user, credential.password, typed)
  if (journey.flow === "native")
    throw new Refusal(
      `${user.displayName} signs in at ${credential.provider}, which needs the pages of ${hostedAt(journey.tenant)}.`,
    )
  return { called: [] }
}

/**
 * Signs a person in to an app as Entra does: has him prove himself, finds the listeners, checks the configuration,
 * calls the APIs and writes the log. Throws a Refusal for unknown names and for what cannot be.
 */
export async function signIn(world: World, request: SignInRequest): Promise<Report> {
  const { tenant: name, app, flow = "interactive", resource, password } = request
  const tenant = requireTenant(world, name)
  const user = requireUser(tenant, request.user)
  const journey = begin(world, { tenant: name, app, flow, resource, person: user.id })
  if (flow === "refresh" && journey.client.preferredSingleSignOnMode === "saml")
    throw new Refusal(`${journey.application.displayName} uses SAML, which has no refresh tokens.`)
  const proven = await prove(journey, user, tenant.credentials.get(user.id), password)
  return "report" in proven ? proven.report : issueTokens(journey, user, proven.called)
}
