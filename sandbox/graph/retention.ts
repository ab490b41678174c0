import type { Tenant } from "../tenants/types"

const dayMs = 86_400_000

/** How long a tenant's logs are kept: https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
export const retentionMs = ({ premium, tenantType }: Pick<Tenant, "premium" | "tenantType">): number =>
  (premium && tenantType === "AAD" ? 30 : 7) * dayMs
