import type { SignInRow, Tenant } from "../tenants/types"

/** Adds a row to a tenant's log, which stays oldest first; of one second, the later added stands later. */
export function record({ signIns }: Pick<Tenant, "signIns">, row: SignInRow): void {
  let low = 0
  let high = signIns.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((signIns[middle]?.createdDateTime ?? "") <= row.createdDateTime) low = middle + 1
    else high = middle
  }
  signIns.splice(low, 0, row)
}

/** Adds many rows at once; a row whose id the log holds already takes that row's place. */
export function recordAll(tenant: Pick<Tenant, "signIns">, rows: readonly SignInRow[]): void {
  const ids = new Set(rows.map(({ id }) => id))
  tenant.signIns = [...tenant.signIns.filter(({ id }) => !ids.has(id)), ...rows].sort(byTime)
}

const byTime = (one: SignInRow, other: SignInRow) =>
  one.createdDateTime < other.createdDateTime ? -1 : one.createdDateTime > other.createdDateTime ? 1 : 0
