import "server-only"
import { accessSync, constants, mkdirSync } from "node:fs"
import { z } from "zod"
import { type ClientCredential, checkLogsCredential, readCredential, readText } from "@/lib/credential"
import { type Outbound, outboundSettings } from "@/lib/outbound"

export type { ClientCredential } from "@/lib/credential"

/** Where Microsoft's services stand in each national cloud (learn.microsoft.com/graph/deployments). */
const clouds = {
  AzureCloud: {
    authorityHost: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    logs: "https://api.loganalytics.io",
  },
  AzureUSGovernment: {
    authorityHost: "https://login.microsoftonline.us",
    graph: "https://graph.microsoft.us",
    logs: "https://api.loganalytics.us",
  },
  AzureUSGovernmentDoD: {
    authorityHost: "https://login.microsoftonline.us",
    graph: "https://dod-graph.microsoft.us",
    logs: "https://api.loganalytics.us",
  },
  AzureChinaCloud: {
    authorityHost: "https://login.partner.microsoftonline.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    logs: "https://api.loganalytics.azure.cn",
  },
} as const

const cloudNames = ["AzureCloud", "AzureUSGovernment", "AzureUSGovernmentDoD", "AzureChinaCloud"] as const
const defaultDataDir = ".data/console"
const guid = z.guid("must be a GUID")
const httpsOrigin = z
  .url({ protocol: /^https$/, error: "must be an https address" })
  .transform((value) => new URL(value).origin)

/** Why a console cannot be reached at an address, or null. */
function consoleAddressProblem(value: string): string | null {
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(value)
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname)
  if (protocol !== "https:" && !(protocol === "http:" && isLocal))
    return "must be https; plain http is accepted on localhost only"
  // next-auth takes a path for its own base and would name other callback addresses than the console serves.
  return pathname !== "/" || search || hash || username || password
    ? "must be an origin without a path"
    : null
}

/** Another tenant's console: what the link to it is called, and its address without a trailing slash. */
export type OtherConsole = { name: string; url: string }

const otherConsoles = z
  .string()
  .default("")
  .transform((value, context): readonly OtherConsole[] => {
    const pairs = value.split(",").filter((pair) => pair.trim())
    const consoles = pairs.flatMap((pair) => {
      const [, name = "", address = ""] = /^\s*([^=]*[^=\s])\s*=\s*(\S+)\s*$/.exec(pair) ?? []
      if (URL.canParse(address)) {
        const problem = consoleAddressProblem(address)
        if (problem) context.addIssue(`gives ${name} an address that ${problem}`)
        return [{ name, url: new URL(address).origin }]
      }
      context.addIssue("must be a comma-separated list of Name=https://… pairs")
      return []
    })
    const twice = consoles.find(({ name }, index) => consoles.findIndex((one) => one.name === name) < index)
    if (twice) context.addIssue(`names ${twice.name} twice`)
    return consoles
  })

const schema = z.object({
  AZURE_TENANT_ID: guid,
  AZURE_CLIENT_ID: guid,
  AZURE_CLIENT_SECRET: z.string().optional(),
  AZURE_CLIENT_CERTIFICATE_PATH: z.string().optional(),
  AZURE_CLOUD: z.enum(cloudNames, `must be one of ${cloudNames.join(", ")}`).default("AzureCloud"),
  AZURE_AUTHORITY_HOST: httpsOrigin.optional(),
  AZURE_CIAM_HOST: httpsOrigin.optional(),
  GRAPH_ENDPOINT: httpsOrigin.optional(),
  LOG_ANALYTICS_ENDPOINT: httpsOrigin.optional(),
  LOG_ANALYTICS_WORKSPACE_ID: guid.optional(),
  LOG_ANALYTICS_TENANT_ID: guid.optional(),
  LOG_ANALYTICS_CLIENT_ID: guid.optional(),
  LOG_ANALYTICS_CLIENT_SECRET: z.string().optional(),
  NEXTAUTH_URL: z.url("must be the address of this console").superRefine((value, context) => {
    const problem = consoleAddressProblem(value)
    if (problem) context.addIssue(problem)
  }),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
  DATA_DIR: z.string().default(defaultDataDir),
  ...outboundSettings,
  READ_ONLY: z.stringbool("must be true or false").default(false),
  RETENTION_DAYS: z.coerce.number("must be a number of days").int().min(1).max(3650).default(30),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
  OTHER_CONSOLES: otherConsoles,
})

/** The console's settings after parsing; every address is an origin without a trailing slash. */
export type Config = {
  tenantId: string
  clientId: string
  credential: ClientCredential
  authorityHost: string
  /** Where an external tenant's customers sign in; a workforce tenant has nothing there. */
  ciamHost: string
  graphEndpoint: string
  logs: {
    endpoint: string
    workspaceId?: string
    tenantId: string
    clientId: string
    credential: ClientCredential
  }
  publicUrl: string
  sessionSecret: string
  dataDir: string
  outbound: Outbound
  readOnly: boolean
  retentionDays: number
  otherConsoles: readonly OtherConsole[]
}

/** Settings, or every problem with them as a sentence that names the setting. */
export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: readonly string[] }

type Settings = z.output<typeof schema>
type Environment = Readonly<Record<string, string | undefined>>

function checkAuthorityFile(path: string | undefined, problems: string[]): void {
  if (!path) return
  const pem = readText("NODE_EXTRA_CA_CERTS", path, problems)
  if (pem && !pem.includes("-----BEGIN CERTIFICATE-----"))
    problems.push(`NODE_EXTRA_CA_CERTS must name a PEM file with certificates: ${path}`)
}

function checkDataDir(path: string, problems: string[]): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
  } catch {
    problems.push(`DATA_DIR is a folder that cannot be written: ${path}`)
  }
}

function toConfig(settings: Settings, credential: ClientCredential): Config {
  const cloud = clouds[settings.AZURE_CLOUD]
  const publicUrl = new URL(settings.NEXTAUTH_URL).origin
  const { LOG_ANALYTICS_CLIENT_SECRET: logsSecret } = settings
  return {
    tenantId: settings.AZURE_TENANT_ID.toLowerCase(),
    clientId: settings.AZURE_CLIENT_ID.toLowerCase(),
    credential,
    authorityHost: settings.AZURE_AUTHORITY_HOST ?? cloud.authorityHost,
    // By the tenant's id, since the host's name with its domain would have to be read first.
    ciamHost: settings.AZURE_CIAM_HOST ?? `https://${settings.AZURE_TENANT_ID.toLowerCase()}.ciamlogin.com`,
    graphEndpoint: settings.GRAPH_ENDPOINT ?? cloud.graph,
    logs: {
      endpoint: settings.LOG_ANALYTICS_ENDPOINT ?? cloud.logs,
      workspaceId: settings.LOG_ANALYTICS_WORKSPACE_ID,
      tenantId: settings.LOG_ANALYTICS_TENANT_ID ?? settings.AZURE_TENANT_ID,
      clientId: settings.LOG_ANALYTICS_CLIENT_ID ?? settings.AZURE_CLIENT_ID,
      credential: logsSecret ? { kind: "secret", secret: logsSecret } : credential,
    },
    publicUrl,
    sessionSecret: settings.NEXTAUTH_SECRET,
    dataDir: settings.DATA_DIR,
    outbound: {
      nameServers: settings.OUTBOUND_DNS,
      allowHosts: settings.OUTBOUND_ALLOW_HOSTS,
      allowCidr: settings.OUTBOUND_ALLOW_CIDR,
    },
    readOnly: settings.READ_ONLY,
    retentionDays: settings.RETENTION_DAYS,
    // All consoles of an organisation may share one list.
    otherConsoles: settings.OTHER_CONSOLES.filter(({ url }) => url !== publicUrl),
  }
}

/** The settings of an environment, with every problem named at once; empty values count as missing. */
export function parseConfig(env: Environment): ConfigResult {
  const given: Environment = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const problems: string[] = []
  const parsed = schema.safeParse(given)
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0])
    problems.push(name in given ? `${name} ${message}` : `${name} is missing`)
  }
  const credential = readCredential(given, problems)
  checkLogsCredential(given, problems)
  checkAuthorityFile(given.NODE_EXTRA_CA_CERTS, problems)
  checkDataDir(given.DATA_DIR ?? defaultDataDir, problems)
  if (parsed.success && problems.length === 0) return { ok: true, config: toConfig(parsed.data, credential) }
  return { ok: false, problems: [...new Set(problems)] }
}

let current: Config | undefined

/** The settings of this process, parsed once; throws one error that names every problem. */
export function config(): Config {
  if (current) return current
  const result = parseConfig(process.env)
  if (!result.ok)
    throw new Error(
      `The settings are not complete:\n${result.problems.map((line) => `- ${line}`).join("\n")}`,
    )
  current = result.config
  return current
}
