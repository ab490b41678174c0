import "server-only"
import { randomUUID } from "node:crypto"
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises"
import path from "node:path"
import { z } from "zod"
import { config } from "@/lib/config"

/**
 * That a secret is about to be put on an app, on disk before Graph is asked: so that one which a killed process left
 * behind is found again. The secret itself is never written.
 */
export type Intent = {
  runId: string
  tenantId: string
  appId: string
  /** ISO 8601, as is the end that the secret is given. */
  at: string
  endsAt: string
  /** Null until Graph has told it. */
  keyId: string | null
}

const schema = z.object({
  runId: z.guid(),
  tenantId: z.guid(),
  appId: z.guid(),
  at: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  keyId: z.guid().nullable(),
})

const lifetimeMs = 15 * 60_000

/** The name that a run's secret has on the app. */
export const secretName = ({ runId }: Pick<Intent, "runId">): string => `Calloutscope test ${runId}`

const folder = () => path.join(config().dataDir, "temporary-secrets")
const fileOf = ({ runId }: Intent) => path.join(folder(), `${runId}.json`)

/** Writes it whole or not at all, and on the disk before anything follows. */
async function write(intent: Intent): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 })
  const draft = `${fileOf(intent)}.${process.pid}`
  const file = await open(draft, "w", 0o600)
  try {
    await file.writeFile(JSON.stringify(intent))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, fileOf(intent))
}

/** Notes that a secret will be put on an app. */
export async function noteIntent(appId: string): Promise<Intent> {
  const now = Date.now()
  const intent: Intent = {
    runId: randomUUID(),
    tenantId: config().tenantId,
    appId,
    at: new Date(now).toISOString(),
    endsAt: new Date(now + lifetimeMs).toISOString(),
    keyId: null,
  }
  await write(intent)
  return intent
}

/** Notes anew, with the id under which the app has the secret. */
export const noteKey = (intent: Intent): Promise<void> => write(intent)

/** Nothing is left of the secret. */
export const dropIntent = (intent: Intent): Promise<void> => rm(fileOf(intent), { force: true })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The intents of this tenant that stand on disk, oldest first; a file that is none is left alone. */
export async function readIntents(): Promise<readonly Intent[]> {
  const names = await readdir(folder()).catch(() => [])
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .map(async (name) => {
        const text = await readFile(path.join(folder(), name), "utf8").catch(() => "")
        const intent = schema.safeParse(parsed(text))
        return intent.success && intent.data.tenantId === config().tenantId ? [intent.data] : []
      }),
  )
  return found.flat().toSorted((one, other) => one.at.localeCompare(other.at))
}
