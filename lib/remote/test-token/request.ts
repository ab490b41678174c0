import "server-only"
import { setTimeout as wait } from "node:timers/promises"
import { type ClientCredential, config } from "@/lib/config"
import type { TokenRequest, TokenTrouble } from "@/lib/model/test-token"
import { readTenantKind } from "../snapshot"
import { clientWith, within } from "../token"
import { refusedToken } from "./trouble"

/** A client with what proves it, and the resource that it wants a token for. */
type TokenAsk = { clientId: string; credential: ClientCredential; resource: string }

/** A token and how it was asked for, or why there is none; in any case nothing that proved the client. */
export type Asked =
  | { ok: true; token: string; expiresAtMs: number; request: TokenRequest }
  | { ok: false; trouble: TokenTrouble }

/**
 * Where a test token is asked for: for an external tenant at its customers' endpoint, whose issuer Entra's own token
 * names there, so that an API which compares the issuer takes the one for the other.
 */
async function hostOfTokens(): Promise<string> {
  const { authorityHost, ciamHost } = config()
  return (await readTenantKind()) === "external" ? ciamHost : authorityHost
}

/** Asks for a token of a client for itself; the client and its token are in nobody's cache afterwards. */
export async function askForToken({ clientId, credential, resource }: TokenAsk): Promise<Asked> {
  const host = await hostOfTokens()
  const scope = `${resource}/.default`
  const at = new Date().toISOString()
  const began = performance.now()
  const asRequest = (): TokenRequest => ({
    endpoint: `${host}/${config().tenantId}/oauth2/v2.0/token`,
    grantType: "client_credentials",
    scope,
    clientId,
    proof: credential.kind,
    at,
    durationMs: Math.round(performance.now() - began),
  })
  try {
    const client = clientWith({ clientId, credential, host })
    const { token, expiresAt } = await within(client.acquireTokenByClientCredential({ scopes: [scope] }))
    return { ok: true, token, expiresAtMs: expiresAt, request: asRequest() }
  } catch (error) {
    const proof = credential.kind === "secret" ? credential.secret : credential.privateKey
    return { ok: false, trouble: refusedToken(error, asRequest(), [proof]) }
  }
}

/** People saw it take from 4 to 18 s (github.com/microsoftgraph/microsoft-graph-docs/issues/17966). */
const knownWithinMs = 90_000
const longestPauseMs = 5000

/** What the sign-in service says of a secret that it does not know, be it wrong or too new. */
const unknownSecret = "AADSTS7000215"

/**
 * The same for a secret that is new, of which the sign-in service learns with delay: asks again until it knows it, for
 * at most a minute and a half. Throws the signal's reason when it is aborted.
 */
export async function askUntilKnown(
  ask: TokenAsk,
  signal: AbortSignal,
  onRefusal: () => void,
): Promise<Asked> {
  const untilMs = Date.now() + knownWithinMs
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted()
    const asked = await askForToken(ask)
    if (asked.ok || asked.trouble.code !== unknownSecret || Date.now() >= untilMs) return asked
    onRefusal()
    await wait(Math.min(longestPauseMs, tries * 1000), undefined, { signal })
  }
}
