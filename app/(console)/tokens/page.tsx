import type { Metadata } from "next"
import { Suspense } from "react"
import { TokenDesk } from "@/components/token-desk"
import { ButtonLink } from "@/components/ui/button"
import { Notice } from "@/components/ui/notice"
import { PageHead } from "@/components/ui/page-head"
import { SkeletonRows } from "@/components/ui/skeleton"
import { valueOr } from "@/lib/model/part"
import { readSnapshot } from "@/lib/remote/snapshot"
import { apiSettingsFor, readTokenExpectations } from "@/lib/remote/token-expectations"
import { requireOperator } from "@/lib/session"
import { apiOf } from "@/lib/tokens/expected-api"
import { readZone } from "@/lib/zone"

/** The tab's title. */
export const metadata: Metadata = { title: "Tokens" }

async function Desk({ extension }: { extension: string }) {
  const [{ extensions }, expected, zone] = await Promise.all([
    readSnapshot(),
    readTokenExpectations(),
    readZone(),
  ])
  const known = valueOr(extensions, [])
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
        advice={apiSettingsFor(expected)}
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
      <PageHead title="Tokens" actions={<ButtonLink href="/tokens/test">Get a test token</ButtonLink>}>
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
