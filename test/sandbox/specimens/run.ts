import type { CalloutAnswer, JourneyAnswer } from "../../../sandbox/control/report"
import { specimens } from "../../../sandbox/control/specimens"
import type { Specimen } from "../../../sandbox/control/specimens/specimen"
import type { AppliedEventListener, Tenant } from "../../../sandbox/tenants/types"
import { type Answer, type Sandbox, start } from "../control/start"

/** What was seen of one specimen, from before it was broken until after its repair. */
export type Seen = {
  specimen: Specimen
  /** What control said when it broke it. */
  broke: Answer
  /** Every specimen that was broken then. */
  broken: string[]
  failed: Answer
  /** The failed callout. */
  callout: CalloutAnswer | undefined
  /** As the log tells it. */
  listeners: AppliedEventListener[]
  /** The status of the row that the journey ended with. */
  outer: number | undefined
  calls: number
  repaired: Answer
  healthy: Answer
  healthyCallout: CalloutAnswer | undefined
  /** Whether tenant, APIs and platform are to the letter what they were. */
  restored: boolean
}

/** Sends the person of a specimen on the journey that meets it; the n-th of them, where each has to be somebody new. */
export const go = ({ call }: Sandbox, { subject: { way } }: Specimen, n: number): Promise<Answer> =>
  call("POST", way.route, JSON.parse(JSON.stringify(way.body).replaceAll("{n}", String(n))))

/** Everything that a specimen may change, as text. */
function everything({ world }: Sandbox): string {
  const tenants = [...world.tenants.values()].map(
    ({ applications, servicePrincipals, appRoleAssignments, ...tenant }) => ({
      applications,
      servicePrincipals,
      appRoleAssignments,
      extensions: tenant.customAuthenticationExtensions,
      listeners: tenant.authenticationEventListeners,
      flows: tenant.authenticationEventsFlows,
    }),
  )
  const apis = [...world.apis.values()].map(({ state: _state, ...api }) => api)
  return JSON.stringify({ tenants, apis, platform: world.platform.settings })
}

/** Puts a customer whose password moved during a healthy journey back to before. */
function forgetJourneys({ world }: Sandbox, customers: Customers): void {
  for (const tenant of world.tenants.values()) {
    const known = customers.get(tenant.id)
    if (known) Object.assign(tenant, structuredClone(known))
  }
}

type Customers = ReadonlyMap<string, Pick<Tenant, "users" | "credentials">>

const customersOf = ({ world }: Sandbox): Customers =>
  new Map(
    [...world.tenants.values()].map(({ id, users, credentials }) => [
      id,
      structuredClone({ users, credentials }),
    ]),
  )

/** The callout of a specimen's event in what control told of a journey. */
function calloutOf({ json }: Answer, { subject }: Specimen): CalloutAnswer | undefined {
  // Safe: control answers a journey with these members, and another test compares them with what is expected.
  return (json as JourneyAnswer).callouts.find(({ eventType }) => eventType === subject.eventType)
}

/** The log's listeners of the event, from all rows of the journey. */
function listenersOf({ world }: Sandbox, { json }: Answer, { subject }: Specimen): AppliedEventListener[] {
  const { rows } = json as JourneyAnswer
  const tenant = world.tenants.get(subject.tenant)
  return rows
    .flatMap(({ log, id }) => tenant?.[log].find(id)?.appliedEventListeners ?? [])
    .filter(({ eventType }) => eventType === subject.eventType)
}

/** The outer error code of the last row that a journey wrote. */
function lastStatus({ world }: Sandbox, { json }: Answer, { subject }: Specimen): number | undefined {
  const last = (json as JourneyAnswer).row
  return last ? world.tenants.get(subject.tenant)?.[last.log].find(last.id)?.status.errorCode : undefined
}

async function observe(sandbox: Sandbox, specimen: Specimen, customers: Customers): Promise<Seen> {
  const { world } = sandbox
  const { id, code, subject } = specimen
  const route = `/specimens/${code}`
  const before = everything(sandbox)
  const broke = await sandbox.call("POST", route, { variant: id })
  const broken = specimens.filter((one) => one.isBroken(world)).map((one) => one.id)
  world.log.clear()
  const failed = await go(sandbox, specimen, 1)
  const path = world.apis.get(subject.api)?.path ?? ""
  // A moved address keeps its path, and a wrong path begins with the right one.
  const calls = world.log.list("apis").filter(({ url }) => url.startsWith(path)).length
  const listeners = listenersOf(sandbox, failed, specimen)
  const repaired = await sandbox.call("DELETE", route, { variant: id })
  const restored = everything(sandbox) === before
  const healthy = await go(sandbox, specimen, 2)
  const seen = {
    specimen,
    broke,
    broken,
    failed,
    callout: calloutOf(failed, specimen),
    listeners,
    outer: lastStatus(sandbox, failed, specimen),
    calls,
    repaired,
    healthy,
    healthyCallout: calloutOf(healthy, specimen),
    restored,
  }
  forgetJourneys(sandbox, customers)
  return seen
}

async function observeInTurn(sandbox: Sandbox, some: readonly Specimen[]): Promise<Seen[]> {
  const customers = customersOf(sandbox)
  const seen: Seen[] = []
  for (const specimen of some) seen.push(await observe(sandbox, specimen, customers))
  return seen
}

/** Breaks, sees and repairs every specimen; in several worlds at once, since some of them take their time. */
export async function observeAll(bases: readonly number[]): Promise<Seen[]> {
  const sandboxes = await Promise.all(bases.map(start))
  try {
    const isSlow = ({ code }: Specimen) => code === 1003005
    const inOrder = specimens.toSorted((one, other) => Number(isSlow(other)) - Number(isSlow(one)))
    const shares = sandboxes.map((sandbox, share) =>
      observeInTurn(
        sandbox,
        inOrder.filter((_, index) => index % sandboxes.length === share),
      ),
    )
    const seen = (await Promise.all(shares)).flat()
    return seen.toSorted((one, other) => specimens.indexOf(one.specimen) - specimens.indexOf(other.specimen))
  } finally {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()))
  }
}
