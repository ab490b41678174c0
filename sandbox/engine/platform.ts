import type { Attempt } from "./callout"
import type { CalloutResult } from "./decide"
import { membersOf } from "./parameters"

/** What the service does by itself and no object of a tenant shows. All of it is INFERRED but the number 50. */
export type PlatformSettings = {
  /**
   * Callouts that the service makes for a tenant in a second; null for no limit. 50 is documented for external
   * tenants, nothing is for workforce tenants.
   */
  calloutsPerSecond: number | null
  /** How many of them other people's sign-ins take in every second, beside those that the sandbox makes. */
  otherCalloutsPerSecond: number
  /** Whether the schema version of the 2021 preview is looked at, which has a code of its own. */
  checksSchemaVersion: boolean
}

/** A service that limits nothing, is not busy, and reads every answer by the present contract. */
export const usualPlatform: Readonly<PlatformSettings> = {
  calloutsPerSecond: null,
  otherCalloutsPerSecond: 0,
  checksSchemaVersion: false,
}

const secondMs = 1000

/** The service's own side of all tenants: how it is set, and which callouts it made in the last second. */
export class Platform {
  settings: PlatformSettings = { ...usualPlatform }
  readonly #recent = new Map<string, number[]>()

  /** Whether one more callout of a tenant fits into the second before `now`; counts it when it does. */
  admits(tenantId: string, now: number): boolean {
    const { calloutsPerSecond, otherCalloutsPerSecond } = this.settings
    const recent = (this.#recent.get(tenantId) ?? []).filter((at) => at > now - secondMs && at <= now)
    const fits = calloutsPerSecond === null || recent.length + otherCalloutsPerSecond < calloutsPerSecond
    this.#recent.set(tenantId, fits ? [...recent, now] : recent)
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
