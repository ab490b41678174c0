import type { Tenant } from "./types"

/** Directory roles by their names, with the template ids that are the same in every tenant. */
export const directoryRoles = {
  "Application Administrator": "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  "Application Developer": "cf1c38e5-3621-4004-a7cb-879624dced7c",
  "Authentication Extensibility Administrator": "25a516ed-2fa0-40ea-a2d0-12923a21473a",
  "Cloud Application Administrator": "158c047a-c907-4556-b7ef-446551a6b5f7",
  "Global Administrator": "62e90394-69f5-4237-9190-012177145e10",
  "Global Reader": "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
} as const satisfies Record<string, string>

/** The name of a directory role. */
export type DirectoryRole = keyof typeof directoryRoles

/** The names of all directory roles that the sandbox knows. */
export const directoryRoleNames = Object.keys(directoryRoles) as DirectoryRole[]

/** [FIELD] What tokens for Graph name for every user: the role of those who have no other. */
export const plainUserRoleId = "b79fbf4d-3ef9-4689-8143-76b194e85509"

/** The template ids of a user's directory roles. */
export const directoryRolesOf = ({ roleAssignments }: Pick<Tenant, "roleAssignments">, userId: string) =>
  roleAssignments.filter(({ principalId }) => principalId === userId).map((one) => one.roleDefinitionId)

/** Gives a user these directory roles and no other. */
export function replaceDirectoryRoles(
  tenant: Pick<Tenant, "roleAssignments">,
  userId: string,
  roles: readonly DirectoryRole[],
): void {
  tenant.roleAssignments = [
    ...tenant.roleAssignments.filter(({ principalId }) => principalId !== userId),
    ...roles.map((role) => ({ principalId: userId, roleDefinitionId: directoryRoles[role] })),
  ]
}
