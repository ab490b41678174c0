import type { DirectoryAudit } from "../../tenants/types"
import type { Bag, Value } from "../kql/values/value"
import type { Source } from "./log-table"

/** A bag without the members that are null. */
const filled = (bag: object): Bag =>
  // Safe: audits are made of what JSON knows.
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== null)) as Bag

const from = (read: (row: DirectoryAudit) => Value): Source<DirectoryAudit> => ({ members: ["id"], read })

/**
 * Where the columns of the audit log come from. INFERRED: that the one who began it stands alone in `InitiatedBy`, and
 * what `Identity` and the columns without a counterpart in Graph hold.
 */
export const auditSources: Readonly<Record<string, Source<DirectoryAudit>>> = {
  AADOperationType: from(({ operationType }) => operationType),
  ActivityDisplayName: from(({ activityDisplayName }) => activityDisplayName),
  AdditionalDetails: from(({ additionalDetails }) => additionalDetails),
  Category: from(({ category }) => category),
  CorrelationId: from(({ correlationId }) => correlationId),
  Identity: from(({ initiatedBy: { app, user } }) => user?.displayName ?? app?.displayName ?? ""),
  InitiatedBy: from(({ initiatedBy }) => filled(initiatedBy)),
  LoggedByService: from(({ loggedByService }) => loggedByService),
  OperationName: from(({ activityDisplayName }) => activityDisplayName),
  Result: from(({ result }) => result),
  ResultReason: from(({ resultReason }) => resultReason),
  TargetResources: from(({ targetResources }) => targetResources),
}
