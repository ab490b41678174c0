import type { EmailMethod } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { contextOf } from "./paging"
import { readAuthenticationMethods } from "./permissions"
import { allowOptions, readOptions } from "./query-options"
import { byId } from "./typed-objects"

const path = "policies/authenticationMethodsPolicy"
const shared = { method: "GET", permission: readAuthenticationMethods } as const

/** The policy for authentication methods and one of them: https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
export const authenticationMethodRoutes: readonly Route[] = [
  { ...shared, path, answer: onePolicy },
  { ...shared, path: `${path}/authenticationMethodConfigurations/{id}`, answer: oneMethod },
]

const target = (id: string) => ({ targetType: "group", id })
const wideTarget = (id: string) => ({ ...target(id), isRegistrationRequired: false })

/** The methods that no tenant of the sandbox changes: what they are called, whether they are on, and their settings. */
const others = [
  [
    "Fido2",
    "disabled",
    {
      isSelfServiceRegistrationAllowed: true,
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: false, enforcementType: "block", aaGuids: [] },
    },
  ],
  ["MicrosoftAuthenticator", "disabled", { isSoftwareOathEnabled: false }],
  ["Sms", "disabled", {}],
  [
    "TemporaryAccessPass",
    "disabled",
    {
      defaultLifetimeInMinutes: 60,
      defaultLength: 8,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: false,
    },
  ],
] as const

const typeOf = (id: string) =>
  `#microsoft.graph.${id.charAt(0).toLowerCase()}${id.slice(1)}AuthenticationMethodConfiguration`

const emailOf = ({
  state,
  allowExternalIdToUseEmailOtp,
  includeTargets,
  excludeTargets,
}: EmailMethod): { "@odata.type": string; id: string; [member: string]: unknown } => ({
  "@odata.type": typeOf("Email"),
  id: "Email",
  state,
  excludeTargets: excludeTargets.map(target),
  allowExternalIdToUseEmailOtp,
  includeTargets: includeTargets.map(wideTarget),
})

const methodsOf = ({ tenant }: Call) => [
  ...others.map(([id, state, settings]) => ({
    "@odata.type": typeOf(id),
    id,
    state,
    excludeTargets: [],
    ...settings,
    includeTargets: [wideTarget("all_users")],
  })),
  emailOf(tenant.emailMethod),
]

function onePolicy(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const root = "authenticationMethodsPolicy"
  const configurations = "authenticationMethodConfigurations"
  return {
    status: 200,
    body: {
      "@odata.context": contextOf(call, root),
      id: root,
      displayName: "Authentication Methods Policy",
      description: "Which authentication methods this tenant allows",
      lastModifiedDateTime: null,
      policyVersion: "1.5",
      reconfirmationInDays: null,
      registrationEnforcement: {
        authenticationMethodsRegistrationCampaign: {
          snoozeDurationInDays: 1,
          state: "default",
          excludeTargets: [],
          includeTargets: [
            { ...target("all_users"), targetedAuthenticationMethod: "microsoftAuthenticator" },
          ],
        },
      },
      [`${configurations}@odata.context`]: contextOf(call, `${path}/${configurations}`),
      [configurations]: methodsOf(call),
    },
  }
}

function oneMethod(call: Call): Answer {
  allowOptions(readOptions(call.search), { supported: [] })
  const method = byId(methodsOf(call), call)
  const context = contextOf(call, "authenticationMethodConfigurations/$entity")
  return { status: 200, body: { "@odata.context": context, ...method } }
}
