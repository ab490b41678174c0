import type { Statement } from "./error-code"

/** A sentence that Microsoft's pages support. */
export const documented = (text: string): Statement => ({ text, basis: "documented" })

/** A sentence that public incidents or running deployments support. */
export const observed = (text: string): Statement => ({ text, basis: "observed" })

/** A sentence that is our conclusion. */
export const inferred = (text: string): Statement => ({ text, basis: "inferred" })
