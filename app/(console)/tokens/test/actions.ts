"use server"

import { refresh } from "next/cache"
import { redirect } from "next/navigation"
import type { CredentialState } from "@/components/test-token-credential"
import { config } from "@/lib/config"
import { valueOr } from "@/lib/model/part"
import { NeedsRenewal, type SessionRef } from "@/lib/remote/custody"
import { readSnapshot } from "@/lib/remote/snapshot"
import {
  cancelRun,
  forgetToken,
  keepPastedToken,
  type Target,
  takeConsoleToken,
  takeTokenAs,
  takeTokenByTemporarySecret,
  tellNotRenewed,
} from "@/lib/remote/test-token"
import { rememberToGoOn, stopWaiting } from "@/lib/remote/test-token/go-on"
import type { Role } from "@/lib/roles"
import { requireOperator, sessionOf } from "@/lib/session"
import { readClient, typedText } from "./form-values"

const page = "/tokens/test"
const pageOf = (extensionId: string) => `${page}?extension=${encodeURIComponent(extensionId)}`

/** Whose session it is, and the extension that the form names by its id; leads to the page when there is none. */
async function readPost(form: FormData, role: Role): Promise<{ session: SessionRef; target: Target }> {
  const session = await sessionOf(await requireOperator(role))
  const id = typedText(form, "extension")
  const { extensions } = await readSnapshot()
  const found = valueOr(extensions, []).find((one) => one.id === id)
  if (!found) redirect(page)
  const { resourceId } = found
  if (resourceId === null) redirect(pageOf(found.id))
  return { session, target: { id: found.id, name: found.name, resourceId } }
}

/** Takes a token with the console's own credentials. */
export async function takeAsConsole(form: FormData): Promise<void> {
  const { session, target } = await readPost(form, "Console.Tester")
  await takeConsoleToken(session, target)
  refresh()
}

/** Takes a token with a posted credential, which is used once; says beside its field what is wrong with it. */
export async function takeAsClient(
  _before: CredentialState | null,
  form: FormData,
): Promise<CredentialState> {
  const { session, target } = await readPost(form, "Console.Tester")
  const client = await readClient(form)
  if (!client.ok) return { clientId: typedText(form, "clientId").slice(0, 100), errors: client.errors }
  await takeTokenAs(session, target, client.value)
  refresh()
  return { clientId: "", errors: {} }
}

/** Begins a run with a temporary secret; when the operator's own token has to be renewed first, the page does that. */
export async function takeByTemporarySecret(form: FormData): Promise<void> {
  const { session, target } = await readPost(form, "Console.Operator")
  if (!config().readOnly) await begin(session, target)
  // Back from the renewal the address still says so, and it must not when it is opened again.
  if (typedText(form, "renewed")) redirect(pageOf(target.id))
  refresh()
}

async function begin(session: SessionRef, target: Target): Promise<void> {
  try {
    await takeTokenByTemporarySecret(session, target)
    stopWaiting(session.oid)
  } catch (error) {
    if (!(error instanceof NeedsRenewal)) throw error
    if (rememberToGoOn(session.oid, target.id)) return
    stopWaiting(session.oid)
    tellNotRenewed(session, target.id)
  }
}

/** Ends a run with a temporary secret. */
export async function cancel(form: FormData): Promise<void> {
  const { session, target } = await readPost(form, "Console.Operator")
  cancelRun(session, target.id)
  refresh()
}

/** Drops the token that is held. */
export async function forget(form: FormData): Promise<void> {
  const { session, target } = await readPost(form, "Console.Tester")
  forgetToken(session, target.id)
  refresh()
}

/** Keeps a pasted token. */
export async function paste(form: FormData): Promise<void> {
  const { session, target } = await readPost(form, "Console.Tester")
  keepPastedToken(session, target, typedText(form, "token"))
  refresh()
}
