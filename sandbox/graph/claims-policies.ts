import type { ClaimsMappingPolicy } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { answerList, answerOne, type DirectoryObject } from "./directory-answers"
import { noFilters, policyFilters } from "./directory-filters"
import { claimsMappingPolicyType, servicePrincipalType } from "./directory-members"
import { namedObject } from "./named-object"
import { contextOf, listBody } from "./paging"
import {
  isAdmitted,
  readApplications,
  readAssignedClaimsMappingPolicies,
  readClaimsMappingPolicies,
  readClaimsPolicy,
} from "./permissions"
import { allowOptions, readOptions } from "./query-options"

const path = "policies/claimsMappingPolicies"
const shared = { method: "GET", permission: readClaimsMappingPolicies } as const

/** Policies about claims, and those of one service principal: https://learn.microsoft.com/graph/api/resources/claimsmappingpolicy */
export const claimsPolicyRoutes: readonly Route[] = [
  { ...shared, path, answer: listPolicies },
  { ...shared, path: `${path}/{id}`, answer: onePolicy },
  { ...shared, path: `${path}/{id}/appliesTo`, answer: listAppliesTo },
  ...["servicePrincipals/{id}", "servicePrincipals(appId='{appId}')"].flatMap((principal): Route[] => [
    {
      method: "GET",
      path: `${principal}/claimsMappingPolicies`,
      permission: readAssignedClaimsMappingPolicies,
      answer: listAssigned,
    },
    {
      method: "GET",
      path: `${principal}/claimsPolicy`,
      permission: readClaimsPolicy,
      betaOnly: "claimsPolicy",
      answer: listClaimsPolicy,
    },
  ]),
]

const withoutTargets = ({ appliesTo: _, ...policy }: ClaimsMappingPolicy) => policy

function listPolicies(call: Call): Answer {
  return answerList(call, {
    path,
    type: claimsMappingPolicyType,
    objects: call.tenant.claimsMappingPolicies.map(withoutTargets),
    filters: policyFilters,
  })
}

function onePolicy(call: Call): Answer {
  const policy = namedObject(call.tenant.claimsMappingPolicies, call)
  return answerOne(call, path, claimsMappingPolicyType, withoutTargets(policy))
}

/**
 * The service principals of a policy. Without a permission to read apps only their type and id show, as in every
 * relationship of the directory (https://learn.microsoft.com/graph/permissions-overview); INFERRED: in this one too.
 */
function listAppliesTo(call: Call): Answer {
  const { appliesTo } = namedObject(call.tenant.claimsMappingPolicies, call)
  const maySee = isAdmitted(call.roles, readApplications)
  const annotation = { "@odata.type": "#microsoft.graph.servicePrincipal" }
  const objects = call.tenant.servicePrincipals
    .filter(({ id }) => appliesTo.includes(id))
    .map((principal): DirectoryObject => ({ ...annotation, ...(maySee ? principal : hide(principal)) }))
  return answerList(call, {
    path: "directoryObjects",
    type: servicePrincipalType,
    objects,
    filters: noFilters("DirectoryObject"),
    options: ["select", "top"],
  })
}

const hide = ({ id }: { id: string }) => ({
  ...Object.fromEntries(Object.keys(servicePrincipalType.members).map((name) => [name, null])),
  id,
})

function listAssigned(call: Call): Answer {
  const { id } = namedObject(call.tenant.servicePrincipals, call)
  const assigned = call.tenant.claimsMappingPolicies.filter(({ appliesTo }) => appliesTo.includes(id))
  return answerList(call, {
    path: "Collection(microsoft.graph.claimsMappingPolicy)",
    type: claimsMappingPolicyType,
    objects: assigned.map(withoutTargets),
    filters: policyFilters,
    options: [],
  })
}

/**
 * What the portal's page about attributes and claims keeps; no app of the sandbox has any.
 * https://learn.microsoft.com/graph/api/serviceprincipal-list-claimspolicy
 */
function listClaimsPolicy(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const { id } = namedObject(call.tenant.servicePrincipals, call)
  return { status: 200, body: listBody(contextOf(call, `servicePrincipals('${id}')/claimsPolicy`), []) }
}
