import type { ErrorCode, LogPlace } from "@/lib/model/error-code"
import { documented, inferred } from "@/lib/model/statement"
import { readSignIn, readSignUp } from "./log-reads"

/**
 * The Log Analytics query that lists the callouts of the last week with the code, newest first. The shape of the
 * column is our conclusion from Graph's, which the query says itself.
 */
export function kqlFor(code: number): string {
  return [
    "// The shape of AppliedEventListeners in Log Analytics is inferred from Microsoft Graph; check one row first.",
    "// Sign-ups have no documented table here; read /beta/auditLogs/signUps in Microsoft Graph.",
    "let window_start = ago(7d);",
    "let window_end = now();",
    "union",
    ...tables.flatMap((table, index) => tableLines(table, index === tables.length - 1)),
    "| mv-expand with_itemindex = CalloutIndex Listener = Listeners",
    "| extend Handler = Listener.handlerResult",
    "| extend EventType = tostring(Listener.eventType),",
    "         ListenerId = tostring(Listener.executedListenerId),",
    "         CustomExtensionId = tostring(Handler.customExtensionId),",
    "         HttpStatus = toint(Handler.httpStatus),",
    "         CalloutError = toint(Handler.errorCode),",
    "         Attempts = toint(Handler.numberOfAttempts)",
    `| where CalloutError == ${Math.trunc(code)}`,
    "| project TimeGenerated, SourceTable, CorrelationId, EventType, CustomExtensionId, ListenerId, HttpStatus, Attempts, ResultType, AppDisplayName, UserPrincipalName",
    "| order by TimeGenerated desc",
  ].join("\n")
}

const tables = ["SigninLogs", "AADNonInteractiveUserSignInLogs"] as const

function tableLines(table: string, last: boolean): string[] {
  return [
    `    (${table}`,
    "        | where TimeGenerated between (window_start .. window_end)",
    "        | where isnotempty(AppliedEventListeners)",
    "        | project TimeGenerated, CorrelationId, ResultType, AppDisplayName, UserPrincipalName,",
    `                  SourceTable = "${table}",`,
    `                  Listeners = parse_json(tostring(AppliedEventListeners)))${last ? "" : ","}`,
  ]
}

/** Where the code of a failed callout can be read: in Graph, in the admin center and in Log Analytics. */
export function logPlaces({ code, events }: Pick<ErrorCode, "code" | "events">): readonly LogPlace[] {
  const signUps: LogPlace = {
    place: "Microsoft Graph",
    ...documented("Sign-ups have a log of their own with the same list, at the beta endpoint."),
    request: readSignUp,
  }
  return [
    {
      place: "Microsoft Graph",
      ...documented(
        "errorCode, httpStatus and numberOfAttempts stand under appliedEventListeners, handlerResult; only the beta endpoint has them.",
      ),
      request: readSignIn,
    },
    ...(events === "all" ? [signUps] : []),
    {
      place: "Admin center",
      ...documented(
        "Sign-in logs, the entry of the sign-in, tab Authentication Events; it shows the duration too.",
      ),
    },
    {
      place: "Log Analytics",
      ...inferred(
        "ResultType holds the wrapper, such as 1100001, so the query looks for the code inside AppliedEventListeners; that it has Graph's shape is our conclusion.",
      ),
      query: kqlFor(code),
    },
  ]
}
