import { graphAppId } from "@/lib/codes/ids"
import { documented, inferred } from "@/lib/model/statement"
import { fail, isGuid, isSame, type Judged, line, pass, type Rule, type Ruling, unknown, warn } from "./rule"

/** For whom the token is: the API's app in version 2, its Application ID URI in version 1; and the version itself. */
export const audience: Rule = (judged) => [
  line(judged, "payload", "aud", ofAudience(judged)),
  line(judged, "payload", "ver", ofVersion(judged)),
]

const isGraph = (aud: string) => isSame(aud, graphAppId) || /^https:\/\/[\w-]*graph\./.test(aud)

function ofAudience(judged: Judged): Ruling {
  const { aud } = judged.token.payload
  if (aud === undefined) return fail(documented("No audience is named; every token of Entra names one."))
  if (typeof aud !== "string")
    return fail(documented("Tokens of Entra name one audience, as a text; this is something else."))
  if (judged.kind === "id-token") return ofApp(aud, judged)
  if (isGraph(aud)) return fail(documented("The token is for Microsoft Graph. No other API may accept it."))
  return ofApi(aud, judged)
}

function ofApp(aud: string, { expected: { consoleAppId } }: Judged): Ruling {
  if (isSame(aud, consoleAppId)) return pass(documented("The id of this console's own app."))
  if (!isGuid(aud))
    return fail(documented("An ID token names the app that asked for it by its id, which is a GUID."))
  return unknown(documented("The id of the app that asked for the token; that app has to find its own here."))
}

function ofApi(aud: string, { version, expected: { api } }: Judged): Ruling {
  if (version === 2 && !isGuid(aud))
    return fail(
      documented(
        "A token of version 2 names its API by the app's id, which is a GUID; an Application ID URI belongs to version 1.",
      ),
    )
  if (!api) return unknown(documented("Choose the extension whose API the token is for to have this judged."))
  if (isSame(aud, api.appId))
    return version === 2
      ? pass(documented("The id of the API's app, as version 2 names it."))
      : pass(
          documented(
            "The id of the API's app. Version 1 can also carry its Application ID URI: accept both.",
          ),
        )
  if (version === 1 && api.identifierUris.includes(aud))
    return pass(
      inferred(
        "The API's Application ID URI, as the extension's resourceId has it. Version 1 can also carry the app's id: accept both.",
      ),
    )
  return otherApi(aud, api)
}

function otherApi(aud: string, { appId, identifierUris }: NonNullable<Judged["expected"]["api"]>): Ruling {
  const bare = (uri: string) => uri.toLowerCase().replace(/\/+$/, "")
  const near = identifierUris.find((uri) => bare(uri) === bare(aud))
  if (near)
    return fail(documented(`Differs from ${near} in case or in a slash, and APIs compare letter by letter.`))
  const wanted = [appId, ...identifierUris].join(" or ")
  return fail(documented(`The token is for another API; this one goes by ${wanted}.`))
}

function ofVersion(judged: Judged): Ruling {
  const { token, kind, version, expected } = judged
  const { ver } = token.payload
  if (ver !== "1.0" && ver !== "2.0")
    return fail(documented("Tokens of Entra say 1.0 or 2.0 here, as a text."))
  if (kind === "id-token") return pass(documented("The version of the endpoint that the app signed in at."))
  if (ver !== `${version}.0`)
    return fail(documented(`A token of version ${version} is judged; this one is of the other.`))
  const asked = expected.api?.requestedAccessTokenVersion ?? "unknown"
  if (asked === "unknown" || asked === version)
    return pass(documented("The version follows requestedAccessTokenVersion of the API's app registration."))
  return warn(
    documented(
      `The API's app registration asks for version ${asked}: the token is for another API, or from before the change.`,
    ),
  )
}
