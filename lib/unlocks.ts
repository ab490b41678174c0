/** What each Microsoft Graph permission of the console unlocks, in the order in which it is worth granting. */
export const unlocks: Readonly<Record<string, string>> = {
  "AuditLog.Read.All": "the callouts of every sign-in",
  "CustomAuthenticationExtension.Read.All": "names, hosts and limits of the extensions",
  "EventListener.Read.All": "which apps each listener and user flow serves",
  "Organization.Read.All": "the tenant's name and kind",
  "Directory.Read.All": "the callouts of sign-ups, where AuditLog.Read.All alone does not",
}
