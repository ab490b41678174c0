import { setTimeout as wait } from "node:timers/promises"
import { inject, vi } from "vitest"
import type { Callout } from "@/lib/model/callout"
import { control, next } from "../control"

/** One request as the cloud received it. */
export type Received = {
  at: string
  method: string
  url: string
  headers: Record<string, string>
  body: string
  status: number | null
}

/** The console's border code as a process that has just started holds it: no token, no memory, a whole budget. */
export type Border = Awaited<ReturnType<typeof startBorder>>

/** Loads the console's border code anew with the cloud's settings; members of `change` replace them. */
export async function startBorder(change: Record<string, string | undefined> = {}) {
  vi.unstubAllEnvs()
  for (const [name, value] of Object.entries({ ...inject("cloud").settings, ...change }))
    vi.stubEnv(name, value)
  vi.resetModules()
  Reflect.deleteProperty(globalThis, "calloutscope")
  const warnings = vi.spyOn(console, "warn").mockImplementation(() => undefined)
  warnings.mockClear()
  return {
    ...(await import("@/lib/config")),
    ...(await import("@/lib/filters")),
    ...(await import("@/lib/remote/attempt")),
    ...(await import("@/lib/remote/custody")),
    ...(await import("@/lib/remote/graph")),
    ...(await import("@/lib/remote/snapshot")),
    ...(await import("@/lib/remote/token")),
    ...(await import("@/lib/callouts/log")),
    ...(await import("@/lib/callouts/related")),
    ...(await import("@/lib/callouts/state")),
    /** Everything that was written to the console's log since the start. */
    logged: () => warnings.mock.calls.flat().join("\n"),
  }
}

/** The settings that the cloud wrote for a console. */
export function setting(name: string): string {
  const value = inject("cloud").settings[name]
  if (value === undefined) throw new Error(`The cloud has no setting ${name}.`)
  return value
}

/** What an origin received since the last reset, oldest first. */
export const received = (origin: "login" | "graph" | "control") =>
  control<Received[]>("GET", `/requests?origin=${origin}`)

/** What Graph received for the audit log since the last reset. */
export const auditRequests = async () =>
  (await received("graph")).filter(({ url }) => /^\/(v1\.0|beta)\/auditLogs\//i.test(url))

/** Every permission that the console asks for. */
export const permissions = [
  "AuditLog.Read.All",
  "CustomAuthenticationExtension.Read.All",
  "EventListener.Read.All",
  "Organization.Read.All",
] as const

/** Grants a tenant's console these permissions of Graph and takes all others away. */
export const grantIn = (tenant: "Contoso" | "Woodgrove", ...granted: string[]) =>
  control("PUT", "/grants", { tenant, app: "Calloutscope", permissions: granted })

/** The same for Contoso's console. */
export const grantOnly = (...granted: string[]) => grantIn("Contoso", ...granted)

/** Takes one permission away from the console. */
export const takeAway = (permission: string) => grantOnly(...permissions.filter((one) => one !== permission))

/** Writes an invented past into Contoso's log; answers with how many rows that are. */
export const writeHistory = (days: number, perDay: number) =>
  control<{ rows: number }>("POST", "/history", { days, perDay })

/** Reads the callouts of the last day once from a fresh start; Graph gives the answer that was passed, if any. */
export async function readOnce(answer?: object) {
  if (answer) await next("GET /beta/auditLogs/signIns", answer)
  const border = await startBorder()
  return { border, part: await border.readCallouts(border.readFilter({}, Date.now()).filter) }
}

/**
 * The log of a console that has just started, with the settings of Contoso's or with others; `read` gives the page of
 * these URL parameters or throws why not.
 */
export async function startLog(settings: Record<string, string> = {}) {
  const border = await startBorder(settings)
  const part = (parameters: Record<string, string> = {}) =>
    border.readCallouts(border.readFilter(parameters, Date.now()).filter)
  const read = async (parameters: Record<string, string> = {}) => {
    const page = await part(parameters)
    if (!page.ok) throw new Error(page.why)
    return page.value
  }
  return { ...border, part, read }
}

/** The ids of the callouts of a page, in its order. */
export const idsOf = ({ callouts }: { callouts: readonly Callout[] }) => callouts.map(({ id }) => id)

/** Waits until the last read of the log is no longer fresh, so that the next one asks Graph. */
export const beyondFresh = () => wait(1600)

/** Lets only the console's clock jump; timers and the network go on in real time until `vi.useRealTimers()`. */
export function jump(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms })
}
