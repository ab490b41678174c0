import { chanceOf } from "../../engine/history/random"
import type { SignInRow, Tenant } from "../../tenants/types"
import type { Database } from "../kql/execute"
import { amongNeeded } from "../kql/operators/needs"
import type { Needed, Relation } from "../kql/scope"
import type { Long } from "../kql/values/long"
import type { Value } from "../kql/values/value"
import { auditSources } from "./audit-columns"
import { type LogTable, type Reading, relationOfLog, type Source } from "./log-table"
import { schema } from "./schemas"
import { signInSources } from "./sign-in-columns"

/** What a workspace shows: the logs of a tenant, some of them perhaps not, and later than Graph does. */
type Shown = {
  workspaceId: string
  tenant: Tenant
  ingestionDelayMs: number
  missingTables: readonly string[]
}

/** The time that a request is limited to, and when it came. */
export type Window = { nowMs: number; from: Long | undefined; to: Long | undefined }

const fractions = 0x10ad
const delays = 0xde1a
const seconds = (atMs: number) => Math.floor(atMs / 1000)

/** INFERRED: rows arrive after half of the delay to all of it. */
const delayBy = (ingestionDelayMs: number) => (atMs: number) =>
  ingestionDelayMs * (0.5 + 0.5 * chanceOf(delays, seconds(atMs)))

/** Columns that hold the same in every row of a table. */
function sameForAll<Logs>(values: Readonly<Record<string, Value>>): Readonly<Record<string, Source<Logs>>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { members: [], read: () => value }]),
  )
}

/** What every table of Entra's logs tells in the same way (INFERRED but for the names). */
const ofEntra = (table: string, { workspaceId, tenant }: Shown) => ({
  TenantId: workspaceId,
  AADTenantId: tenant.id,
  SourceSystem: "Azure AD",
  ResourceId: `/tenants/${tenant.id}/providers/Microsoft.aadiam`,
  OperationVersion: "1.0",
  ResultSignature: "None",
  DurationMs: 0,
  Resource: "Microsoft.aadiam",
  ResourceGroup: "Microsoft.aadiam",
  Level: "4",
  Type: table,
})

/**
 * A table of sign-ins. Graph gives whole seconds; the real table has seven digits more
 * (https://learn.microsoft.com/entra/identity/monitoring-health/reference-sign-ins-log-schema), which are invented
 * here: the same for every row of a second, so that rows of one time keep the order of their ids.
 */
function signIns(name: string, category: string, isInteractive: boolean, shown: Shown): LogTable<SignInRow> {
  const columns = schema.get(name) ?? []
  return {
    name,
    columns,
    log: shown.tenant.signIns,
    timeOf: ({ createdDateTime }) => createdDateTime,
    timeColumns: ["TimeGenerated", "CreatedDateTime"],
    idColumns: ["Id", "OriginalRequestId"],
    sources: {
      ...sameForAll(ofEntra(name, shown)),
      ...sameForAll({ OperationName: "Sign-in activity", Category: category }),
      ...signInSources(columns),
    },
    belongs: { members: ["isInteractive"], read: (row) => row.isInteractive === isInteractive },
    ticksBehind: (atMs) => Math.floor(10_000_000 * chanceOf(fractions, seconds(atMs))),
    delayOf: delayBy(shown.ingestionDelayMs),
  }
}

const tables: Readonly<Record<string, (shown: Shown, reading: Reading) => Relation>> = {
  SigninLogs: (shown, reading) => relationOfLog(signIns("SigninLogs", "SignInLogs", true, shown), reading),
  AADNonInteractiveUserSignInLogs: (shown, reading) =>
    relationOfLog(
      signIns("AADNonInteractiveUserSignInLogs", "NonInteractiveUserSignInLogs", false, shown),
      reading,
    ),
  AuditLogs: (shown, reading) =>
    relationOfLog(
      {
        name: "AuditLogs",
        columns: schema.get("AuditLogs") ?? [],
        log: shown.tenant.directoryAudits,
        timeOf: ({ activityDateTime }) => activityDateTime,
        timeColumns: ["TimeGenerated", "ActivityDateTime"],
        idColumns: ["Id"],
        sources: { ...sameForAll(ofEntra("AuditLogs", shown)), ...auditSources },
        ticksBehind: () => 0,
        delayOf: delayBy(shown.ingestionDelayMs),
      },
      reading,
    ),
}

/** No row: the sandbox logs no sign-ins of service principals. */
const empty = (name: string, needed: Needed): Relation => {
  const columns = amongNeeded(schema.get(name) ?? [], needed)
  return { name, columns, isSerialized: false, ingestedAt: columns.length, async *read() {} }
}

const known = new Map<string, Database["schema"]>()

/** The schema without some tables; the same object for the same ones, which the parser keeps what it learns for. */
function schemaWithout(missing: readonly string[]): Database["schema"] {
  const name = [...missing].sort().join()
  const found = known.get(name) ?? new Map([...schema].filter(([table]) => !missing.includes(table)))
  known.set(name, found)
  return found
}

/** The tables of a workspace. */
export function databaseOf(shown: Shown, { nowMs, from, to }: Window): Database {
  return {
    schema: schemaWithout(shown.missingTables),
    tableOf(name, needed, pause) {
      const table = Object.hasOwn(tables, name) ? tables[name] : undefined
      return table ? table(shown, { nowMs, from, to, needed, pause }) : empty(name, needed)
    },
  }
}
