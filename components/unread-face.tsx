import type { ReactNode } from "react"
import type { Refusal, Unread } from "@/lib/model/part"
import { unlocks } from "@/lib/unlocks"
import { ButtonLink } from "./ui/button"
import { EmptyState } from "./ui/empty-state"

const titles = {
  permission: "The console may not read this yet",
  license: "The tenant's licence does not include this log",
  credential: "Microsoft does not accept the console's own credential",
  throttled: "Microsoft's request budget is used up for the moment",
  unreachable: "Microsoft cannot be reached from here",
  service: "Graph could not answer",
  malformed: "Graph's answer could not be read",
  "not-found": "Graph knows no such object",
} satisfies Record<Refusal, string>

function cureOf(unread: Unread, consentUrl: string): { text: ReactNode; action?: ReactNode } | null {
  if (unread.kind === "permission" && unread.permission)
    return {
      text: (
        <>
          Add the application permission <code className="font-mono">{unread.permission}</code> of Microsoft
          Graph to the console's app registration and let an administrator consent. It unlocks{" "}
          {unlocks[unread.permission] ?? "this part of the console"}.
        </>
      ),
      action: <ButtonLink href={consentUrl}>Open the consent page</ButtonLink>,
    }
  if (unread.kind === "license")
    return {
      text: "Assign a Microsoft Entra ID P1 or P2 licence to the tenant. Rows from before do not come back; the first ones can take a day.",
    }
  if (unread.kind === "throttled")
    return { text: "Microsoft frees requests again within seconds; then the page can be read." }
  return null
}

/** What stands where a part would be that was not read: why, what cures it, and how to read `href` once more. */
export function UnreadFace({
  unread,
  consentUrl,
  href,
}: {
  unread: Unread
  consentUrl: string
  href: string
}) {
  const cure = cureOf(unread, consentUrl)
  const again = (
    <a className="link inline-flex min-h-8 items-center" href={href}>
      Read again
    </a>
  )
  return (
    <EmptyState
      title={titles[unread.kind]}
      action={
        <>
          {cure?.action}
          {again}
        </>
      }
    >
      <p>{unread.why}</p>
      {cure && <p className="mt-2">{cure.text}</p>}
    </EmptyState>
  )
}
