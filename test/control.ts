import { inject } from "vitest"

/** What control says of a sign-in: its row, what the callout ended with, and what the user's app received. */
export type SignInOutcome = {
  row: { id: string; correlationId: string; createdDateTime: string }
  code: number
  attempts: number
  httpStatus: number | null
  user: { kind: string }
}

/** Asks the cloud's control; answers with its JSON, throws with its sentence. */
export async function control<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(inject("cloud").control + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  // Safe: each caller names the shape that control documents for the route.
  return JSON.parse(text) as T
}

/** Signs a person of Contoso in to an app. */
export const signInTo = (app: string, user = "casey", flow = "interactive") =>
  control<SignInOutcome>("POST", "/sign-ins", { tenant: "Contoso", user, app, flow })

/** Lets the next requests of a route get another answer. */
export const next = (route: string, answer: unknown) => control("POST", "/next", { route, answer })

/** Puts the cloud back to its healthy start, its throttle included. */
export const reset = () => control("POST", "/reset")
