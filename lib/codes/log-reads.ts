import type { GraphRequest } from "@/lib/model/error-code"

/** Reads a sign-in's entry; without the second condition Graph leaves out the non-interactive ones. */
export const readSignIn: GraphRequest = {
  method: "GET",
  path: "/beta/auditLogs/signIns?$filter=correlationId%20eq%20'{correlationId}'%20and%20signInEventTypes/any(t:t%20eq%20'interactiveUser'%20or%20t%20eq%20'nonInteractiveUser')",
  permission: "AuditLog.Read.All",
}

/** Reads the entries of a sign-up, which have a log of their own. */
export const readSignUp: GraphRequest = {
  method: "GET",
  path: "/beta/auditLogs/signUps?$filter=correlationId%20eq%20'{correlationId}'",
  permission: "AuditLog.Read.All",
}
