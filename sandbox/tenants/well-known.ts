/** Application ids and role ids that are the same in every tenant. */
export const graphAppId = "00000003-0000-0000-c000-000000000000"
/** "Azure AD Authentication Extensions", the caller of every extension (contracts: callout token). */
export const calloutCallerAppId = "99045fe1-7639-4a75-9d4a-577b6ca3810f"
/** "Log Analytics API", and its permission for apps and for users to read data. */
export const logAnalytics = {
  appId: "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
  /** [FIELD] What tokens for it are asked for by. */
  resource: "https://api.loganalytics.io",
  dataRead: {
    role: "e8f6e161-84d0-4cd7-9441-2d46ec9ec3d5",
    scope: "e4aa47b9-9a69-4109-82ed-36ec70d85571",
  },
} as const
/** The app role CustomAuthenticationExtension.Receive.Payload of Microsoft Graph. */
export const receivePayloadRoleId = "214e810f-fda8-4fd7-a475-29461495eb00"

const reads = {
  "AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da",
  "CustomAuthenticationExtension.Read.All": "88bb2658-5d9e-454f-aacd-a3933e079526",
  "EventListener.Read.All": "b7f6385c-6ce6-4639-a480-e23c42ed9784",
  "Application.Read.All": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
  "Policy.Read.All": "246dd0d5-5bd0-4def-940b-0421030a5b68",
  "Policy.Read.AuthenticationMethod": "8e3bc81b-d2f3-4b7b-838c-32c88218d2f0",
  "IdentityProvider.Read.All": "e321f0bb-e7f7-481e-bb28-e3b0b32d4bd0",
  "Organization.Read.All": "498476ce-e0fe-48b0-b801-37ba7e2685c6",
  "Domain.Read.All": "dbb9058a-0e50-45d7-ae91-66909b5d4664",
  "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
}

/** The permissions to read that the tenants have granted to the console. */
export const consoleReads: readonly string[] = Object.keys(reads)

/** Application permissions of Microsoft Graph that the sandbox knows, by value: to read, to fix, to be called. */
export const graphPermissions: Readonly<Record<string, string>> = {
  ...reads,
  "DelegatedPermissionGrant.Read.All": "81b4724a-58aa-41c1-8a55-84ef97466587",
  "CustomAuthenticationExtension.ReadWrite.All": "c2667967-7050-4e7e-b059-4cbbb3811d03",
  "EventListener.ReadWrite.All": "0edf5e9e-4ce8-468a-8432-d08631d18c43",
  "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
  "Application.ReadWrite.OwnedBy": "18a4783c-866b-4cc7-a460-3d5e5662c884",
  "AppRoleAssignment.ReadWrite.All": "06b708a9-e830-4db3-a914-8e69da51d44f",
  "Policy.ReadWrite.ApplicationConfiguration": "be74164b-cff1-491c-8741-e671cb536e13",
  "Policy.ReadWrite.AuthenticationMethod": "29c18626-4985-4dcd-85c0-193eef327366",
  "CustomAuthenticationExtension.Receive.Payload": receivePayloadRoleId,
}
