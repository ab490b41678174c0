import "server-only"
import type { Account, CookieOption, NextAuthOptions } from "next-auth"
import type { OAuthConfig } from "next-auth/providers/oauth"
import { z } from "zod"
import { config } from "./config"
import { cookieNames, isSecure, judgeSession, sessionMaxAgeS } from "./cookies"
import { closeSession, isClosed, openSession } from "./remote/custody"
import { clientAssertion } from "./remote/token"
import { describeTrouble } from "./remote/trouble"
import { highestRole, type Role, roles } from "./roles"

/** Who is using the console, and the highest role that the tenant gave them. */
export type Operator = { oid: string; name: string; principalName: string; role: Role | null }

declare module "next-auth" {
  interface Session {
    operator: Operator | null
  }
}

const idToken = z.looseObject({
  oid: z.string(),
  tid: z.string(),
  name: z.string().catch("unknown"),
  preferred_username: z.string().catch(""),
  roles: z.array(z.string()).catch([]),
})
type EntraProfile = z.output<typeof idToken>

const claims = z.looseObject({
  oid: z.string(),
  name: z.string(),
  principalName: z.string(),
  roles: z.array(z.string()),
})

const nowS = () => Math.floor(Date.now() / 1000)

function entra(): OAuthConfig<EntraProfile> {
  const { authorityHost, tenantId, clientId, credential } = config()
  const usesSecret = credential.kind === "secret"
  return {
    id: "entra",
    name: "Microsoft Entra ID",
    type: "oauth",
    wellKnown: `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret: usesSecret ? credential.secret : undefined,
    client: {
      token_endpoint_auth_method: usesSecret ? "client_secret_post" : "none",
      id_token_signed_response_alg: "RS256",
    },
    httpOptions: { timeout: 10_000 },
    // The last one gives the operator's token for this console, which is exchanged for others on his behalf.
    authorization: { params: { scope: `openid profile email api://${clientId}/access_as_user` } },
    ...(usesSecret
      ? {}
      : {
          token: {
            async request({ client, params, checks, provider }) {
              const endpoint = String(client.issuer.metadata.token_endpoint)
              const exchangeBody = await clientAssertion(credential, endpoint)
              return { tokens: await client.callback(provider.callbackUrl, params, checks, { exchangeBody }) }
            },
          },
        }),
    profile: (profile) => ({ id: profile.oid, name: profile.name, email: profile.preferred_username }),
  }
}

/** The operator's own token in what the token endpoint gave; null when it gave none. */
function assertionIn({ access_token: token, expires_at: expiresAtS }: Account) {
  return token && expiresAtS ? { token, expiresAt: expiresAtS * 1000 } : null
}

/**
 * What a failed sign-in is told as, in words of our own only: what came back in the address is anybody's text.
 * Errors that we met ourselves, at discovery or at the token endpoint, are described.
 */
function troubleOf(code: string, metadata: Error | { error?: unknown }): string {
  if (code === "OAUTH_CALLBACK_HANDLER_ERROR")
    return "Microsoft sent the browser back without an account: the sign-in was cancelled or refused there. It refuses every sign-in while the console's registration does not expose the scope access_as_user (README, Connect a tenant)."
  return describeTrouble(metadata instanceof Error ? metadata : metadata.error).why
}

function cookies(): NextAuthOptions["cookies"] {
  const option = (name: string, maxAge?: number): CookieOption => ({
    name,
    options: {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: isSecure(),
      ...(maxAge ? { maxAge } : {}),
    },
  })
  const names = cookieNames()
  return {
    sessionToken: option(names.sessionToken),
    callbackUrl: option(names.callbackUrl),
    csrfToken: option(names.csrfToken),
    pkceCodeVerifier: option(names.pkceCodeVerifier, 900),
    state: option(names.state, 900),
    nonce: option(names.nonce, 900),
  }
}

/** What the caller of a sign-in has to do with it. */
export type SignInHooks = {
  /** Told why a sign-in failed, in words that may be shown. */
  onTrouble?: (why: string) => void
  /** The id of the session that the browser has already, which a new one takes the place of. */
  replaces?: string | null
}

/**
 * The settings of next-auth: one provider, one tenant, sessions in an encrypted cookie. Of tokens the cookie holds
 * only the id under which the server keeps them.
 */
export function authOptions({ onTrouble, replaces }: SignInHooks = {}): NextAuthOptions {
  const { sessionSecret, tenantId } = config()
  return {
    secret: sessionSecret,
    providers: [entra()],
    session: { strategy: "jwt", maxAge: sessionMaxAgeS },
    pages: { signIn: "/signin", error: "/signin", signOut: "/signin" },
    useSecureCookies: isSecure(),
    cookies: cookies(),
    logger: {
      error(code, metadata) {
        const why = troubleOf(code, metadata)
        onTrouble?.(why)
        console.warn(JSON.stringify({ event: "sign-in-failed", code, why }))
      },
      warn() {},
      debug() {},
    },
    events: {
      signOut({ token }) {
        if (typeof token?.sid === "string") closeSession(token.sid)
      },
    },
    callbacks: {
      signIn({ profile }) {
        const parsed = idToken.safeParse(profile)
        return parsed.success && parsed.data.tid.toLowerCase() === tenantId
      },
      jwt({ token, profile, account }) {
        const parsed = idToken.safeParse(profile)
        if (!parsed.success) return token
        const { oid, name, preferred_username: principalName } = parsed.data
        const held = roles.filter((role) => parsed.data.roles.includes(role))
        const sid = openSession(oid, account ? assertionIn(account) : null, replaces)
        return { oid, name, principalName, roles: held, sid, signedInAt: nowS(), seenAt: nowS() }
      },
      session({ session, token }) {
        const parsed = claims.safeParse(token)
        const isLeft = typeof token.sid === "string" && isClosed(token.sid)
        const isOver = isLeft || judgeSession(token, nowS()) === "over"
        if (!parsed.success || isOver) return { ...session, operator: null }
        const { oid, name, principalName } = parsed.data
        return { ...session, operator: { oid, name, principalName, role: highestRole(parsed.data.roles) } }
      },
    },
  }
}
