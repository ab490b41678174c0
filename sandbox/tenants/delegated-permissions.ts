import type { PermissionScope } from "./types"

/** Delegated permissions of Microsoft Graph that the sandbox knows, by value; the ids are the same in every tenant. */
export const delegatedPermissions: Readonly<Record<string, string>> = {
  openid: "37f7f235-527c-4136-accd-4a02d197296e",
  profile: "14dad69e-099b-42c9-810b-d002981feec1",
  email: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
  offline_access: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
  "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
  "User.Read.All": "a154be20-db9c-4678-8ab7-66f6cc099a59",
  "AuditLog.Read.All": "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20",
  "CustomAuthenticationExtension.Read.All": "b2052569-c98c-4f36-a5fb-43e5c111e6d0",
  "EventListener.Read.All": "f7dd3bed-5eec-48da-bc73-1c0ef50bc9a1",
  "Application.Read.All": "c79f8feb-a9db-4090-85f9-90d820caa0eb",
  "DelegatedPermissionGrant.Read.All": "a197cdc4-a8e8-4d49-9d35-4ca7c83887b4",
  "Directory.Read.All": "06da0dbc-49e2-44d2-8312-53f166ab848a",
  "Domain.Read.All": "2f9ee017-59c1-4f1d-9472-bd5529a7b311",
  "IdentityProvider.Read.All": "43781733-b5a7-4d1b-98f4-e8edff23e1a9",
  "Organization.Read.All": "4908d5b9-3fb2-4b1e-9336-1888b7937185",
  "Policy.Read.All": "572fea84-0151-49b2-9301-11cb16974376",
  "Policy.Read.AuthenticationMethod": "a6ff13ac-1851-4993-8ca9-a671d70de2d5",
  "Application.ReadWrite.All": "bdfbf15f-ee85-4955-8675-146e8e5296b5",
  "AppRoleAssignment.ReadWrite.All": "84bccea3-f856-4a8a-967b-dbe0a3d53a64",
  "CustomAuthenticationExtension.ReadWrite.All": "8dfcf82f-15d0-43b3-bc78-a958a13a5792",
  "EventListener.ReadWrite.All": "d11625a6-fe21-4fc6-8d3d-063eba5525ad",
  "Policy.ReadWrite.ApplicationConfiguration": "b27add92-efb2-4f16-84f5-8108ba77985c",
  "Policy.ReadWrite.AuthenticationMethod": "7e823077-d88e-468f-a337-e18f1f0e6c7c",
}

/** A delegated permission whose texts say no more than its value. */
export const permissionScope = (
  id: string,
  value: string,
  type: PermissionScope["type"],
): PermissionScope => ({
  id,
  value,
  type,
  adminConsentDisplayName: value,
  adminConsentDescription: value,
  userConsentDisplayName: type === "User" ? value : null,
  userConsentDescription: type === "User" ? value : null,
  isEnabled: true,
})

/** What Microsoft Graph exposes to apps that act for a user; only an administrator can consent to most of it. */
export const graphScopes = (): PermissionScope[] =>
  Object.entries(delegatedPermissions).map(([value, id]) =>
    permissionScope(id, value, value.includes(".") && value !== "User.Read" ? "Admin" : "User"),
  )

/** What the console does as the signed-in operator: fixes, a temporary secret, and the log that names him. */
export const consoleDelegated: readonly string[] = [
  "openid",
  "profile",
  "email",
  "offline_access",
  "User.Read",
  "Application.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "AuditLog.Read.All",
  "CustomAuthenticationExtension.ReadWrite.All",
  "EventListener.ReadWrite.All",
  "Policy.ReadWrite.ApplicationConfiguration",
  "Policy.ReadWrite.AuthenticationMethod",
]
