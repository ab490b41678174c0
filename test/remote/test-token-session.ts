import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterEach, beforeEach, expect, vi } from "vitest"
import type { SecretRun } from "@/lib/model/test-token"
import { contosoIds } from "@/sandbox/tenants/ids"
import { control, reset } from "../control"
import { setting, startBorder } from "./border"
import { graphToken, msal, signIn } from "./sdk"

/** Made at first use, and its token asked for once, so that queued answers do not meet it. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The border with all that concerns test tokens, as a process that has just started holds it. */
export async function startConsoleBorder(change: Record<string, string | undefined> = {}) {
  const border = await startBorder(change)
  return {
    ...border,
    ...(await import("@/lib/remote/custody")),
    ...(await import("@/lib/remote/test-token")),
    ...(await import("@/lib/remote/test-token/judgement")),
    ...(await import("@/lib/remote/test-token/leftovers")),
    ...(await import("@/lib/remote/test-token/intents")),
  }
}
export type ConsoleBorder = Awaited<ReturnType<typeof startConsoleBorder>>

/** The token that a persona gets for the console itself by signing in, and whose it is. */
export async function assertionFor(alias: string) {
  const { result } = await signIn(msal(), alias)
  const oid = result.account?.localAccountId ?? ""
  return { oid, token: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? 0 }
}

/** A session of a persona with its token in custody. */
export async function sessionAs(border: ConsoleBorder, alias = "operator") {
  const { oid, token, expiresAt } = await assertionFor(alias)
  return { id: border.openSession(oid, { token, expiresAt }), oid }
}

/** An extension as the action takes it from the snapshot. */
export async function targetOf(border: ConsoleBorder, name = "Loyalty claims") {
  const { extensions } = await border.readSnapshot()
  const found = extensions.ok ? extensions.value.find((one) => one.name === name) : undefined
  if (!found?.resourceId) throw new Error(`There is no extension ${name} with a resource id.`)
  return { ...found, resourceId: found.resourceId }
}

const reader = once(() => msal())

/** The names of the secrets that an app has now. */
export async function secretNames(appId: string): Promise<string[]> {
  const response = await fetch(
    `${setting("GRAPH_ENDPOINT")}/v1.0/applications(appId='${appId}')?$select=passwordCredentials`,
    { headers: { authorization: `Bearer ${await graphToken(reader())}` } },
  )
  // Safe: Graph answers a select of one member with that member.
  const { passwordCredentials } = (await response.json()) as {
    passwordCredentials: { displayName: string | null }[]
  }
  return passwordCredentials.map(({ displayName }) => displayName ?? "")
}

/** Those of them that runs of the console made. */
export const testSecrets = async (appId: string) =>
  (await secretNames(appId)).filter((name) => name.startsWith("Calloutscope test "))

/** Every file in a folder as text, by its path. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  return Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name)
      return [file, readFileSync(file, "utf8")]
    }),
  )
}

/** Waits until a run is over; gives it as the page shows it. */
export function runEnds(view: () => SecretRun | null): Promise<SecretRun> {
  return vi.waitFor(
    () => {
      const run = view()
      if (!run || run.outcome === "running" || run.outcome === "cancelling") throw new Error("It still runs.")
      return run
    },
    { timeout: 40_000, interval: 50 },
  )
}

/** Queued answers' names for what a run with a temporary secret asks. */
export const asks = {
  add: "POST /v1.0/applications*addPassword",
  remove: "POST /v1.0/applications*removePassword",
  list: "GET /v1.0/applications*",
  token: "POST */oauth2/v2.0/token",
} as const

/** A console that has just started on a data folder with somebody in session, and the desk of its extension. */
export async function openDesk(folder: string, alias = "operator") {
  const border = await startConsoleBorder({ DATA_DIR: folder })
  const session = await sessionAs(border, alias)
  const target = await targetOf(border)
  const view = () => border.testTokenOf(session, target.id)
  const begin = () => border.takeTokenByTemporarySecret(session, target)
  const held = () => border.heldTokenFor(session, target.id)
  const run = async () => {
    await begin()
    return runEnds(() => view().run)
  }
  return { border, session, target, view, begin, held, run }
}

/** A data folder of each test's own, with a healthy cloud before it and nothing of it afterwards. */
export function ownFolder() {
  let folder = ""
  beforeEach(async () => {
    await reset()
    folder = mkdtempSync(path.join(tmpdir(), "calloutscope-secrets-"))
  })
  afterEach(() => {
    vi.useRealTimers()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder: () => folder,
    open: (alias = "operator") => openDesk(folder, alias),
    /** What is noted on disk about temporary secrets. */
    notes: () => Object.values(filesIn(folder)),
  }
}

/** The test secrets on the API's app. */
export const left = () => testSecrets(contosoIds.apiApp)

/** Waits until there is one. */
export const there = () => vi.waitFor(async () => expect(await left()).toHaveLength(1), { timeout: 10_000 })

/** The steps of a run with their states. */
export const statesOf = (run: SecretRun) => run.steps.map(({ step, state }) => `${step} ${state}`)

/** How long the sign-in service takes to learn of a new secret. */
export const withDelay = (replicationDelayMs: number) =>
  control("PUT", "/tenants/contoso", { replicationDelayMs })

/** Puts a secret with a run's name on the app, as Graph would have. */
export async function addByHand(
  border: ConsoleBorder,
  session: Parameters<ConsoleBorder["onBehalfOf"]>[0],
  runId: string,
): Promise<string> {
  const { token: graphToken } = await border.onBehalfOf(session, border.secretScopes())
  const answer = await border
    .requestAs(graphToken, `/applications/${await objectId(border)}/addPassword`)
    .post({ passwordCredential: { displayName: `Calloutscope test ${runId}` } })
  return answer.keyId
}

async function objectId(border: ConsoleBorder): Promise<string> {
  const [app] = await border.readCollection(
    "v1.0",
    `/applications?$filter=appId eq '${contosoIds.apiApp}'&$select=id`,
  )
  // Safe: Graph answers a select of one member with that member.
  return (app as { id: string }).id
}
