import type { Metadata } from "next"
import { Suspense } from "react"
import { TokenDesk } from "@/components/token-desk"
import { Notice } from "@/components/ui/notice"
import { PageHead } from "@/components/ui/page-head"
import { SkeletonRows } from "@/components/ui/skeleton"
import { config } from "@/lib/config"
import { valueOr } from "@/lib/model/part"
import type { TokenExpectations } from "@/lib/model/token"
import { readIssuers } from "@/lib/remote/signing-keys"
import { readSnapshot } from "@/lib/remote/snapshot"
import { requireOperator } from "@/lib/session"
import { apiOf } from "@/lib/tokens/expected-api"
import { readZone } from "@/lib/zone"

/** The tab's title. */
export const metadata: Metadata = { title: "Tokens" }

const issuersPatienceMs = 2000

/** The tenant's issuers; those of Microsoft's patterns count where its discovery documents take their time. */
async function readIssuersInTime(): Promise<TokenExpectations["issuers"]> {
  const late = new Promise<TokenExpectations["issuers"]>((resolve) =>
    setTimeout(resolve, issuersPatienceMs, { v1: null, v2: null, ciam: null }),
  )
  return Promise.race([readIssuers(), late])
}

/** The issuers of version 2 and the key set with which an API of the tenant can check both Entra's token and a test's. */
function adviceFor({
  tenantId,
  tenantKind,
  authorityHost,
  ciamHost,
  issuers,
}: Omit<TokenExpectations, "api">) {
  const base = `${authorityHost}/${tenantId}`
  const login = issuers.v2 ?? `${base}/v2.0`
  if (tenantKind !== "external") return { issuers: [login], keysUrl: `${base}/discovery/v2.0/keys` }
  const customers = `${ciamHost}/${tenantId}`
  return {
    issuers: [issuers.ciam ?? `${customers}/v2.0`, login],
    keysUrl: `${customers}/discovery/v2.0/keys`,
  }
}

async function Desk({ extension }: { extension: string }) {
  const [{ organization, extensions }, issuers, zone] = await Promise.all([
    readSnapshot(),
    readIssuersInTime(),
    readZone(),
  ])
  const { tenantId, clientId, authorityHost, ciamHost } = config()
  const known = valueOr(extensions, [])
  const tenantKind = valueOr(organization, null)?.kind ?? "unknown"
  const expected = { tenantId, tenantKind, consoleAppId: clientId, authorityHost, ciamHost, issuers }
  const isThere = known.some(({ id }) => id === extension)
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {extensions.ok && extension !== "" && !isThere && (
        <Notice kind="warning" title="The address names an extension that the tenant does not have" />
      )}
      {!extensions.ok && (
        <Notice kind="warning" title="The tenant's extensions were not read, so no API can be chosen">
          <p>{extensions.why}</p>
        </Notice>
      )}
      <TokenDesk
        expected={expected}
        choices={known.map((one) => ({ id: one.id, label: one.name, api: apiOf(one) }))}
        chosen={isThere ? extension : ""}
        advice={adviceFor(expected)}
        zone={zone}
      />
    </div>
  )
}

/** Takes a token apart and judges it, in the browser alone; the address names at most an extension. */
export default async function TokensPage({
  searchParams,
}: {
  searchParams: Promise<{ extension?: string | string[] }>
}) {
  await requireOperator()
  const { extension } = await searchParams
  return (
    <div className="flex flex-col gap-6">
      <PageHead title="Tokens">
        Paste a token to see what it says, claim by claim, and whether an API behind an extension should
        accept it. It is decoded in this browser and never sent.
      </PageHead>
      <noscript>
        <Notice
          kind="warning"
          title="This page needs JavaScript, since the token must not leave the browser"
        />
      </noscript>
      <Suspense fallback={<SkeletonRows label="Reading the tenant's issuers and extensions" />}>
        <Desk extension={typeof extension === "string" ? extension : ""} />
      </Suspense>
    </div>
  )
}
