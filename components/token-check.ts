import { useState } from "react"
import type { KeySet, SignatureCheck, SignedToken } from "@/lib/model/token"
import { verifySignature } from "@/lib/tokens/verify"

/** What came of a request to check a signature: the check with the key sets it rests on, or why there is none. */
export type SignatureOutcome =
  | { ok: true; check: SignatureCheck; keySets: readonly KeySet[] }
  | { ok: false; why: string }

/** The console's own address of the tenant's public keys; what is asked of it says nothing about any token. */
const keysPath = "/api/signing-keys"

/**
 * Checks a signature here, in the browser: the public keys come, the token does not go. For a key that is not known
 * the keys are asked for once more, since it may be a new one.
 */
async function checkSignature(token: SignedToken): Promise<SignatureOutcome> {
  const first = await checkWith(token, keysPath)
  const isNew = first.ok && first.check.kind === "unknown-kid"
  return isNew ? checkWith(token, `${keysPath}?renew`) : first
}

async function checkWith(token: SignedToken, path: string): Promise<SignatureOutcome> {
  const response = await fetch(path).catch(() => null)
  if (!response)
    return { ok: false, why: "The console could not be reached, so there are no keys to check with." }
  if (!response.ok)
    return {
      ok: false,
      why: `The console gave no keys (status ${response.status}). Sign in again and retry.`,
    }
  // Safe: the console's own route answers with exactly this.
  const { keySets } = (await response.json()) as { keySets: readonly KeySet[] }
  return { ok: true, check: await verifySignature(token, keySets), keySets }
}

/** The signature check of one token, for a component that stands for this token alone. */
export function useSignature(token: SignedToken) {
  const [outcome, setOutcome] = useState<SignatureOutcome | null>(null)
  const [isChecking, setChecking] = useState(false)
  const check = async () => {
    if (isChecking) return
    setChecking(true)
    setOutcome(await checkSignature(token))
    setChecking(false)
  }
  return { outcome, isChecking, check }
}
