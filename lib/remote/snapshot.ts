import "server-only"
import type { z } from "zod"
import { config } from "@/lib/config"
import { isMembers, type Members } from "@/lib/model/json"
import type { Part } from "@/lib/model/part"
import type { Listener, Organization, OtherListener, Snapshot } from "@/lib/model/tenant"
import { once } from "@/lib/once"
import { attempt } from "./attempt"
import { toExtension, toFlow, toListener, toOrganization } from "./configuration"
import { readCollection } from "./graph"
import { MalformedAnswer } from "./trouble"
import { graphExtension, graphFlow, graphListener, graphOrganization } from "./wire"

const freshMs = 10_000

async function readList<Wire extends z.ZodType, Ours>(
  version: "v1.0" | "beta",
  path: string,
  schema: Wire,
  to: (wire: z.output<Wire>, raw: Members) => Ours,
): Promise<readonly Ours[]> {
  return (await readCollection(version, path)).map((object) => {
    const parsed = schema.safeParse(object)
    if (!parsed.success || !isMembers(object))
      throw new MalformedAnswer(`Graph answered ${path} with an object that cannot be read.`)
    return to(parsed.data, object)
  })
}

async function readOrganization(): Promise<Organization> {
  const path = "/organization?$select=id,displayName,tenantType"
  const [organization] = await readList("v1.0", path, graphOrganization, toOrganization)
  return organization ?? { id: config().tenantId, name: config().tenantId, kind: "unknown" }
}

type AnyListener = Listener | OtherListener

/** Those of the listeners that are of one sort; both sorts come with one read. */
function only<Sort extends AnyListener>(
  part: Part<readonly AnyListener[]>,
  is: (listener: AnyListener) => listener is Sort,
): Part<readonly Sort[]> {
  return part.ok ? { ok: true, value: part.value.filter(is) } : part
}

const isOther = (listener: AnyListener): listener is OtherListener => "raw" in listener
const isOurs = (listener: AnyListener): listener is Listener => !isOther(listener)

/** Read at the beta endpoint: v1.0 leaves out the types in preview, and of listeners and flows the rank and "all apps". */
async function readNow(): Promise<Snapshot> {
  const [organization, extensions, listeners, flows] = await Promise.all([
    attempt("Organization.Read.All", readOrganization),
    attempt("CustomAuthenticationExtension.Read.All", () =>
      readList("beta", "/identity/customAuthenticationExtensions", graphExtension, toExtension),
    ),
    attempt("EventListener.Read.All", () =>
      readList("beta", "/identity/authenticationEventListeners", graphListener, toListener),
    ),
    attempt("EventListener.Read.All", () =>
      readList("beta", "/identity/authenticationEventsFlows", graphFlow, toFlow),
    ),
  ])
  return {
    readAt: new Date().toISOString(),
    organization,
    extensions,
    listeners: only(listeners, isOurs),
    otherListeners: only(listeners, isOther),
    flows,
  }
}

type Memory = { latest: { at: number; snapshot: Snapshot } | null; reading: Promise<Snapshot> | null }

const memory = once<Memory>("snapshot", () => ({ latest: null, reading: null }))

const kind = once<{ known: Organization["kind"] | null }>("tenant-kind", () => ({ known: null }))

async function readAndKeep(): Promise<Snapshot> {
  const snapshot = await readNow()
  memory.latest = { at: Date.now(), snapshot }
  return snapshot
}

/** The tenant's configuration, every part read at once; one of the last ten seconds, or on its way, serves again. */
export async function readSnapshot(): Promise<Snapshot> {
  const { latest } = memory
  if (latest && Date.now() - latest.at < freshMs) return latest.snapshot
  memory.reading ??= readAndKeep().finally(() => {
    memory.reading = null
  })
  return memory.reading
}

/** What kind of tenant it is; once known it is not asked for again, since no tenant changes its kind. */
export async function readTenantKind(): Promise<Organization["kind"]> {
  if (kind.known) return kind.known
  const { organization } = await readSnapshot()
  const found = organization.ok ? organization.value.kind : "unknown"
  if (found !== "unknown") kind.known = found
  return found
}
