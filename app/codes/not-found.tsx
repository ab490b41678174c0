import type { Metadata } from "next"
import { ButtonLink } from "@/components/ui/button"
import { Face } from "@/components/ui/face"

/** The tab's title. */
export const metadata: Metadata = { title: "No such code" }

/** The page for an address below the codes that is no code. */
export default function NoSuchCode() {
  return (
    <Face
      title="This is not a code"
      actions={
        <ButtonLink href="/codes" look="primary">
          See all codes
        </ButtonLink>
      }
    >
      <p>
        A page of this section is named by a number of four to eight digits, with or without AADSTS in front,
        such as <code className="font-mono">1003021</code> or <code className="font-mono">AADSTS1100001</code>
        , or by a word of native authentication such as <code className="font-mono">invalid_oob_value</code>.
      </p>
      <p>To look up a name, a word or a whole error message, paste it into the search of the list.</p>
    </Face>
  )
}
