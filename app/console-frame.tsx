import { type ReactNode, Suspense } from "react"
import { ConnectionStrip } from "@/components/connection-strip"
import { Frame } from "@/components/frame"
import { OtherConsoles } from "@/components/other-consoles"
import { SignOutButton } from "@/components/sign-in-button"
import { TenantName } from "@/components/tenant-name"
import { Skeleton } from "@/components/ui/skeleton"
import { ZoneSwitch } from "@/components/zone-switch"
import { logState } from "@/lib/callouts/state"
import { config } from "@/lib/config"
import { valueOr } from "@/lib/model/part"
import { consentPath } from "@/lib/remote/consent"
import { readSnapshot } from "@/lib/remote/snapshot"
import type { RoleHolder } from "@/lib/session"
import { readZone } from "@/lib/zone"

async function Tenant() {
  const { organization } = await readSnapshot()
  return <TenantName organization={valueOr(organization, null)} />
}

async function Strip() {
  const { organization, extensions, listeners, flows } = await readSnapshot()
  const { readAt, trouble, signUps, budget } = logState()
  const parts = [
    { name: "Extensions", part: extensions },
    { name: "Listeners", part: listeners },
    { name: "User flows", part: flows },
    { name: "Organization", part: organization },
    ...(signUps && signUps.kind !== "throttled" ? [{ name: "Sign-up log", part: signUps }] : []),
  ]
  const unread = parts.flatMap(({ name, part }) => (part.ok ? [] : [{ name, part }]))
  const connection = {
    logReadAt: readAt,
    trouble,
    budget,
    unread,
    consentUrl: consentPath,
    nowMs: Date.now(),
  }
  return <ConnectionStrip connection={connection} />
}

/** The frame around a page for a signed-in operator: tenant, state of the sources, account and navigation. */
export async function ConsoleFrame({ operator, children }: { operator: RoleHolder; children: ReactNode }) {
  const zone = await readZone()
  const strip = (
    <Suspense fallback={<Skeleton className="w-32" />}>
      <Strip />
    </Suspense>
  )
  const tenant = (
    <OtherConsoles consoles={config().otherConsoles}>
      <Suspense fallback={<Skeleton className="w-24" />}>
        <Tenant />
      </Suspense>
    </OtherConsoles>
  )
  const account = (
    <>
      <ZoneSwitch zone={zone} />
      <SignOutButton />
    </>
  )
  return (
    <Frame tenant={tenant} operator={operator} strip={strip} account={account}>
      {children}
    </Frame>
  )
}
