import type { JourneyAnswer } from "../../../sandbox/control/report"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import type { Application, SignInRow, SignUpRow, Tenant, User } from "../../../sandbox/tenants/types"
import type { Sandbox } from "./start"

/** Asks control for a journey and gives its answer; throws for a refusal. */
export async function go(
  { call }: Sandbox,
  path: "/sign-ins" | "/sign-ups" | "/recoveries",
  body: Record<string, unknown>,
): Promise<JourneyAnswer> {
  const { status, json } = await call("POST", path, body)
  if (status !== 200) throw new Error(`${path} was refused: ${JSON.stringify(json)}`)
  // Safe: control answers every journey in this one shape, and each test asserts the parts that it is about.
  return json as JourneyAnswer
}

/** Makes one of the customers' APIs behave so from now on. */
export async function deployTo({ call }: Sandbox, api: string, behaviour: string): Promise<void> {
  const { status, json } = await call("PUT", `/apis/${api}`, { behaviour })
  if (status !== 200) throw new Error(`${api} was not deployed: ${JSON.stringify(json)}`)
}

/** A tenant as it stands in the world now. */
export function tenantOf({ world }: Sandbox, name: "Contoso" | "Woodgrove"): Tenant {
  const tenant = world.tenants.get(name === "Contoso" ? contosoIds.tenant : woodgroveIds.tenant)
  if (!tenant) throw new Error(`The world has lost ${name}.`)
  return tenant
}

/** The customer of an address; throws when there is none. */
export function customerOf(sandbox: Sandbox, address: string): User {
  const user = tenantOf(sandbox, "Woodgrove").users.find(({ mail }) => mail === address)
  if (!user) throw new Error(`Woodgrove has no customer ${address}.`)
  return user
}

/** An app registration by its app id. */
export function applicationOf(tenant: Tenant, appId: string): Application {
  const application = tenant.applications.find((one) => one.appId === appId)
  if (!application) throw new Error(`${tenant.displayName} has no app ${appId}.`)
  return application
}

/** The rows that a journey left behind, in their order. */
export function rowsOf(tenant: Tenant, { rows }: JourneyAnswer): (SignInRow | SignUpRow)[] {
  return rows.map(({ log, id }) => {
    const row = log === "signIns" ? tenant.signIns.find(id) : tenant.signUps.find(id)
    if (!row) throw new Error(`The log has no row ${id}.`)
    return row
  })
}

/** The events of a journey's callouts, each with its code. */
export const calloutsOf = ({ callouts }: JourneyAnswer) =>
  callouts.map(({ eventType, code }) => `${eventType} ${code}`)

/** The bodies that the APIs have received, oldest first. */
export const receivedBy = ({ world }: Sandbox, event: string) =>
  world.log
    .list("apis")
    .map(({ body }) => JSON.parse(body))
    .filter(({ type }) => type === `microsoft.graph.authenticationEvent.${event}`)
