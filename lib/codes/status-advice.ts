import type { Statement } from "@/lib/model/error-code"
import { documented, inferred, observed } from "@/lib/model/statement"
import { callerAppId } from "./ids"

/** What one HTTP status of the API, or a range of them, usually means; both ends count. */
export type StatusAdvice = { label: string; from: number; to: number; cause: Statement; fix: string }

/** The statuses behind 1003002 that are worth a word of their own, the usual ones first. */
export const statusAdvices: readonly StatusAdvice[] = [
  {
    label: "401",
    from: 401,
    to: 401,
    cause: observed(
      "The API or the platform in front of it did not accept Entra's token: wrong issuer, wrong audience or signing keys from the wrong metadata address.",
    ),
    fix: "Accept the API's app id as audience and the tenant's issuer; in an external tenant load the signing keys from the ciamlogin.com metadata.",
  },
  {
    label: "403",
    from: 403,
    to: 403,
    cause: observed(
      "The token was understood and then refused: App Service authentication or a Logic App policy admits only other callers, or the API blocks this user on purpose.",
    ),
    fix: `Add ${callerAppId} to the callers that the platform or policy admits.`,
  },
  {
    label: "400",
    from: 400,
    to: 400,
    cause: observed(
      "The API or a Logic App trigger schema rejected the request body, or the API reports a mistake of the user as 400.",
    ),
    fix: "Answer mistakes of the user with 200 and showValidationError, and remove the schema from the Logic App trigger.",
  },
  {
    label: "500",
    from: 500,
    to: 500,
    cause: observed(
      "The API's code threw, or Microsoft's AuthenticationEvents package refused the response that the code built; its body then lists \"errors\".",
    ),
    fix: "Find the exception in the API's log by the correlation id and correct the code that threw.",
  },
  {
    label: "404",
    from: 404,
    to: 404,
    cause: inferred(
      "The path of the target URL leads to no route, often after a rename or a new deployment.",
    ),
    fix: "Correct the path in the extension's target URL, or publish the route that it names.",
  },
  {
    label: "405",
    from: 405,
    to: 405,
    cause: inferred("The route exists but takes no POST, which is the method that Entra uses."),
    fix: "Let the route accept POST, or point the target URL at the one that does.",
  },
  {
    label: "503",
    from: 503,
    to: 503,
    cause: observed(
      "The host did not start, for example because its storage is closed to it by a private network.",
    ),
    fix: "Open the host's own address, repair what keeps it from starting and give it a health check.",
  },
  {
    label: "502",
    from: 502,
    to: 502,
    cause: observed("A Logic App ended without a Response action."),
    fix: "Add a Response action to every path of the Logic App, failed branches included.",
  },
  {
    label: "504",
    from: 504,
    to: 504,
    cause: inferred("A gateway in front of the API gave up waiting before Entra did."),
    fix: "Shorten the work of the API below two seconds and compare the gateway's time-out with it.",
  },
  {
    label: "429",
    from: 429,
    to: 429,
    cause: inferred("The API or its gateway limits requests; Entra's own limit is 1003004."),
    fix: `Exempt the caller ${callerAppId} from the rate limit or raise it.`,
  },
  {
    label: "3xx",
    from: 300,
    to: 399,
    cause: inferred(
      "The API redirects to a sign-in page, to https or to another host, and Entra does not follow redirects.",
    ),
    fix: "Put the final address into the target URL and answer a missing token with 401 instead of a redirect.",
  },
  {
    label: "Other 2xx",
    from: 201,
    to: 299,
    cause: documented(
      "The request succeeded with a status other than 200, the only one that Microsoft documents as accepted.",
    ),
    fix: "Answer with 200 and a JSON body.",
  },
  {
    label: "Other 4xx",
    from: 400,
    to: 499,
    cause: inferred("The API or something in front of it refused the request."),
    fix: "Look the status up in the log of the API and of every gateway in front of it.",
  },
  {
    label: "Other 5xx",
    from: 500,
    to: 599,
    cause: inferred("The API or its host failed before it could answer."),
    fix: "Look the request up in the log of the API and of its host by the time of the failure.",
  },
]

/**
 * What an HTTP status behind 1003002 usually means and the one thing to do about it. Null for 200, which is accepted,
 * and for numbers outside 201 to 599.
 */
export function statusAdvice(httpStatus: number): (Statement & { fix: string }) | null {
  const advice = statusAdvices.find(({ from, to }) => httpStatus >= from && httpStatus <= to)
  return advice ? { ...advice.cause, fix: advice.fix } : null
}
