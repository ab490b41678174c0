import type { ReactNode } from "react"
import { type CredentialAction, TestTokenCredential } from "./test-token-credential"
import type { FormAction } from "./test-token-run"
import { Disclosure } from "./ui/disclosure"
import { TextArea } from "./ui/field"
import { Section } from "./ui/section"
import { SubmitButton } from "./ui/submit-button"

/** What the forms do. */
type SourceActions = {
  asConsole: FormAction
  asClient: CredentialAction
  byTemporarySecret: FormAction
  paste: FormAction
}

type Props = {
  extensionId: string
  /** The API's own app; null when the resource id names none. */
  apiAppId: string | null
  actions: SourceActions
  hasToken: boolean
  /** Why the reader may not put a temporary secret on the app; null when he may. */
  whyNoSecret: string | null
  /** Changes with every answer, so that what was typed into a form is gone with it. */
  version: string
}

/** The four ways to a test token. */
export function TestTokenSources({ extensionId, apiAppId, actions, hasToken, whyNoSecret, version }: Props) {
  return (
    <Section title={hasToken ? "Get another token" : "Get a token"}>
      <p className="prose-width">
        This console asks for a token for the extension's resource, as its own app. The token is Entra's in
        all but the caller, which is this console.
      </p>
      <ExtensionForm action={actions.asConsole} extensionId={extensionId}>
        <SubmitButton look="primary" busy={"Asking Microsoft\u2026"}>
          Get a token as this console
        </SubmitButton>
      </ExtensionForm>
      <Disclosure summary="As another app, with a secret or certificate for this one request">
        <TestTokenCredential key={version} action={actions.asClient} extensionId={extensionId} />
      </Disclosure>
      <Disclosure summary="As the API's own app, with a temporary secret">
        <TemporarySecret
          extensionId={extensionId}
          apiAppId={apiAppId}
          action={actions.byTemporarySecret}
          whyNot={whyNoSecret}
        />
      </Disclosure>
      <Disclosure summary="Paste a token">
        <ExtensionForm key={version} action={actions.paste} extensionId={extensionId}>
          <TextArea
            label="Token"
            hint="Alone, behind Bearer, or in the answer of a token endpoint. It is kept in this server's memory alone."
            name="token"
            rows={4}
            maxLength={70_000}
            className="break-all"
          />
          <SubmitButton busy={"Reading\u2026"}>Keep and judge it</SubmitButton>
        </ExtensionForm>
      </Disclosure>
    </Section>
  )
}

function ExtensionForm({
  action,
  extensionId,
  children,
}: {
  action: FormAction
  extensionId: string
  children: ReactNode
}) {
  return (
    <form action={action} className="flex min-w-0 max-w-3xl flex-col items-start gap-3 [&>div]:w-full">
      <input type="hidden" name="extension" value={extensionId} />
      {children}
    </form>
  )
}

type SecretProps = {
  extensionId: string
  apiAppId: string | null
  action: FormAction
  whyNot: string | null
}

function TemporarySecret({ extensionId, apiAppId, action, whyNot }: SecretProps) {
  if (apiAppId === null)
    return (
      <p className="prose-width text-muted">
        The extension's resource id does not end in the id of an app, so there is none to put a secret on.
      </p>
    )
  return (
    <div className="flex flex-col gap-2">
      <p className="prose-width">
        This changes the tenant for a moment: as you, the console puts a secret on the app{" "}
        <code className="break-all font-mono text-sm">{apiAppId}</code>, valid for 15 minutes, gets a token
        with it and removes it, also when something fails in between. It can take a minute until Microsoft's
        sign-in service knows a new secret. Entra's audit log names you for both changes.
      </p>
      {whyNot ? (
        <p className="prose-width text-muted">{whyNot}</p>
      ) : (
        <ExtensionForm action={action} extensionId={extensionId}>
          <SubmitButton busy={"Beginning\u2026"}>Put a temporary secret and get a token</SubmitButton>
        </ExtensionForm>
      )}
    </div>
  )
}
