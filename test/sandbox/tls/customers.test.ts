import { createServer, type Server } from "node:https"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { Names } from "../../../sandbox/dns/names"
import { callOut } from "../../../sandbox/engine/callout/callout"
import { type Authority, createAuthority } from "../../../sandbox/tls/authority"
import { customersIdentity, troubledHosts, woodgroveTroubledHosts } from "../../../sandbox/tls/customers"

let authority: Authority
let server: Server
beforeAll(async () => {
  authority = await createAuthority("customers test CA")
  server = createServer(await customersIdentity(authority), (_request, response) => response.end("{}"))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function callHost(host: string) {
  // Safe: a TCP server that listens has an address object.
  const { port } = server.address() as AddressInfo
  const limits = { timeoutMs: 2000, retries: 0 }
  const url = new URL(`https://${host}:${port}/`)
  const { lookup } = new Names()
  return callOut({ url, token: "a.b.c", payload: {}, caPem: authority.caPem, limits, lookup })
}

test.each([
  "claims.contoso.example",
  "anything.contoso.example",
  "CLAIMS.contoso.example",
  "signup.woodgrove.example",
])("%s has a good certificate", async (host) => {
  expect(await callHost(host)).toMatchObject([{ kind: "answer", status: 200 }])
})

const untrusted = /UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/

test.each([
  [troubledHosts.expired, "CERT_HAS_EXPIRED"],
  [troubledHosts.untrusted, untrusted],
  [troubledHosts.misnamed, "ERR_TLS_CERT_ALTNAME_INVALID"],
  [woodgroveTroubledHosts.expired, "CERT_HAS_EXPIRED"],
  [woodgroveTroubledHosts.untrusted, untrusted],
  [woodgroveTroubledHosts.misnamed, "ERR_TLS_CERT_ALTNAME_INVALID"],
])("%s is refused as %s", async (host, reason) => {
  expect(await callHost(host)).toEqual([{ kind: "unreachable", reason: expect.stringMatching(reason) }])
})
