import { ConfidentialClientApplication, CryptoProvider } from "@azure/msal-node"
import { Client } from "@microsoft/microsoft-graph-client"
import { setting } from "./border"
import { signInAt } from "./person"

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

/** MSAL as the console's registration uses it. */
export type Msal = ReturnType<typeof msal>

const redirectUri = "http://localhost:3000/api/auth/callback/entra"

/** The scope of the console's own API. */
export const accessAsUser = () => `api://${setting("AZURE_CLIENT_ID")}/access_as_user`

/** Where a browser begins a sign-in, and the verifier that its code is redeemed with. */
export async function addressFor(client: Msal, rest: { prompt?: string; loginHint?: string } = {}) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const address = await client.getAuthCodeUrl({
    scopes: [accessAsUser()],
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
    ...rest,
  })
  return { address, verifier }
}

/** The tokens for a code. */
export const redeem = (client: Msal, code = "", codeVerifier = "") =>
  client.acquireTokenByCode({ code, codeVerifier, scopes: [accessAsUser()], redirectUri })

/** Signs a persona in through MSAL and gives its tokens. */
export async function signIn(client: Msal, alias = "operator") {
  const { address, verifier } = await addressFor(client)
  const { parameters, cookie } = await signInAt(address, `${alias}@contoso.com`)
  return { result: await redeem(client, parameters.code, verifier), cookie }
}
