import { randomBytes } from "node:crypto"
import { type Api, healthyApis } from "./apis/api"
import { Clock } from "./clock"
import { Names } from "./dns/names"
import { Platform } from "./engine/callout/platform"
import { NextAnswers } from "./http/next-answers"
import { RequestLog } from "./http/request-log"
import { createSigningKeys, type SigningKeys } from "./login/keys"
import { Outbox } from "./outbox/outbox"
import { contoso } from "./tenants/contoso"
import type { Tenant } from "./tenants/types"
import { woodgrove } from "./tenants/woodgrove"
import { type Authority, createAuthority, createClientCertificate, type KeyPair } from "./tls/authority"

/** Where each server of the sandbox listens: eight ports from a base. */
export type Ports = {
  control: number
  login: number
  browserLogin: number
  graph: number
  apis: number
  ciam: number
  /** The name server's, by UDP. */
  dns: number
  /** Log Analytics. */
  logs: number
}

/** The ports that follow from a base. */
export function portsFrom(base: number): Ports {
  return {
    control: base,
    login: base + 1,
    browserLogin: base + 2,
    graph: base + 3,
    apis: base + 4,
    ciam: base + 5,
    dns: base + 6,
    logs: base + 7,
  }
}

/** Everything that the origins share: the tenants, the customers' APIs, the clock, the keys and the knobs. */
export type World = {
  readonly ports: Ports
  readonly urls: {
    control: string
    login: string
    browserLogin: string
    graph: string
    ciam: string
    logs: string
  }
  readonly clock: Clock
  readonly log: RequestLog
  readonly next: NextAnswers
  /** The name service of the customers' hosts. */
  readonly names: Names
  readonly authority: Authority
  /** The keys of login.microsoftonline.com. */
  readonly signingKeys: SigningKeys
  /** The keys of ciamlogin.com: signs with one that the other host does not publish, and publishes both hosts'. */
  readonly ciamKeys: SigningKeys
  readonly consoleSecret: string
  /** The secret of the app in Contoso that reads Woodgrove's workspace. */
  readonly logReaderSecret: string
  readonly consoleCertificate: KeyPair
  /** What Woodgrove's migration API decrypts passwords with; its certificate stands in the API's app. */
  readonly migrationKey: KeyPair
  /** By tenant id. */
  tenants: Map<string, Tenant>
  /** The customers' REST APIs by name. */
  apis: Map<string, Api>
  /** The mails that were sent to people. */
  readonly outbox: Outbox
  /** The service's own side, which no tenant shows. */
  platform: Platform
  /** Puts tenants, APIs, platform, clock, names, queued answers, the request log and the outbox back to the start. */
  reset(): void
}

/** What is made anew at each start and nobody can guess. */
type Secrets = Pick<
  World,
  | "authority"
  | "signingKeys"
  | "ciamKeys"
  | "consoleSecret"
  | "consoleCertificate"
  | "logReaderSecret"
  | "migrationKey"
>

async function createSecrets(): Promise<Secrets> {
  const [authority, signingKeys, consoleCertificate, migrationKey] = await Promise.all([
    createAuthority("Calloutscope development CA"),
    createSigningKeys(),
    createClientCertificate("Calloutscope"),
    createClientCertificate("Woodgrove password migration"),
  ])
  const ciamKeys = await createSigningKeys(signingKeys)
  const secret = () => randomBytes(30).toString("base64url")
  return {
    authority,
    signingKeys,
    ciamKeys,
    consoleSecret: secret(),
    consoleCertificate,
    logReaderSecret: secret(),
    migrationKey,
  }
}

const derOf = ({ cert }: KeyPair) => cert.replace(/-----[^-]+-----|\s/g, "")

/** Both tenants, healthy, the workforce one first. */
function createTenants(
  { apis: apisPort }: Ports,
  { consoleSecret, consoleCertificate, logReaderSecret, migrationKey }: Secrets,
  now: Date,
): Map<string, Tenant> {
  const options = { now, apisPort, consoleSecret, consoleCertificate: derOf(consoleCertificate) }
  const tenants = [
    contoso({ ...options, logReaderSecret }),
    woodgrove({ ...options, migrationCertificate: derOf(migrationKey) }),
  ]
  return new Map(tenants.map((tenant) => [tenant.id, tenant]))
}

/** A new world with healthy tenants; starts no server. */
export async function createWorld(ports: Ports): Promise<World> {
  const clock = new Clock()
  const secrets = await createSecrets()
  const tenants = () => createTenants(ports, secrets, clock.date())
  const world: World = {
    ports,
    urls: {
      control: `http://127.0.0.1:${ports.control}`,
      login: `https://localhost:${ports.login}`,
      browserLogin: `http://127.0.0.1:${ports.browserLogin}`,
      graph: `https://localhost:${ports.graph}`,
      ciam: `https://localhost:${ports.ciam}`,
      logs: `https://localhost:${ports.logs}`,
    },
    clock,
    log: new RequestLog(),
    next: new NextAnswers(),
    outbox: new Outbox(),
    names: new Names(),
    ...secrets,
    tenants: tenants(),
    apis: healthyApis(),
    platform: new Platform(),
    reset() {
      clock.setOffset(0)
      world.next.clear()
      world.log.clear()
      world.outbox.clear()
      world.names.zone.clear()
      world.tenants = tenants()
      world.apis = healthyApis()
      world.platform = new Platform()
    },
  }
  return world
}

/** The tenant whose id, display name (any case) or initial domain is given, or undefined. */
export function findTenant(world: World, name: string): Tenant | undefined {
  const wanted = name.toLowerCase()
  return [...world.tenants.values()].find(
    ({ id, displayName, initialDomain }) =>
      id === wanted || displayName.toLowerCase() === wanted || initialDomain === wanted,
  )
}
