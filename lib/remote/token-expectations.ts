import "server-only"
import { config } from "@/lib/config"
import { valueOr } from "@/lib/model/part"
import type { TokenExpectations } from "@/lib/model/token"
import { readIssuers } from "./signing-keys"
import { readSnapshot } from "./snapshot"

const issuersPatienceMs = 2000

/** The tenant's issuers; those of Microsoft's patterns count where its discovery documents take their time. */
async function readIssuersInTime(): Promise<TokenExpectations["issuers"]> {
  const late = new Promise<TokenExpectations["issuers"]>((resolve) =>
    setTimeout(resolve, issuersPatienceMs, { v1: null, v2: null, ciam: null }),
  )
  return Promise.race([readIssuers(), late])
}

/** Reads what a token of the tenant is judged by, but for the API that it is for. */
export async function readTokenExpectations(): Promise<Omit<TokenExpectations, "api">> {
  const [{ organization }, issuers] = await Promise.all([readSnapshot(), readIssuersInTime()])
  const { tenantId, clientId, authorityHost, ciamHost } = config()
  const tenantKind = valueOr(organization, null)?.kind ?? "unknown"
  return { tenantId, tenantKind, consoleAppId: clientId, authorityHost, ciamHost, issuers }
}

/** The issuers of version 2 and the key set with which an API of the tenant can check both Entra's token and a test's. */
export function apiSettingsFor({
  tenantId,
  tenantKind,
  authorityHost,
  ciamHost,
  issuers,
}: Omit<TokenExpectations, "api">): { issuers: readonly string[]; keysUrl: string } {
  const base = `${authorityHost}/${tenantId}`
  const login = issuers.v2 ?? `${base}/v2.0`
  if (tenantKind !== "external") return { issuers: [login], keysUrl: `${base}/discovery/v2.0/keys` }
  const customers = `${ciamHost}/${tenantId}`
  return {
    issuers: [issuers.ciam ?? `${customers}/v2.0`, login],
    keysUrl: `${customers}/discovery/v2.0/keys`,
  }
}
