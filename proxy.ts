import { type NextRequest, NextResponse } from "next/server"
import { encode, getToken, type JWT } from "next-auth/jwt"
import { config as settings } from "@/lib/config"
import { cookieNames, isSecure, judgeSession, sessionMaxAgeS } from "@/lib/cookies"
import { highestRole } from "@/lib/roles"

const isPublic = (path: string) =>
  /^\/(api\/(auth\/.*|health)|signin|refused|codes(\/.*)?|codes\.json|icon\.svg|favicon\.ico)$/.test(path)

function policy(nonce: string): string {
  const isDev = process.env.NODE_ENV === "development"
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    `style-src-elem 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}

function guardHeaders(headers: Headers, csp: string): void {
  headers.set("content-security-policy", csp)
  headers.set("cache-control", "no-store")
  headers.set("cross-origin-opener-policy", "same-origin")
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()")
  headers.set("referrer-policy", "same-origin")
  headers.set("x-content-type-options", "nosniff")
  headers.set("x-frame-options", "DENY")
  if (isSecure()) headers.set("strict-transport-security", "max-age=31536000")
}

/** The address without the slash at its end: Next would redirect too, but without the headers of ours. */
function withoutSlash(request: NextRequest): NextResponse | null {
  const { pathname, search } = request.nextUrl
  if (!/.\/$/.test(pathname)) return null
  // Set member by member: a path that begins with two slashes must not become a host.
  const url = new URL(settings().publicUrl)
  url.pathname = pathname.replace(/\/+$/, "").replace(/^\/+/, "/")
  url.search = search
  return NextResponse.redirect(url, 308)
}

function refuse(request: NextRequest, isSignedIn: boolean, headers: Headers): NextResponse {
  const { pathname, search } = request.nextUrl
  if (pathname.startsWith("/api/")) {
    const error = isSignedIn ? "No role of this console is assigned to you." : "Sign in first."
    return NextResponse.json({ error }, { status: isSignedIn ? 403 : 401 })
  }
  if (isSignedIn) {
    const refused = request.nextUrl.clone()
    refused.pathname = "/refused"
    return NextResponse.rewrite(refused, { request: { headers } })
  }
  const signIn = new URL("/signin", settings().publicUrl)
  if (pathname !== "/") signIn.searchParams.set("callbackUrl", pathname + search)
  return NextResponse.redirect(signIn)
}

async function touch(response: NextResponse, token: JWT, nowS: number): Promise<void> {
  const began = typeof token.signedInAt === "number" ? token.signedInAt : 0
  const maxAge = began + sessionMaxAgeS - nowS
  const value = await encode({ token: { ...token, seenAt: nowS }, secret: settings().sessionSecret, maxAge })
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(), maxAge } as const
  response.cookies.set(cookieNames().sessionToken, value, options)
}

/** Guards every path but the public ones: no session, no role, no page; and gives every answer its CSP. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64")
  const csp = policy(nonce)
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", csp)
  const cookieName = cookieNames().sessionToken
  const token = await getToken({
    req: request,
    secret: settings().sessionSecret,
    cookieName,
    secureCookie: isSecure(),
  })
  const nowS = Math.floor(Date.now() / 1000)
  const verdict = token ? judgeSession(token, nowS) : "over"
  const isSignedIn = verdict !== "over"
  const hasRole = isSignedIn && Array.isArray(token?.roles) && highestRole(token.roles) !== null
  const isAllowed = hasRole || isPublic(request.nextUrl.pathname)
  const response =
    withoutSlash(request) ??
    (isAllowed ? NextResponse.next({ request: { headers } }) : refuse(request, isSignedIn, headers))
  guardHeaders(response.headers, csp)
  if (token && verdict === "touch") await touch(response, token, nowS)
  return response
}

export const config = { matcher: ["/((?!_next/static/).*)"] }
