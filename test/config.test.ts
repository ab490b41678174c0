import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, test } from "vitest"
import { parseConfig } from "@/lib/config"

const folder = mkdtempSync(path.join(tmpdir(), "calloutscope-config-"))
const complete = {
  AZURE_TENANT_ID: "3f6b2c1e-7a4d-4d2b-9f5e-0c1d2e3f4a5b",
  AZURE_CLIENT_ID: "c0a50000-1111-4aaa-8bbb-000000000001",
  AZURE_CLIENT_SECRET: "a-secret",
  NEXTAUTH_URL: "https://console.contoso.com/",
  NEXTAUTH_SECRET: "0123456789012345678901234567890123456789",
  DATA_DIR: folder,
}
const otherClient = "c0a50000-1111-4aaa-8bbb-000000000002"

function configOf(change: Record<string, string | undefined> = {}) {
  const result = parseConfig({ ...complete, ...change })
  if (!result.ok) throw new Error(result.problems.join("; "))
  return result.config
}

function problemsOf(change: Record<string, string | undefined>) {
  const result = parseConfig({ ...complete, ...change })
  return result.ok ? [] : result.problems
}

describe("settings", () => {
  test("the public cloud is the default", () =>
    expect(configOf().graphEndpoint).toBe("https://graph.microsoft.com"))

  test("a national cloud sets every endpoint at once", () =>
    expect(configOf({ AZURE_CLOUD: "AzureUSGovernment" })).toMatchObject({
      authorityHost: "https://login.microsoftonline.us",
      graphEndpoint: "https://graph.microsoft.us",
      logs: { endpoint: "https://api.loganalytics.us" },
    }))

  test("an endpoint of its own wins over the cloud's", () =>
    expect(configOf({ GRAPH_ENDPOINT: "https://localhost:4803/" }).graphEndpoint).toBe(
      "https://localhost:4803",
    ))

  test("customers sign in at the tenant's id before ciamlogin.com unless another host is named", () => {
    const id = complete.AZURE_TENANT_ID
    expect(configOf({ AZURE_TENANT_ID: id.toUpperCase() }).ciamHost).toBe(`https://${id}.ciamlogin.com`)
    expect(configOf({ AZURE_CIAM_HOST: "https://login.woodgrove.com/" }).ciamHost).toBe(
      "https://login.woodgrove.com",
    )
  })

  test("the logs' credential is the console's own unless one is given", () =>
    expect(configOf().logs.credential).toEqual({ kind: "secret", secret: "a-secret" }))

  test("every missing setting is named at once", () =>
    expect(
      problemsOf({ AZURE_TENANT_ID: "", AZURE_CLIENT_SECRET: undefined, NEXTAUTH_SECRET: undefined }),
    ).toEqual([
      "AZURE_TENANT_ID is missing",
      "NEXTAUTH_SECRET is missing",
      "AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH is missing",
    ]))

  test.each([
    ["AZURE_TENANT_ID", "contoso", "AZURE_TENANT_ID must be a GUID"],
    [
      "NEXTAUTH_URL",
      "http://console.contoso.com",
      "NEXTAUTH_URL must be https; plain http is accepted on localhost only",
    ],
    ["NEXTAUTH_URL", "https://console.contoso.com/callouts", "NEXTAUTH_URL must be an origin without a path"],
    ["NEXTAUTH_URL", "https://console.contoso.com/?a=b", "NEXTAUTH_URL must be an origin without a path"],
    ["NEXTAUTH_URL", "https://console.contoso.com/#top", "NEXTAUTH_URL must be an origin without a path"],
    ["GRAPH_ENDPOINT", "http://localhost:4803", "GRAPH_ENDPOINT must be an https address"],
    ["NEXTAUTH_SECRET", "short", "NEXTAUTH_SECRET must have at least 32 characters"],
    [
      "OUTBOUND_ALLOW_CIDR",
      "10.0.0.0/8, nonsense",
      "OUTBOUND_ALLOW_CIDR must be a comma-separated list of CIDR ranges",
    ],
    [
      "OUTBOUND_DNS",
      "dns.contoso.com",
      "OUTBOUND_DNS must be a comma-separated list of IP addresses, each with :port unless it is 53",
    ],
    ...[
      "https://claims.contoso.com",
      "claims.contoso.com/api",
      "user@claims.contoso.com",
      "*.contoso.com",
      "claims.contoso.com?x",
      "claims .contoso.com",
      "claims.contoso.com:99999",
      "::1",
    ].map((value) => [
      "OUTBOUND_ALLOW_HOSTS",
      value,
      "OUTBOUND_ALLOW_HOSTS must be a comma-separated list of hosts, each with :port unless it is 443",
    ]),
    ["OTHER_CONSOLES", "Woodgrove", "OTHER_CONSOLES must be a comma-separated list of Name=https://… pairs"],
    [
      "OTHER_CONSOLES",
      "=https://a.contoso.com",
      "OTHER_CONSOLES must be a comma-separated list of Name=https://… pairs",
    ],
    [
      "OTHER_CONSOLES",
      "Woodgrove=console.woodgrove.com",
      "OTHER_CONSOLES must be a comma-separated list of Name=https://… pairs",
    ],
    [
      "OTHER_CONSOLES",
      "Woodgrove=http://console.woodgrove.com",
      "OTHER_CONSOLES gives Woodgrove an address that must be https; plain http is accepted on localhost only",
    ],
    [
      "OTHER_CONSOLES",
      "Woodgrove=javascript:alert(1)",
      "OTHER_CONSOLES gives Woodgrove an address that must be https; plain http is accepted on localhost only",
    ],
    [
      "OTHER_CONSOLES",
      "Woodgrove=https://:secret@console.woodgrove.com",
      "OTHER_CONSOLES gives Woodgrove an address that must be an origin without a path",
    ],
    [
      "OTHER_CONSOLES",
      "Woodgrove=https://a.woodgrove.com,Woodgrove=https://b.woodgrove.com",
      "OTHER_CONSOLES names Woodgrove twice",
    ],
    ["READ_ONLY", "perhaps", "READ_ONLY must be true or false"],
    ["RETENTION_DAYS", "soon", "RETENTION_DAYS must be a number of days"],
  ])("%s=%s is refused with its reason", (name, value, problem) =>
    expect(problemsOf({ [name]: value })).toEqual([problem]),
  )

  test.each(["http://localhost:3000", "http://127.0.0.1:3000"])("plain http is accepted on %s", (url) =>
    expect(configOf({ NEXTAUTH_URL: url }).publicUrl).toBe(url),
  )

  test("other consoles are named in the order of the list, this one is left out", () => {
    const { otherConsoles } = configOf({
      OTHER_CONSOLES:
        "Woodgrove Groceries = https://woodgrove.contoso.com/, Contoso=https://console.contoso.com,\
Local=http://localhost:3001",
    })
    expect(otherConsoles).toEqual([
      { name: "Woodgrove Groceries", url: "https://woodgrove.contoso.com" },
      { name: "Local", url: "http://localhost:3001" },
    ])
  })

  test("outbound calls go nowhere else unless said otherwise", () =>
    expect(configOf().outbound).toEqual({ nameServers: [], allowHosts: [], allowCidr: [] }))

  test("outbound calls may be given name servers, hosts and ranges", () =>
    expect(
      configOf({
        OUTBOUND_DNS: "127.0.0.1:4806, [::1]:53,10.0.0.53",
        OUTBOUND_ALLOW_HOSTS: "Claims-Test.contoso.com., dev.contoso.com:8443,127.0.0.1:4804,[::1]:4804",
        OUTBOUND_ALLOW_CIDR: "127.0.0.1/32, fd00::/8",
      }).outbound,
    ).toEqual({
      nameServers: ["127.0.0.1:4806", "[::1]:53", "10.0.0.53"],
      allowHosts: ["claims-test.contoso.com:443", "dev.contoso.com:8443", "127.0.0.1:4804", "[::1]:4804"],
      allowCidr: ["127.0.0.1/32", "fd00::/8"],
    }))

  test("no other console is the default", () => expect(configOf().otherConsoles).toEqual([]))

  test("a CA file that cannot be read is a problem of its own", () =>
    expect(problemsOf({ NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem" })).toEqual([
      "NODE_EXTRA_CA_CERTS names a file that cannot be read (ENOENT): /nowhere/ca.pem",
    ]))

  test("a CA file without a certificate is a problem", () => {
    const file = path.join(folder, "empty.pem")
    writeFileSync(file, "nothing")
    expect(problemsOf({ NODE_EXTRA_CA_CERTS: file })[0]).toContain("must name a PEM file with certificates")
  })

  test("the default port of https may be named", () =>
    expect(configOf({ NEXTAUTH_URL: "https://console.contoso.com:443" }).publicUrl).toBe(
      "https://console.contoso.com",
    ))

  test("a secret beside a certificate is a problem, since nobody could tell which is meant", () =>
    expect(problemsOf({ AZURE_CLIENT_CERTIFICATE_PATH: path.join(folder, "certificate.pem") })[0]).toContain(
      "both set",
    ))

  test("the logs' client without its secret is a problem", () =>
    expect(problemsOf({ LOG_ANALYTICS_CLIENT_ID: otherClient })).toEqual([
      "LOG_ANALYTICS_CLIENT_SECRET is missing: LOG_ANALYTICS_CLIENT_ID names a client of its own",
    ]))

  test("the logs' client with its secret is a credential of its own", () =>
    expect(
      configOf({ LOG_ANALYTICS_CLIENT_ID: otherClient, LOG_ANALYTICS_CLIENT_SECRET: "another" }).logs,
    ).toMatchObject({ clientId: otherClient, credential: { kind: "secret", secret: "another" } }))

  test("the logs may name the console's own client without repeating its secret", () =>
    expect(problemsOf({ LOG_ANALYTICS_CLIENT_ID: complete.AZURE_CLIENT_ID })).toEqual([]))
})
