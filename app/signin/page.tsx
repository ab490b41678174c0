import type { Metadata } from "next"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { Frame } from "@/components/frame"
import { SignInButton, SignOutButton } from "@/components/sign-in-button"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"
import { Notice } from "@/components/ui/notice"
import { config } from "@/lib/config"
import { cookieNames } from "@/lib/cookies"
import { roles } from "@/lib/roles"
import { readOperator } from "@/lib/session"

/** The tab's title. */
export const metadata: Metadata = { title: "Sign in" }

type Props = { searchParams: Promise<{ error?: string | string[]; callbackUrl?: string | string[] }> }

/** Only a path of this console: the sign-in must not lead elsewhere, whatever a browser makes of the text. */
function ownPath(value: string | string[] | undefined): string {
  const { publicUrl } = config()
  if (typeof value !== "string" || !URL.canParse(value, publicUrl)) return "/"
  const url = new URL(value, publicUrl)
  return url.origin === publicUrl ? url.pathname + url.search : "/"
}

async function readTrouble(error: string): Promise<string> {
  if (error === "AccessDenied")
    return "The account belongs to another tenant than the one this console reads."
  const told = (await cookies()).get(cookieNames().trouble)?.value
  return (
    told ?? "Microsoft did not complete the sign-in. Try again; if it stays, look into the console's log."
  )
}

/** Where a session begins; names what went wrong when the last attempt failed. */
export default async function SignInPage({ searchParams }: Props) {
  const { error, callbackUrl } = await searchParams
  const operator = await readOperator()
  if (operator?.role) redirect(ownPath(callbackUrl))
  const trouble = error ? await readTrouble(String(error)) : null
  return (
    <Frame operator={null} account={null}>
      <Face
        title="Sign in"
        actions={
          <>
            <SignInButton callbackUrl={ownPath(callbackUrl)} />
            {operator && <SignOutButton />}
            <ButtonLink href="/codes">Look up a code</ButtonLink>
          </>
        }
      >
        {trouble && (
          <Notice kind="error" title="The sign-in did not succeed">
            <p>{trouble}</p>
          </Notice>
        )}
        {operator && (
          <Notice kind="warning" title={`${operator.name} holds no role of this console`}>
            <p>Ask an administrator of the tenant for {roles.join(", ")}, then sign in again.</p>
          </Notice>
        )}
        <p>
          Calloutscope shows why custom authentication extensions of your tenant fail, and what to change.
          Your account needs one of its app roles.
        </p>
      </Face>
    </Frame>
  )
}
