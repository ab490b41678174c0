import { untilReset } from "../graph/until-reset"
import { contosoIds, woodgroveIds } from "../tenants/ids"
import type { World } from "../world"

/** The workspaces' ids, by whose logs they hold. */
export const workspaceIds = {
  contoso: "5e1f0c7a-9b2d-4c3e-8f4a-6b7c8d9e0f1a",
  woodgrove: "5e1f0c7a-9b2d-4c3e-8f4a-6b7c8d9e0f1b",
} as const

/** A Log Analytics workspace; it belongs to a subscription of Contoso's, whichever tenant's logs it holds. */
export type Workspace = {
  readonly id: string
  /** The tenant whose logs are sent to it. */
  readonly tenantId: string
  /** The app whose service principal may read it. */
  readonly readerApp: string
  /** Whether the reader's role on the workspace is still assigned. */
  access: boolean
  /** How long every query takes at least, in milliseconds. */
  delayMs: number
  /** When a row has arrived for certain, in milliseconds after its time. INFERRED: three minutes. */
  ingestionDelayMs: number
  /** Tables that no diagnostic setting sends anything to, so that they do not exist. */
  missingTables: readonly string[]
  /** Whether queries come back with an error beside a part of the result. */
  partialError: boolean
}

const workspace = (id: string, tenantId: string, readerApp: string): Workspace => ({
  id,
  tenantId,
  readerApp,
  access: true,
  delayMs: 0,
  ingestionDelayMs: 180_000,
  missingTables: [],
  partialError: false,
})

/** The tenant that the workspaces live in. */
export const homeTenantId: string = contosoIds.tenant

const workspacesOf = untilReset(() => [
  workspace(workspaceIds.contoso, contosoIds.tenant, contosoIds.consoleApp),
  workspace(workspaceIds.woodgrove, woodgroveIds.tenant, contosoIds.logReaderApp),
])

/** The workspaces of a world, as they were at the start again after a reset. */
export const listWorkspaces = (world: World): readonly Workspace[] => workspacesOf(world)

/** The workspace of this id, or undefined. */
export const findWorkspace = (world: World, id: string): Workspace | undefined =>
  workspacesOf(world).find((one) => one.id === id.toLowerCase())
