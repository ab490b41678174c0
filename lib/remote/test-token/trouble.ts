import "server-only"
import { findOuter } from "@/lib/codes/outer"
import { signInCodesPage } from "@/lib/codes/pages"
import type { TokenRequest, TokenTrouble } from "@/lib/model/test-token"
import { aadstsIn, describeTrouble } from "../trouble"

type Words = Pick<TokenTrouble, "title" | "why" | "cure"> & Partial<TokenTrouble>

/** A trouble in words of our own. */
export const troubleOf = (words: Words): TokenTrouble => ({
  code: null,
  docs: null,
  told: null,
  correlationId: null,
  traceId: null,
  request: null,
  ...words,
})

/** Everything that an error and its causes say, outermost first; bounded, since a chain may be circular. */
function textOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 6) return ""
  return `${error.message} ${textOf(error.cause, depth + 1)}`
}

const idAfter = (name: string, text: string): string | null =>
  new RegExp(`${name}:? ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`, "i").exec(text)?.[1] ?? null

/** Microsoft's sentence and its ids; no secret that was sent stands in it, whoever answered. */
function toldBy(error: unknown, hidden: readonly string[]) {
  const text = hidden
    .filter(Boolean)
    .reduce((whole, secret) => whole.replaceAll(secret, "(left out)"), textOf(error))
  return {
    told: /AADSTS\d{4,8}: .*?(?=[\s-]*(?:Trace|Correlation) ID:|$)/s.exec(text)?.[0].slice(0, 600) ?? null,
    correlationId: idAfter("Correlation ID", text),
    traceId: idAfter("Trace ID", text),
  }
}

/** What the sign-in service's refusal means, or why it could not be asked; `hidden` is never quoted. */
export function refusedToken(
  error: unknown,
  request: TokenRequest | null,
  hidden: readonly string[] = [],
): TokenTrouble {
  const code = aadstsIn(error)
  if (!code) {
    const { why } = describeTrouble(error)
    return troubleOf({ title: "The sign-in service gave no token", why, cure: [], request })
  }
  const words = { ...toldBy(error, hidden), code, request }
  const known = findOuter(code)
  if (known)
    return troubleOf({
      ...words,
      title: known.title,
      why: known.meaning,
      cure: known.next,
      docs: known.docs,
    })
  return troubleOf({
    ...words,
    title: "The sign-in service refused",
    why: "This console has no record of the code; what Microsoft said stands below.",
    cure: ["Look the number up on Microsoft's page."],
    docs: signInCodesPage,
  })
}

/** The status and the code that Graph answered with; of a call that got no answer the status is not above 0. */
export function graphAnswer(error: unknown): { status: number; code: string } {
  if (!(error instanceof Error)) return { status: 0, code: "" }
  // Safe: only read by name, each value checked before use.
  const { statusCode, code } = error as Error & { statusCode?: unknown; code?: unknown }
  return {
    status: typeof statusCode === "number" ? statusCode : 0,
    // The SDK puts the name of an error there when the answer names no code.
    code: typeof code === "string" && !code.endsWith("Error") ? code : "",
  }
}

/** Whether Graph surely did nothing: it refused, in place of breaking off or failing on the way. */
export function isRefusal(error: unknown): boolean {
  const { status } = graphAnswer(error)
  return status >= 400 && status < 500 && status !== 408
}

const noRight: Pick<TokenTrouble, "title" | "why" | "cure"> = {
  title: "Your account may not put a secret on this app",
  why: "Graph refused, since the console acts with your rights and they do not reach so far.",
  cure: [
    "Let somebody with the role Application Administrator or Cloud Application Administrator do it, or an owner of the app.",
    "Or use another source, such as this console's own credentials.",
  ],
}

/** Why Graph did not put a secret on an app or take it away, and what to do about it. */
export function refusedWrite(error: unknown, appId: string): TokenTrouble {
  const { status, code } = graphAnswer(error)
  if (/AppPolicy/i.test(code))
    return troubleOf({
      title: "A policy of the tenant forbids this secret",
      why: `An app management policy does not let apps have secrets, or not such ones (${code}).`,
      cure: [
        "Use a certificate of the app, or another source.",
        "Or let the policy's owner except this app for the time of the test.",
      ],
    })
  if (status === 403) return troubleOf(noRight)
  if (status === 404)
    return troubleOf({
      title: "The API's app is not registered in this tenant",
      why: `Graph knows no app registration with the id ${appId}, which the extension's resource id ends in.`,
      cure: [
        "Compare the resource id with the API's app registration.",
        "An API that is registered in another tenant gets its secret there; use another source here.",
      ],
    })
  return troubleOf({ title: "Graph did not do it", why: reasonOf(error), cure: [] })
}

/** In words why a call to Graph came to nothing; never what stood in its answer, which may hold a secret. */
export function reasonOf(error: unknown): string {
  const { status, code } = graphAnswer(error)
  if (status === 429) return "Graph asked the console to slow down. Try again in a minute."
  if (status >= 400) return `Graph answered with status ${status}${code && ` (${code})`}.`
  return describeTrouble(error).why
}
