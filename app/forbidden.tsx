import type { Metadata } from "next"
import { Frame } from "@/components/frame"
import { SignOutButton } from "@/components/sign-in-button"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"
import { KeyValue } from "@/components/ui/key-value"
import { roleMeanings, roles } from "@/lib/roles"

/** The tab's title. */
export const metadata: Metadata = { title: "No role" }

/** The page for somebody who signed in and holds no role that opens it. */
export default function Forbidden() {
  return (
    <Frame operator={null} account={null}>
      <Face
        title="Your account has no role that opens this page"
        actions={
          <>
            <SignOutButton />
            <ButtonLink href="/codes">Look up a code</ButtonLink>
          </>
        }
      >
        <p>
          You are signed in, but hold no role of this console, or one that does not reach this far. Ask an
          administrator of the tenant for one of these app roles; each includes those above it.
        </p>
        <KeyValue
          entries={roles.map((role) => ({
            label: role,
            value: roleMeanings[role],
          }))}
        />
        <p>
          It is assigned in the Entra admin center under Enterprise applications, on this console, Users and
          groups. Sign in again afterwards: a role counts from the next sign-in.
        </p>
      </Face>
    </Frame>
  )
}
