import { randomBytes, randomUUID } from "node:crypto"

/** What a claims API knows when it answers: its own host, and the claims that the user should get. */
export type AnswerFacts = { host: string; claims: Record<string, unknown> }

/** What an API sends, down to how its body ends; `reset` cuts the connection before a first byte. */
export type Sent = {
  status: number
  headers: Record<string, string>
  body: string | null
  ending: "whole" | "reset" | "cut" | "endless"
}

/** Makes an answer. */
export type AnswerWith = (facts: AnswerFacts) => Sent

const sent = (status: number, contentType: string, body: string, headers = {}): Sent => ({
  status,
  headers: { "content-type": contentType, ...headers },
  body,
  ending: "whole",
})

const jsonType = "application/json; charset=utf-8"
const json = (body: unknown, status = 200, headers = {}) =>
  sent(status, jsonType, JSON.stringify(body), headers)

const responseType = "microsoft.graph.onTokenIssuanceStartResponseData"
const actionType = "microsoft.graph.tokenIssuanceStart.provideClaimsForToken"

const dataWith = (members: object, type = responseType) => ({ data: { "@odata.type": type, ...members } })
const action = (claims: unknown, type = actionType) => ({ "@odata.type": type, claims })

/** The documented answer that puts claims into the token. */
export const answerWithClaims = (claims: Record<string, unknown>) => dataWith({ actions: [action(claims)] })

/** As documented. */
export const asDocumented: AnswerWith = ({ claims }) => json(answerWithClaims(claims))

/** As documented, under a status or a type of content that is not. */
export const documentedUnder =
  (status: number, contentType = jsonType, headers = {}): AnswerWith =>
  ({ claims }) =>
    sent(status, contentType, JSON.stringify(answerWithClaims(claims)), headers)

/** The documented answer with other claims in it. */
export const withClaims =
  (change: (claims: AnswerFacts["claims"]) => unknown): AnswerWith =>
  ({ claims }) =>
    json(dataWith({ actions: [action(change(claims))] }))

/** The documented answer with other actions in it; each is named by its whole type. */
export const withActions =
  (...types: readonly string[]): AnswerWith =>
  ({ claims }) =>
    json(dataWith({ actions: types.map((type) => action(claims, type)) }))

/** The documented action, by name, for answers that hold it more than once. */
export const provideClaims = actionType

/** An answer without a list of actions. */
export const withoutActions: AnswerWith = () => json(dataWith({}))

/** The documented answer as the data of another type. */
export const withType =
  (type: string): AnswerWith =>
  ({ claims }) =>
    json(dataWith({ actions: [action(claims)] }, type))

/** The claims alone, without the envelope around them. */
export const claimsAlone: AnswerWith = ({ claims }) => json(claims)

/** A text that is said to be JSON. */
export const textAsJson =
  (text: string): AnswerWith =>
  () =>
    sent(200, jsonType, text)

/** The documented answer, serialised twice: a JSON string that holds JSON. */
export const serialisedTwice: AnswerWith = ({ claims }) => json(JSON.stringify(answerWithClaims(claims)))

/** The contract of the 2021 preview, with its schema version at the root. */
export const contractOf2021: AnswerWith = ({ claims }) =>
  json({
    type: "onTokenIssuanceStartCustomExtension",
    apiSchemaVersion: "10-01-2021-preview",
    actions: [
      {
        type: "ProvideClaimsForToken",
        claims: Object.entries(claims).map(([name, value]) => ({ [name]: value })),
      },
    ],
  })

/** The documented answer with two million characters that nobody asked for. */
export const hugeBody: AnswerWith = ({ claims }) =>
  json({ ...answerWithClaims(claims), log: "x".repeat(2_000_000) })

/** The documented answer whose last bytes never come: cut off, or blanks without an end. */
export const endingIn =
  (ending: "cut" | "endless"): AnswerWith =>
  ({ claims }) => ({ ...json(answerWithClaims(claims)), ending })

/** No answer at all. */
export const noAnswer: AnswerWith = () => ({ status: 499, headers: {}, body: null, ending: "reset" })

/** A status without a body. */
export const bare =
  (status: number): AnswerWith =>
  () => ({ status, headers: {}, body: null, ending: "whole" })

/** The type and body of a problem as ASP.NET Core writes it (RFC 9457). */
export function problemOf(status: number, title: string, detail?: string) {
  const traceId = `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-00`
  const body = JSON.stringify({ title, status, detail, traceId })
  return { type: "application/problem+json; charset=utf-8", body }
}

/** A problem under any status. */
export const problemWith =
  (status: number, title: string): AnswerWith =>
  () => {
    const { type, body } = problemOf(status, title)
    return sent(status, type, body)
  }

/** What Microsoft's AuthenticationEvents library makes of an answer that it finds wrong. */
export const libraryErrors =
  (...errors: readonly string[]): AnswerWith =>
  () =>
    json({ errors }, 500)

/** App Service authentication in front of the program. */
export const easyAuth =
  (status: 401 | 403): AnswerWith =>
  ({ host }) => {
    const challenge = { "www-authenticate": `Bearer realm="${host}"` }
    const text = "You do not have permission to view this directory or page."
    return sent(status, "text/html", text, {
      ...(status === 401 ? challenge : {}),
      "x-ms-middleware-request-id": randomUUID(),
    })
  }

/** App Service authentication that sends people, and Entra, to a page to sign in. */
export const loginRedirect: AnswerWith = ({ host }) => {
  const location = `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?redirect_uri=https%3A%2F%2F${host}%2F.auth%2Flogin%2Faad%2Fcallback`
  const headers = { location, "x-ms-middleware-request-id": randomUUID() }
  return { status: 302, headers, body: null, ending: "whole" }
}

/** The host of an Azure function that did not start. */
export const hostNotRunning: AnswerWith = () => sent(503, "text/plain", "Function host is not running.")

/** An error of Logic Apps itself. */
export const logicAppsError =
  (status: number, code: string, message: string): AnswerWith =>
  () =>
    json({ error: { code, message } }, status, { "x-ms-request-id": randomUUID() })

/** A page for people, as an error handler or a placeholder of the host shows it. */
export const htmlPage: AnswerWith = () =>
  sent(200, "text/html; charset=utf-8", "<!doctype html><title>Welcome</title><p>Your app is running.</p>")
