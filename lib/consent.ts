import "server-only"
import { config } from "./config"

/** Microsoft's page on which an administrator consents to what the console's app registration asks for. */
export function adminConsentUrl(): string {
  const { authorityHost, tenantId, clientId, publicUrl } = config()
  const query = new URLSearchParams({ client_id: clientId, redirect_uri: `${publicUrl}/signin` })
  return `${authorityHost}/${tenantId}/adminconsent?${query}`
}
