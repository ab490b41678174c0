import "server-only"
import type { z } from "zod"
import { config } from "@/lib/config"
import type { Extension, Listener, Organization, Snapshot } from "@/lib/model/tenant"
import { once } from "@/lib/once"
import { attempt } from "./attempt"
import { readCollection } from "./graph"
import { MalformedAnswer } from "./trouble"
import {
  type GraphExtension,
  type GraphListener,
  type GraphOrganization,
  graphExtension,
  graphListener,
  graphOrganization,
} from "./wire"

const freshMs = 10_000

const kinds: Readonly<Record<string, Organization["kind"]>> = {
  AAD: "workforce",
  CIAM: "external",
  "AAD B2C": "b2c",
}

/** `#microsoft.graph.onTokenIssuanceStartCustomExtension` to `tokenIssuanceStart`; other types keep their name. */
function toEventType(odataType: string | null | undefined): string {
  const name = (odataType ?? "").replace(/^#?microsoft\.graph\./i, "")
  const event = /^on(.+?)(CustomExtension|Listener)$/i.exec(name)?.[1]
  if (!event) return name || "unknown"
  if (/^(email)?otpsend$/i.test(event)) return "emailOtpSend"
  return event.charAt(0).toLowerCase() + event.slice(1)
}

function hostOf(url: string | null | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname : null
}

function toExtension(wire: GraphExtension): Extension {
  const targetUrl = wire.endpointConfiguration?.targetUrl ?? null
  return {
    id: wire.id,
    name: wire.displayName || wire.id,
    eventType: toEventType(wire["@odata.type"]),
    targetUrl,
    host: hostOf(targetUrl),
    resourceId: wire.authenticationConfiguration?.resourceId ?? null,
    timeoutMs: wire.clientConfiguration?.timeoutInMilliseconds ?? null,
    maximumRetries: wire.clientConfiguration?.maximumRetries ?? null,
  }
}

function toListener(wire: GraphListener): Listener {
  const applications = wire.conditions?.applications
  return {
    id: wire.id,
    eventType: toEventType(wire["@odata.type"]),
    extensionId: wire.handler?.customExtension?.id ?? null,
    allApps: applications?.includeAllApplications ?? false,
    appIds: (applications?.includeApplications ?? []).flatMap(({ appId }) => appId ?? []),
  }
}

function toOrganization(wire: GraphOrganization): Organization {
  return { id: wire.id, name: wire.displayName || wire.id, kind: kinds[wire.tenantType ?? ""] ?? "unknown" }
}

async function readList<Wire extends z.ZodType, Ours>(
  version: "v1.0" | "beta",
  path: string,
  schema: Wire,
  to: (wire: z.output<Wire>) => Ours,
): Promise<readonly Ours[]> {
  return (await readCollection(version, path)).map((object) => {
    const parsed = schema.safeParse(object)
    if (!parsed.success)
      throw new MalformedAnswer(`Graph answered ${path} with an object that cannot be read.`)
    return to(parsed.data)
  })
}

async function readOrganization(): Promise<Organization> {
  const path = "/organization?$select=id,displayName,tenantType"
  const [organization] = await readList("v1.0", path, graphOrganization, toOrganization)
  return organization ?? { id: config().tenantId, name: config().tenantId, kind: "unknown" }
}

async function readNow(): Promise<Snapshot> {
  const [organization, extensions, listeners] = await Promise.all([
    attempt("Organization.Read.All", readOrganization),
    attempt("CustomAuthenticationExtension.Read.All", () =>
      readList("v1.0", "/identity/customAuthenticationExtensions", graphExtension, toExtension),
    ),
    attempt("EventListener.Read.All", () =>
      readList("beta", "/identity/authenticationEventListeners", graphListener, toListener),
    ),
  ])
  return { readAt: new Date().toISOString(), organization, extensions, listeners }
}

type Memory = { latest: { at: number; snapshot: Snapshot } | null; reading: Promise<Snapshot> | null }

const memory = once<Memory>("snapshot", () => ({ latest: null, reading: null }))

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
