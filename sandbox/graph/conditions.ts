import type { CustomAuthenticationExtension, CustomExtensionHandler, Tenant } from "../tenants/types"
import type { Call } from "./call"
import { contextOf } from "./paging"

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/**
 * A listener or a flow as a version shows it: with the annotation that the service puts before the apps, and in v1.0
 * without `priority` and without `includeAllApplications`. `path` is its own in the metadata document.
 */
export function showConditions(
  object: Readonly<Record<string, unknown>>,
  call: Call,
  path: string,
): Record<string, unknown> {
  const { priority: _, ...inV1 } = object
  const shown = call.version === "beta" ? object : inV1
  const { conditions } = object
  if (!isObject(conditions) || !isObject(conditions.applications)) return { ...shown }
  const { includeAllApplications, includeApplications } = conditions.applications
  const type = String(object["@odata.type"]).replace("#", "")
  const applications = {
    ...(call.version === "beta" ? { includeAllApplications } : {}),
    "includeApplications@odata.context": contextOf(
      call,
      `${path}/${type}/conditions/applications/includeApplications`,
    ),
    includeApplications,
  }
  return { ...shown, conditions: { ...conditions, applications } }
}

/** A handler with its extension in place. INFERRED: of an extension that was deleted, only the id is left. */
export function showHandler(handler: CustomExtensionHandler, tenant: Tenant): Record<string, unknown> {
  const { id } = handler.customExtension
  const extension = tenant.customAuthenticationExtensions.find((one) => one.id === id)
  return { ...handler, customExtension: extension ? withoutType(extension) : { id } }
}

function withoutType({ "@odata.type": _, ...extension }: CustomAuthenticationExtension) {
  return extension
}
