import { randomBytes } from "node:crypto"
import { type Api, apisOfContoso } from "./apis/api"
import { Clock } from "./clock"
import { Platform } from "./engine/platform"
import { NextAnswers } from "./http/next-answers"
import { RequestLog } from "./http/request-log"
import { createSigningKeys, type SigningKeys } from "./login/keys"
import { contoso } from "./tenants/contoso"
import type { Tenant } from "./tenants/types"
import { type Authority, createAuthority, createClientCertificate, type KeyPair } from "./tls/authority"

/** Where each origin of the sandbox listens: five ports from a base. */
export type Ports = { control: number; login: number; browserLogin: number; graph: number; apis: number }

/** The ports that follow from a base. */
export function portsFrom(base: number): Ports {
  return { control: base, login: base + 1, browserLogin: base + 2, graph: base + 3, apis: base + 4 }
}

/** Everything that the origins share: the tenants, the customers' APIs, the clock, the keys and the knobs. */
export type World = {
  readonly ports: Ports
  readonly urls: { control: string; login: string; browserLogin: string; graph: string }
  readonly clock: Clock
  readonly log: RequestLog
  readonly next: NextAnswers
  readonly authority: Authority
  readonly signingKeys: SigningKeys
  readonly consoleSecret: string
  readonly consoleCertificate: KeyPair
  /** By tenant id. */
  tenants: Map<string, Tenant>
  /** The customers' REST APIs by name. */
  apis: Map<string, Api>
  /** The service's own side, which no tenant shows. */
  platform: Platform
  /** Puts tenants, APIs, platform, clock, queued answers and the request log back to the healthy start. */
  reset(): void
}

/** A new world with healthy tenants; starts no server. */
export async function createWorld(ports: Ports): Promise<World> {
  const clock = new Clock()
  const authority = await createAuthority("Calloutscope development CA")
  const consoleSecret = randomBytes(30).toString("base64url")
  const consoleCertificate = await createClientCertificate("Calloutscope")
  const tenants = () => {
    const tenant = contoso({
      now: clock.date(),
      apisPort: ports.apis,
      consoleSecret,
      consoleCertificate: consoleCertificate.cert.replace(/-----[^-]+-----|\s/g, ""),
    })
    return new Map([[tenant.id, tenant]])
  }
  const world: World = {
    ports,
    urls: {
      control: `http://127.0.0.1:${ports.control}`,
      login: `https://localhost:${ports.login}`,
      browserLogin: `http://127.0.0.1:${ports.browserLogin}`,
      graph: `https://localhost:${ports.graph}`,
    },
    clock,
    log: new RequestLog(),
    next: new NextAnswers(),
    authority,
    signingKeys: await createSigningKeys(),
    consoleSecret,
    consoleCertificate,
    tenants: tenants(),
    apis: apisOfContoso(),
    platform: new Platform(),
    reset() {
      clock.setOffset(0)
      world.next.clear()
      world.log.clear()
      world.tenants = tenants()
      world.apis = apisOfContoso()
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
