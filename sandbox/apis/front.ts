import { randomUUID } from "node:crypto"
import { bodiless, json, type Sent, sent } from "./sent"

/** Makes what something in front of the program sends for a host; it reads neither token nor body. */
export type FrontAnswer = (host: string) => Sent

/** No answer at all. */
export const noAnswer: FrontAnswer = () => ({ ...bodiless(499), ending: "reset" })

/** App Service authentication in front of the program. */
export const easyAuth =
  (status: 401 | 403): FrontAnswer =>
  (host) => {
    const challenge = { "www-authenticate": `Bearer realm="${host}"` }
    const text = "You do not have permission to view this directory or page."
    return sent(status, "text/html", text, {
      ...(status === 401 ? challenge : {}),
      "x-ms-middleware-request-id": randomUUID(),
    })
  }

/** App Service authentication that sends people, and Entra, to a page to sign in. */
export const loginRedirect: FrontAnswer = (host) => {
  const location = `https://login.microsoftonline.com/common/oauth2/v2.0/authorize?redirect_uri=https%3A%2F%2F${host}%2F.auth%2Flogin%2Faad%2Fcallback`
  return bodiless(302, { location, "x-ms-middleware-request-id": randomUUID() })
}

/** The host of an Azure function that did not start. */
export const hostNotRunning: FrontAnswer = () => sent(503, "text/plain", "Function host is not running.")

/** API Management, once a client has called too often. */
export const tooManyRequests: FrontAnswer = () => {
  const message = "Rate limit is exceeded. Try again in 5 seconds."
  return json({ statusCode: 429, message }, 429, { "retry-after": "5" })
}

/** An error of Logic Apps itself. */
export const logicAppsError =
  (status: number, code: string, message: string): FrontAnswer =>
  () =>
    json({ error: { code, message } }, status, { "x-ms-request-id": randomUUID() })

/** A Logic App whose Response action has a type and no body. */
export const logicAppsNothing: FrontAnswer = () =>
  sent(200, "application/json", "", { "x-ms-request-id": randomUUID() })

/** A page for people, as an error handler or a placeholder of the host shows it. */
export const htmlPage: FrontAnswer = () =>
  sent(200, "text/html; charset=utf-8", "<!doctype html><title>Welcome</title><p>Your app is running.</p>")
