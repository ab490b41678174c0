/** What a broken sign-in is logged with, and how many requests the API received. */
export type Effect = { attempts: number; httpStatus: number | null; calls: number }

/** Codes that nobody notices, since Microsoft's own provider steps in. */
export const isBehindFallback = (id: string): boolean => id.endsWith("-behind-fallback")

const unsent: Effect = { attempts: 0, httpStatus: null, calls: 0 }
const answered = (httpStatus: number): Effect => ({ attempts: 1, httpStatus, calls: 1 })

/** Codes that stand for trouble before the call: nothing is sent. */
const before = [
  1003000, 1003001, 1003004, 1003011, 1003014, 1003015, 1003016, 1003017, 1003018, 1003019, 1003020, 1003021,
  1003022, 1003023,
]

/** Effects that the code alone does not tell. */
const byId: Record<string, Effect> = {
  "claims-api-throws": answered(500),
  "claims-api-library-error": answered(500),
  "claims-api-easy-auth-401": answered(401),
  "claims-api-easy-auth-403": answered(403),
  "claims-api-other-audience": answered(401),
  "claims-api-other-callers": answered(403),
  "claims-api-host-down": answered(503),
  "logic-app-schema": answered(400),
  "logic-app-policy": answered(403),
  "logic-app-no-response": answered(502),
  "claims-api-login-redirect": answered(302),
  "claims-api-limits-calls": answered(429),
  "claims-api-no-content": answered(204),
  "claims-api-created": answered(201),
  "target-path-wrong": answered(404),
  "sign-up-start-block-with-400": answered(400),
  "sign-up-submit-block-with-400": answered(400),
  "mail-block-with-403": answered(403),
  "mail-host-503-behind-fallback": answered(503),
  "migration-block-with-401": answered(401),
  "claims-api-hangs-up": { attempts: 1, httpStatus: null, calls: 1 },
  "claims-api-hangs-up-midway": { attempts: 1, httpStatus: null, calls: 1 },
}

/** What the references say of a specimen's effect: by its code's phase, or by its id where several are possible. */
export function expectedEffect(id: string, code: number): Effect | undefined {
  if (byId[id]) return byId[id]
  if (/-(500|easy-auth-401|wrong-keys)$/.test(id)) return answered(id.endsWith("500") ? 500 : 401)
  if (code === 1003002) return undefined
  if (id.endsWith("-reset")) return { attempts: 1, httpStatus: null, calls: 1 }
  if (before.includes(code)) return unsent
  if (code === 1003005) return { attempts: 2, httpStatus: null, calls: 2 }
  if (code === 1003027) return { attempts: 1, httpStatus: null, calls: 0 }
  return answered(200)
}

/** Every code that is documented for custom authentication extensions; there is no 1003013. */
export const allCodes = Array.from({ length: 28 }, (_, index) => 1003000 + index).filter(
  (code) => code !== 1003013,
)
