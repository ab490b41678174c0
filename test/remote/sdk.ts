import { ConfidentialClientApplication } from "@azure/msal-node"
import { Client } from "@microsoft/microsoft-graph-client"
import { setting } from "./border"

type Proof =
  | { clientSecret: string }
  | { clientCertificate: { thumbprintSha256: string; privateKey: string } }

/** MSAL as Microsoft ships it, pointed at the cloud; the console's secret and tenant unless others are given. */
export function msal(
  proof: Proof = { clientSecret: setting("AZURE_CLIENT_SECRET") },
  tenant = setting("AZURE_TENANT_ID"),
): ConfidentialClientApplication {
  const host = setting("AZURE_AUTHORITY_HOST")
  return new ConfidentialClientApplication({
    auth: {
      clientId: setting("AZURE_CLIENT_ID"),
      authority: `${host}/${tenant}`,
      knownAuthorities: [new URL(host).host],
      ...proof,
    },
  })
}

/** An app-only token for Graph from a client of MSAL. */
export async function graphToken(client: ConfidentialClientApplication): Promise<string> {
  const scopes = [`${setting("GRAPH_ENDPOINT")}/.default`]
  const result = await client.acquireTokenByClientCredential({ scopes })
  if (!result) throw new Error("MSAL gave no token.")
  return result.accessToken
}

/** Microsoft's Graph client as it ships, with MSAL for its tokens and every default of its own. */
export function graph(): Client {
  const endpoint = setting("GRAPH_ENDPOINT")
  const client = msal()
  return Client.initWithMiddleware({
    authProvider: { getAccessToken: () => graphToken(client) },
    baseUrl: `${endpoint}/`,
    customHosts: new Set([new URL(endpoint).hostname]),
  })
}
