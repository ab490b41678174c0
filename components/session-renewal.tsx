"use client"

import { useEffect, useState } from "react"
import { renewSilently } from "./sign-in-button"
import { Notice } from "./ui/notice"

/** Where to come back to, and who is meant when the browser knows several accounts. */
export type RenewalProps = { callbackUrl: string; principalName: string }

/**
 * Goes to Microsoft and back without a question, so that the server has the operator's token again; Microsoft knows
 * the session already. When it does not, the sign-in page tells so.
 */
export function SessionRenewal({ callbackUrl, principalName }: RenewalProps) {
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    renewSilently(callbackUrl, principalName).catch(() => setFailed(true))
  }, [callbackUrl, principalName])
  return (
    <Notice kind={failed ? "error" : "info"} title="Renewing your session">
      <p role="status">
        {failed
          ? "The console did not reach its own sign-in. Load the page again."
          : "This console no longer holds your token. It asks Microsoft for a new one and comes back here."}
      </p>
    </Notice>
  )
}
