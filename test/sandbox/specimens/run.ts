import { specimens } from "../../../sandbox/control/specimens"
import type { Specimen } from "../../../sandbox/control/specimens/specimen"
import { contosoIds } from "../../../sandbox/tenants/contoso"
import { type Answer, type Sandbox, start } from "../control/start"

/** What was seen of one specimen, from before it was broken until after its repair. */
export type Seen = {
  specimen: Specimen
  /** What control said when it broke it. */
  broke: Answer
  /** Every specimen that was broken then. */
  broken: string[]
  failed: Answer
  /** The failed row's listeners. */
  listeners: unknown
  calls: number
  repaired: Answer
  healthy: Answer
  /** Whether tenant, APIs and platform are to the letter what they were. */
  restored: boolean
}

const casey = { tenant: "Contoso", user: "casey", app: "Woodgrove Groceries" }

/** Signs Casey in to the groceries. */
export const signIn = (sandbox: Sandbox): Promise<Answer> => sandbox.call("POST", "/sign-ins", casey)

/** Everything that a specimen may change, as text. */
function everything({ world }: Sandbox): string {
  const { signIns: _log, secrets: _secrets, ...tenant } = world.tenants.get(contosoIds.tenant) ?? {}
  const apis = [...world.apis.values()].map(({ state: _state, ...api }) => api)
  return JSON.stringify({ tenant, apis, platform: world.platform.settings })
}

async function observe(sandbox: Sandbox, specimen: Specimen): Promise<Seen> {
  const { world } = sandbox
  const { id, code } = specimen
  const path = `/specimens/${code}`
  const before = everything(sandbox)
  const broke = await sandbox.call("POST", path, { variant: id })
  const broken = specimens.filter((one) => one.isBroken(world)).map((one) => one.id)
  world.log.clear()
  const failed = await signIn(sandbox)
  const calls = world.log.list("apis").length
  const listeners = world.tenants.get(contosoIds.tenant)?.signIns.at(-1)?.appliedEventListeners
  const repaired = await sandbox.call("DELETE", path, { variant: id })
  const restored = everything(sandbox) === before
  const healthy = await signIn(sandbox)
  return { specimen, broke, broken, failed, listeners, calls, repaired, healthy, restored }
}

async function observeInTurn(sandbox: Sandbox, some: readonly Specimen[]): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const specimen of some) seen.push(await observe(sandbox, specimen))
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
