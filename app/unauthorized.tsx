import type { Metadata } from "next"
import { Frame } from "@/components/frame"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"

/** The tab's title. */
export const metadata: Metadata = { title: "Sign in first" }

/** The page for somebody without a session. */
export default function Unauthorized() {
  return (
    <Frame operator={null} account={null}>
      <Face
        title="Sign in to see this page"
        actions={
          <>
            <ButtonLink href="/signin" look="primary">
              Sign in
            </ButtonLink>
            <ButtonLink href="/codes">Look up a code</ButtonLink>
          </>
        }
      >
        <p>
          It shows sign-ins and configuration of your tenant, so the console has to know who is asking. Either
          you have not signed in yet or your session has ended.
        </p>
        <p>The list of codes needs no sign-in.</p>
      </Face>
    </Frame>
  )
}
