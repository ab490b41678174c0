import type { Tenant } from "../../tenants/types"
import type { CalloutResult } from "../answer/decide"
import { membersOf } from "../answer/parameters"
import { type LogForm, usualForm } from "../log/row"
import type { Attempt } from "./callout"

/** What the service does by itself and no object of a tenant shows. All of it is INFERRED but the documented limit. */
export type PlatformSettings = {
  /**
   * Callouts that the service makes for a tenant in a second; null for what is documented, which is 50 for external
   * tenants and nothing for workforce tenants.
   */
  calloutsPerSecond: number | null
  /** How many of them other people's sign-ins take in every second, beside those that the sandbox makes. */
  otherCalloutsPerSecond: number
  /** Whether the schema version of the 2021 preview is looked at, which has a code of its own. */
  checksSchemaVersion: boolean
  /** How the logs write what they have no value for. */
  logForm: LogForm
}

/** A service that limits as documented, is not busy, and reads every answer by the present contract. */
export const usualPlatform: Readonly<PlatformSettings> = {
  calloutsPerSecond: null,
  otherCalloutsPerSecond: 0,
  checksSchemaVersion: false,
  logForm: usualForm,
}

const secondMs = 1000
/** https://learn.microsoft.com/entra/external-id/customers/reference-service-limits */
const documentedLimit: Readonly<Record<Tenant["tenantType"], number>> = { CIAM: 50, AAD: Infinity }

/** The service's own side of all tenants: how it is set, and which callouts it made in the last second. */
export class Platform {
  settings: PlatformSettings = { ...usualPlatform }
  readonly #recent = new Map<string, number[]>()

  /** Whether one more callout of a tenant fits into the second before `now` (ms); counts it when it does. */
  admits({ id, tenantType }: Pick<Tenant, "id" | "tenantType">, now: number): boolean {
    const { calloutsPerSecond, otherCalloutsPerSecond } = this.settings
    const limit = calloutsPerSecond ?? documentedLimit[tenantType]
    const recent = (this.#recent.get(id) ?? []).filter((at) => at > now - secondMs && at <= now)
    const fits = recent.length + otherCalloutsPerSecond < limit
    this.#recent.set(id, fits ? [...recent, now] : recent)
    return fits
  }

  /** A callout's result after the look at the answer's schema version, when the service takes that look. */
  checkSchemaVersion(result: CalloutResult, last: Attempt | undefined): CalloutResult {
    if (!this.settings.checksSchemaVersion || result.code !== 1003003 || last?.kind !== "answer")
      return result
    return namesSchemaVersion(last.body) ? { ...result, code: 1003008 } : result
  }
}

function namesSchemaVersion(body: string): boolean {
  try {
    return typeof membersOf(JSON.parse(body))?.apiSchemaVersion === "string"
  } catch {
    return false
  }
}
