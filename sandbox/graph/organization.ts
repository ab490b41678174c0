import type { Tenant } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { answerList, answerOne } from "./directory-answers"
import { noFilters } from "./directory-filters"
import { domainType, organizationType } from "./directory-members"
import { directoryObjectNotFound } from "./errors"
import { readDomains, readOrganization } from "./permissions"

const forOrganization = { method: "GET", permission: readOrganization } as const
const forDomains = { method: "GET", permission: readDomains } as const

/** The tenant itself and its domains: https://learn.microsoft.com/graph/api/resources/organization */
export const organizationRoutes: readonly Route[] = [
  { ...forOrganization, path: "organization", answer: listOrganization },
  { ...forOrganization, path: "organization/{id}", answer: oneOrganization },
  { ...forDomains, path: "domains", answer: listDomains },
  { ...forDomains, path: "domains/{id}", answer: oneDomain },
]

function listOrganization(call: Call): Answer {
  return answerList(call, {
    path: "organization",
    type: organizationType,
    objects: [organizationOf(call.tenant)],
    filters: noFilters("Organization"),
  })
}

function oneOrganization(call: Call): Answer {
  const id = call.params.id ?? ""
  if (id.toLowerCase() !== call.tenant.id) throw directoryObjectNotFound(id)
  return answerOne(call, "organization", organizationType, organizationOf(call.tenant))
}

const services = ["Email", "OfficeCommunicationsOnline"] as const

/** The tenant with those of its domains that it has proved to own. */
function organizationOf({ id, displayName, tenantType, countryLetterCode, domains }: Tenant) {
  const verifiedDomains = domains
    .filter(({ isVerified }) => isVerified)
    .map(({ id: name, isDefault, isInitial }) => ({
      capabilities: services.join(", "),
      isDefault,
      isInitial,
      name,
      type: "Managed",
    }))
  return { id, displayName, tenantType, countryLetterCode, verifiedDomains }
}

const domainsOf = ({ domains }: Tenant) =>
  domains.map((domain) => ({ ...domain, supportedServices: domain.isVerified ? services : [] }))

function listDomains(call: Call): Answer {
  return answerList(call, {
    path: "domains",
    type: domainType,
    objects: domainsOf(call.tenant),
    filters: noFilters("Domain"),
  })
}

function oneDomain(call: Call): Answer {
  const id = call.params.id ?? ""
  const domain = domainsOf(call.tenant).find((one) => one.id === id.toLowerCase())
  if (!domain) throw directoryObjectNotFound(id)
  return answerOne(call, "domains", domainType, domain)
}
