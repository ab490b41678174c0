import "server-only"
import { type ClientCredential, config } from "@/lib/config"
import type { HeldToken, SecretRun, TestTokenSource, TokenTrouble } from "@/lib/model/test-token"
import { decodeToken } from "@/lib/tokens/decode"
import { apiOf } from "@/lib/tokens/expected-api"
import { readPastedToken } from "@/lib/tokens/pasted"
import { timeOf } from "@/lib/tokens/times"
import { NeedsRenewal, type SessionRef } from "./custody"
import { asHeldToken, type Desk, deskOf, emptyDesk, keptUntil, type Target } from "./test-token/desk"
import { secretScopes } from "./test-token/leftovers"
import { type Asked, askForToken } from "./test-token/request"
import { beginSecretRun } from "./test-token/secret-run"
import { refusedToken, troubleOf } from "./test-token/trouble"
import { onBehalfOf } from "./token"

export type { Target } from "./test-token/desk"

/** What a page may know of the test token for an extension. */
export type TestToken = { held: HeldToken | null; run: SecretRun | null; trouble: TokenTrouble | null }

const isBusy = ({ run, isBeginning }: Desk): boolean =>
  isBeginning || run?.view.outcome === "running" || run?.view.outcome === "cancelling"

/** How the test token of an extension stands in a session. */
export function testTokenOf(session: SessionRef, extensionId: string): TestToken {
  const { held, run, trouble } = deskOf(session, extensionId)
  // A copy: the run goes on while the page is made, whose parts have to agree with each other.
  return { held: held && asHeldToken(held), run: run && { ...run.view }, trouble }
}

/** The token itself, for a call to the extension's API; null when none is held. It must not leave the server. */
export const heldTokenFor = (session: SessionRef, extensionId: string): string | null =>
  deskOf(session, extensionId).held?.token ?? null

/** Tells why there is no token, on the page and in the log. */
function fail(desk: Desk, source: TestTokenSource, trouble: TokenTrouble): void {
  desk.trouble = trouble
  const { code, title } = trouble
  console.warn(JSON.stringify({ event: "test-token-refused", source, code, title }))
}

function keep(desk: Desk, source: TestTokenSource, asked: Asked): void {
  if (!asked.ok) {
    fail(desk, source, asked.trouble)
    return
  }
  const { token, request, expiresAtMs } = asked
  desk.held = {
    token,
    source,
    request,
    isCached: false,
    obtainedAtMs: Date.now(),
    keptUntilMs: keptUntil(expiresAtMs),
  }
}

/** The desk cleared of what came before; null while a run is under way on it. */
function freshDesk(session: SessionRef, { id }: Target): Desk | null {
  const desk = deskOf(session, id)
  if (isBusy(desk)) return null
  desk.trouble = null
  desk.run = null
  return desk
}

/** Whether the desk holds a token of this source already, which then serves again. */
function servesAgain({ held }: Desk, source: TestTokenSource): boolean {
  if (held?.source !== source) return false
  held.isCached = true
  return true
}

/** Takes a token with this console's own credentials, or the one that is held. */
export async function takeConsoleToken(session: SessionRef, target: Target): Promise<void> {
  const desk = freshDesk(session, target)
  if (!desk || servesAgain(desk, "console")) return
  const { clientId, credential } = config()
  keep(desk, "console", await askForToken({ clientId, credential, resource: target.resourceId }))
}

/** Takes a token as another app, whose credential is used for this one request and not kept. */
export async function takeTokenAs(
  session: SessionRef,
  target: Target,
  client: { clientId: string; credential: ClientCredential },
): Promise<void> {
  const desk = freshDesk(session, target)
  if (desk) keep(desk, "credential", await askForToken({ ...client, resource: target.resourceId }))
}

const noApp = troubleOf({
  title: "The extension names no app",
  why: "Its resource id does not end in the id of an app, so there is none that could be given a secret.",
  cure: ["Write the resource id as api://{host}/{app id}; for the extension itself this is 1003014."],
})

const notNoted = (error: unknown): TokenTrouble => ({
  ...troubleOf({
    title: "No secret was made",
    why: "The console could not note on disk that there will be one, and without that nobody would find it after a crash.",
    cure: ["Check that DATA_DIR can be written and that the disk is not full."],
  }),
  told: error instanceof Error && "code" in error ? String(error.code) : null,
})

function notActing(error: unknown): TokenTrouble {
  const trouble = refusedToken(error, null)
  if (trouble.code !== "AADSTS65001") return trouble
  const consent =
    "Consent to the delegated permission Application.ReadWrite.All of Microsoft Graph for this console's app."
  return { ...trouble, cure: [consent] }
}

/** A token of Graph that speaks for the operator; null when there is none, which the desk tells. */
async function graphTokenOf(session: SessionRef, desk: Desk): Promise<string | null> {
  try {
    return (await onBehalfOf(session, secretScopes())).token
  } catch (error) {
    if (error instanceof NeedsRenewal) throw error
    fail(desk, "temporary-secret", notActing(error))
    return null
  }
}

/**
 * Begins a run that puts a short-lived secret on the API's app as the operator, takes a token with it and removes it.
 * Throws NeedsRenewal when the operator's own token is missing; everything else stands on the page.
 */
export async function takeTokenByTemporarySecret(session: SessionRef, target: Target): Promise<void> {
  const desk = freshDesk(session, target)
  if (!desk || servesAgain(desk, "temporary-secret")) return
  const api = apiOf(target)
  if (!api) {
    fail(desk, "temporary-secret", noApp)
    return
  }
  desk.isBeginning = true
  try {
    const graphToken = await graphTokenOf(session, desk)
    if (graphToken === null) return
    await beginSecretRun({ desk, target, appId: api.appId, graphToken }).catch((error: unknown) =>
      fail(desk, "temporary-secret", notNoted(error)),
    )
  } finally {
    desk.isBeginning = false
  }
}

/** Tells that the session could not be renewed for a run. */
export function tellNotRenewed(session: SessionRef, extensionId: string): void {
  fail(
    deskOf(session, extensionId),
    "temporary-secret",
    troubleOf({
      title: "Your session could not be renewed",
      why: "The run acts as you, and Microsoft gave this console no token of yours without asking you.",
      cure: ["Sign out of the console and in again, then begin the run anew."],
    }),
  )
}

/** Ends a run as soon as it can; its secret is removed in any case. */
export function cancelRun(session: SessionRef, extensionId: string): void {
  const { run } = deskOf(session, extensionId)
  if (run?.view.outcome !== "running") return
  run.view.outcome = "cancelling"
  run.controller.abort()
}

/** Drops the token and what was told about it. */
export function forgetToken(session: SessionRef, extensionId: string): void {
  const desk = deskOf(session, extensionId)
  if (isBusy(desk)) return
  Object.assign(desk, emptyDesk())
}

const keptAtLeastMs = 10 * 60_000
const keptAtMostMs = 24 * 3600_000

/** A pasted token is kept until its end; one that is over, for as long as it takes to read why. */
function pastedUntil(exp: unknown): number {
  const now = Date.now()
  const ends = timeOf(exp)
  const wanted = ends === null ? 0 : keptUntil(Date.parse(ends))
  return Math.min(now + keptAtMostMs, Math.max(now + keptAtLeastMs, wanted))
}

const notAToken = (why: string): TokenTrouble =>
  troubleOf({ title: "This is not a token that can be judged", why, cure: ["Paste one access token alone."] })

/** Keeps a token that was pasted. */
export function keepPastedToken(session: SessionRef, target: Target, pasted: string): void {
  const desk = freshDesk(session, target)
  if (!desk) return
  const decoded = decodeToken(readPastedToken(pasted).text)
  if (decoded.kind !== "signed") {
    const why = decoded.kind === "not-a-token" ? decoded.fault.why : "Its claims cannot be read here."
    fail(desk, "pasted", notAToken(why))
    return
  }
  desk.held = {
    token: decoded.compact,
    source: "pasted",
    request: null,
    isCached: false,
    obtainedAtMs: Date.now(),
    keptUntilMs: pastedUntil(decoded.payload.exp),
  }
}
