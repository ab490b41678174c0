import type { Metadata } from "next"
import { Frame } from "@/components/frame"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"

/** The tab's title. */
export const metadata: Metadata = { title: "No such page" }

/** The page for an address that leads nowhere. */
export default function NotFound() {
  return (
    <Frame operator={null} account={null}>
      <Face
        title="There is no page at this address"
        actions={
          <>
            <ButtonLink href="/callouts" look="primary">
              See callouts
            </ButtonLink>
            <ButtonLink href="/codes">Look up a code</ButtonLink>
          </>
        }
      >
        <p>
          The link may be cut short, or it names a callout that the sign-in log no longer holds: Microsoft
          keeps entries for a limited time.
        </p>
        <p>Compare the address with the one you were given, or start from one of these lists.</p>
      </Face>
    </Frame>
  )
}
