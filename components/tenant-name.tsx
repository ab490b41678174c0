import type { Organization } from "@/lib/model/tenant"

const kinds = {
  workforce: "workforce",
  external: "external",
  b2c: "Azure AD B2C",
  unknown: "kind not known",
} satisfies Record<Organization["kind"], string>

/** The tenant that the console reads, in the header; says so when its name could not be read. */
export function TenantName({ organization }: { organization: Organization | null }) {
  if (!organization) return <span className="text-muted">Tenant name not read</span>
  return (
    <>
      <span className="font-semibold">{organization.name}</span>
      <span className="text-muted"> · {kinds[organization.kind]}</span>
    </>
  )
}
