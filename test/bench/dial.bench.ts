import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { createAuthority } from "../../sandbox/tls/authority"

/** Settings of a console that may call an API on this machine. */
const settings = {
  AZURE_TENANT_ID: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  AZURE_CLIENT_ID: "c0a50000-1111-4aaa-8bbb-000000000001",
  AZURE_CLIENT_SECRET: "a-secret",
  NEXTAUTH_URL: "http://localhost:42239",
  NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
  OUTBOUND_ALLOW_CIDR: "127.0.0.0/8,::1/128",
}

/**
 * Times the guarded dialer against plain undici, its clock against the API's own, and the guard by itself. Runs in a
 * process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start only.
 */
export async function benchDial(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-bench-"))
  const authority = await createAuthority("dial bench CA")
  const files = { ca: path.join(folder, "ca.pem"), pair: path.join(folder, "pair.json") }
  writeFileSync(files.ca, authority.caPem)
  writeFileSync(files.pair, JSON.stringify(await authority.issue(["localhost", "127.0.0.1"])), {
    mode: 0o600,
  })
  const env = { ...process.env, ...settings, DATA_DIR: folder, NODE_EXTRA_CA_CERTS: files.ca }
  const program = path.join(import.meta.dirname, "dial", "measure.ts")
  const args = [...process.execArgv, program, files.pair]
  const [status] = await once(spawn(process.execPath, args, { env, stdio: "inherit" }), "exit")
  rmSync(folder, { recursive: true, force: true })
  if (status !== 0) throw new Error(`The benchmark of the dialer ended with status ${status}.`)
}
