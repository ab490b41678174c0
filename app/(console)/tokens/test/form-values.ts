import { z } from "zod"
import type { CredentialState } from "@/components/test-token-credential"
import { type ClientCredential, certificateIn } from "@/lib/credential"

/** The text of a posted field; one that is missing or a file counts as empty. */
export function typedText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === "string" ? value.trim() : ""
}

/** A posted client, or the first thing that is wrong with each field; in no case a text of the credential. */
export type ReadClient =
  | { ok: true; value: { clientId: string; credential: ClientCredential } }
  | { ok: false; errors: CredentialState["errors"] }

const guid = z.guid()
const mostSecret = 2000
const mostPem = 100_000

/** Reads a client id with its secret or certificate. */
export async function readClient(form: FormData): Promise<ReadClient> {
  const clientId = guid.safeParse(typedText(form, "clientId"))
  const proof = await readProof(form)
  const idError = clientId.success
    ? undefined
    : "A client id is a GUID; it stands on the app's overview page."
  if (!clientId.success || "errors" in proof)
    return { ok: false, errors: { clientId: idError, ...("errors" in proof ? proof.errors : {}) } }
  return { ok: true, value: { clientId: clientId.data.toLowerCase(), credential: proof.credential } }
}

type Proof = { credential: ClientCredential } | { errors: CredentialState["errors"] }

async function readProof(form: FormData): Promise<Proof> {
  const secret = typedText(form, "secret")
  const file = form.get("certificate")
  const hasFile = file instanceof File && file.size > 0
  if (secret && hasFile)
    return { errors: { certificate: "Give a secret or a certificate, not both. Neither was used." } }
  if (hasFile) return readCertificate(file)
  if (!secret) return { errors: { secret: "Give a client secret, or a certificate below." } }
  if (secret.length > mostSecret) return { errors: { secret: "This is longer than any client secret." } }
  return { credential: { kind: "secret", secret } }
}

async function readCertificate(file: File): Promise<Proof> {
  if (file.size > mostPem)
    return { errors: { certificate: "This file is larger than a key and a certificate." } }
  const credential = certificateIn(await file.text())
  return typeof credential === "string"
    ? { errors: { certificate: `The file has ${credential}.` } }
    : { credential }
}
