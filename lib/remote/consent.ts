import "server-only"
import { z } from "zod"
import { config } from "@/lib/config"

const deadlineMs = 10_000
const discovery = z.looseObject({ authorization_endpoint: z.url() })

/** The page of this console that leads to Microsoft's consent page and to which that comes back. */
export const consentPath = "/consent"

/**
 * Microsoft's page on which an administrator consents to what the console's app registration asks for
 * (learn.microsoft.com/entra/identity-platform/v2-admin-consent): beside the authorization endpoint that the
 * discovery document names.
 */
export async function readConsentUrl(): Promise<string> {
  const { authorityHost, tenantId, clientId, publicUrl } = config()
  const address = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`
  const response = await fetch(address, { signal: AbortSignal.timeout(deadlineMs), redirect: "error" })
  const { authorization_endpoint: authorize } = discovery.parse(await response.json())
  const url = new URL(`/${tenantId}/adminconsent`, authorize)
  url.search = String(new URLSearchParams({ client_id: clientId, redirect_uri: publicUrl + consentPath }))
  return url.href
}
