"use client"

import { useActionState } from "react"
import { TextInput } from "./ui/field"
import { Notice } from "./ui/notice"
import { SubmitButton } from "./ui/submit-button"

/** What is wrong with a posted credential, and the client id that was typed; nothing of the credential itself. */
export type CredentialState = {
  clientId: string
  errors: { clientId?: string | undefined; secret?: string | undefined; certificate?: string | undefined }
}

/** Takes a token with the posted credential, or says what is wrong with it. */
export type CredentialAction = (before: CredentialState | null, form: FormData) => Promise<CredentialState>

/** The form for an app's credential, which is sent once: React empties it after every answer. */
export function TestTokenCredential({
  action,
  extensionId,
}: {
  action: CredentialAction
  extensionId: string
}) {
  const [state, post] = useActionState(action, null)
  const { clientId = "", errors = {} } = state ?? {}
  const isLost = errors.clientId || errors.secret || errors.certificate
  return (
    <form action={post} className="flex max-w-xl flex-col items-start gap-3 [&>div]:w-full" noValidate>
      <input type="hidden" name="extension" value={extensionId} />
      <TextInput
        label="Client id"
        name="clientId"
        defaultValue={clientId}
        error={errors.clientId}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
      />
      <Proof errors={errors} />
      {isLost && <Notice title="Nothing of the credential was kept, so it has to be given again" />}
      <SubmitButton busy={"Asking Microsoft\u2026"}>Get a token as this app</SubmitButton>
    </form>
  )
}

function Proof({ errors }: Pick<CredentialState, "errors">) {
  return (
    <>
      <TextInput
        label="Client secret"
        hint="Its value, not its id. Leave it empty to use a certificate."
        name="secret"
        type="password"
        error={errors.secret}
        autoComplete="off"
      />
      <TextInput
        label="Certificate"
        hint="One PEM file with the private key (RSA, not encrypted) and its certificate."
        name="certificate"
        type="file"
        accept=".pem,.crt,.cer,.key"
        error={errors.certificate}
        className="!h-auto py-1"
      />
    </>
  )
}
