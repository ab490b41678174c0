import type { Kind } from "@/lib/model/callout"
import type { SourceTrouble } from "@/lib/model/callout-page"
import { unlocks } from "@/lib/unlocks"
import { ButtonLink } from "./ui/button"
import { Notice } from "./ui/notice"

const missing = {
  signIn: "Sign-ins are missing from this list",
  signUp: "Sign-ups are missing from this list",
} satisfies Record<Kind, string>

const old = {
  signIn: "These rows are from an earlier read",
  signUp: "The sign-ups here are from an earlier read",
} satisfies Record<Kind, string>

/** Why one of the logs behind a list is old in it or missing, and what cures that; the rows of the other one stand. */
export function SourceTroubleNotice({
  trouble: { kind, unread, hasRows },
  consentUrl,
}: {
  trouble: SourceTrouble
  consentUrl: string
}) {
  const { why, permission } = unread
  return (
    <Notice
      kind={unread.kind === "throttled" ? "info" : "warning"}
      title={(hasRows ? old : missing)[kind]}
      action={permission && <ButtonLink href={consentUrl}>Open the consent page</ButtonLink>}
    >
      <p>{why}</p>
      {permission && !why.includes(permission) && (
        <p>
          <code className="font-mono">{permission}</code> unlocks {unlocks[permission] ?? "it"}.
        </p>
      )}
    </Notice>
  )
}
