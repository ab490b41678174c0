"use client"

import { usePathname, useSearchParams } from "next/navigation"
import { SessionRenewal } from "./session-renewal"

/** Renews the session and comes back to the page that is open. */
export function RenewalHere({ principalName }: { principalName: string }) {
  const path = usePathname()
  const query = String(useSearchParams())
  return <SessionRenewal callbackUrl={query ? `${path}?${query}` : path} principalName={principalName} />
}
