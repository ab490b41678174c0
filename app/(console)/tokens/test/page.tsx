import type { Metadata } from "next"
import { Suspense } from "react"
import { TestTokenChoice } from "@/components/test-token-choice"
import { EmptyState } from "@/components/ui/empty-state"
import { Notice } from "@/components/ui/notice"
import { PageHead } from "@/components/ui/page-head"
import { SkeletonRows } from "@/components/ui/skeleton"
import { UnreadFace } from "@/components/unread-face"
import { consentPath } from "@/lib/remote/consent"
import { readSnapshot } from "@/lib/remote/snapshot"
import { type RoleHolder, requireOperator } from "@/lib/session"
import { Desk } from "./desk"

/** The tab's title. */
export const metadata: Metadata = { title: "Test token" }

type Query = { extension?: string | string[]; renewed?: string | string[] }

async function Choice({ id, operator, isBack }: { id: string; operator: RoleHolder; isBack: boolean }) {
  const { extensions } = await readSnapshot()
  if (!extensions.ok) return <UnreadFace unread={extensions} consentUrl={consentPath} href="/tokens/test" />
  const chosen = extensions.value.find((one) => one.id === id)
  return (
    <div className="flex min-w-0 flex-col gap-6">
      {extensions.value.length > 0 && (
        <TestTokenChoice
          extensions={extensions.value.map((one) => ({ id: one.id, label: one.name }))}
          chosen={chosen?.id ?? ""}
        />
      )}
      {id !== "" && !chosen && (
        <Notice kind="warning" title="The address names an extension that the tenant does not have" />
      )}
      {!chosen && <Nothing hasSome={extensions.value.length > 0} />}
      {chosen?.resourceId === null && <NoResource />}
      {chosen && chosen.resourceId !== null && (
        <Desk extension={chosen} operator={operator} isBack={isBack} />
      )}
    </div>
  )
}

function NoResource() {
  return (
    <Notice kind="warning" title="The extension names no resource">
      <p>Without a resource id there is nothing to ask a token for; Entra logs the same as 1003014.</p>
    </Notice>
  )
}

function Nothing({ hasSome }: { hasSome: boolean }) {
  return hasSome ? (
    <EmptyState title="No extension is chosen">
      <p>A token is for one API: choose the extension that calls it.</p>
    </EmptyState>
  ) : (
    <EmptyState title="The tenant has no custom authentication extension">
      <p>There is no API to get a token for.</p>
    </EmptyState>
  )
}

/** Gets a token for an extension's API and shows what it says; the address names the extension and nothing else. */
export default async function TestTokenPage({ searchParams }: { searchParams: Promise<Query> }) {
  const operator = await requireOperator()
  const { extension, renewed } = await searchParams
  return (
    <div className="flex flex-col gap-6">
      <PageHead title="Test token">
        Get a token for the API of an extension, to call it as Entra would. The token stays in this server's
        memory; the page shows the request, and what the token says.
      </PageHead>
      <noscript>
        <Notice kind="warning" title="This page needs JavaScript" />
      </noscript>
      <Suspense fallback={<SkeletonRows label="Reading the tenant's extensions" />}>
        <Choice
          id={typeof extension === "string" ? extension : ""}
          operator={operator}
          isBack={renewed !== undefined}
        />
      </Suspense>
    </div>
  )
}
