import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"
import { attempt } from "@/lib/remote/attempt"
import { readConsentUrl } from "@/lib/remote/consent"
import { forgetTokens } from "@/lib/remote/token"
import { requireOperator } from "@/lib/session"

/** The tab's title. */
export const metadata: Metadata = { title: "Consent" }

type Props = { searchParams: Promise<{ admin_consent?: string; error?: string }> }

/** Leads to Microsoft's consent page and says, on the way back, whether consent was given. */
export default async function ConsentPage({ searchParams }: Props) {
  await requireOperator()
  const { admin_consent: given, error } = await searchParams
  const back = <ButtonLink href="/callouts">Back to the callouts</ButtonLink>
  if (error)
    return (
      <Face title="Consent was not given" actions={back}>
        <p>
          The request was cancelled, or the account may not consent for the tenant: application permissions of
          Microsoft Graph take the role Privileged Role Administrator.
        </p>
      </Face>
    )
  if (given) {
    forgetTokens()
    return (
      <Face title="Consent was given" actions={back}>
        <p>The next read uses a new token with what was granted. Microsoft may take a minute to act on it.</p>
      </Face>
    )
  }
  const url = await attempt("", readConsentUrl)
  if (url.ok) redirect(url.value)
  return (
    <Face title="Microsoft's consent page could not be found" actions={back}>
      <p>{url.why}</p>
    </Face>
  )
}
