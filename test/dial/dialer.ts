import { vi } from "vitest"
import { startNameServer } from "../../sandbox/dns/server"
import { Zone } from "../../sandbox/dns/zone"

/** Settings of a console that may call nobody but its tenant's extensions at public addresses. */
const settings = {
  AZURE_TENANT_ID: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  AZURE_CLIENT_ID: "c0a50000-1111-4aaa-8bbb-000000000001",
  AZURE_CLIENT_SECRET: "a-secret",
  NEXTAUTH_URL: "http://localhost:42239",
  NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
  DATA_DIR: "/tmp",
}

/** The dialer of a console with these settings, as a process that has just started holds it. */
export type Dialer = Awaited<ReturnType<typeof startDialer>>

/** Loads the dialer anew; members of `change` replace its settings. */
export async function startDialer(change: Record<string, string | undefined> = {}) {
  vi.unstubAllEnvs()
  for (const [name, value] of Object.entries({ ...settings, ...change })) vi.stubEnv(name, value)
  vi.resetModules()
  Reflect.deleteProperty(globalThis, "calloutscope")
  const lines = vi.spyOn(console, "info").mockImplementation(() => undefined)
  lines.mockClear()
  const { dial, callout } = await import("@/lib/remote/dial")
  return { dial, callout, logged: () => lines.mock.calls.map(String) }
}

/** A name server of a test, and the settings of a console that asks it and may call loopback. */
export async function startNames(port: number) {
  const zone = new Zone()
  const server = await startNameServer(zone, port)
  return {
    zone,
    /** Says from now on where a host is. */
    tell: (host: string, ...addresses: string[]) => zone.tell(host, { answers: [addresses], repeat: "last" }),
    settings: { OUTBOUND_DNS: `127.0.0.1:${port}`, OUTBOUND_ALLOW_CIDR: "127.0.0.1/32" },
    close: server.close,
  }
}
