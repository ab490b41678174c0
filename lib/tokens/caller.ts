import { callerAppId } from "@/lib/codes/ids"
import { documented, inferred } from "@/lib/model/statement"
import type { ClaimLine } from "@/lib/model/token"
import {
  fail,
  isAppOnly,
  isSame,
  type Judged,
  line,
  pass,
  type Rule,
  type Ruling,
  textOf,
  unknown,
  warn,
} from "./rule"

/** Who asked for the token, in the claim that its version has for it, and how that app proved itself. */
export const caller: Rule = (judged) =>
  judged.kind === "id-token" ? [] : [named(judged), ...misplaced(judged), ...proof(judged)]

const claims = { 1: { app: "appid", proof: "appidacr" }, 2: { app: "azp", proof: "azpacr" } } as const

function named(judged: Judged): ClaimLine {
  const claim = claims[judged.version].app
  const app = textOf(judged.token.payload, claim)
  const ruling =
    app === null
      ? fail(documented(`No caller is named; version ${judged.version} names it in ${claim}.`))
      : judged.kind === "callout-token"
        ? asEntra(app, judged)
        : asAnyCaller(app, judged)
  return line(judged, "payload", claim, ruling)
}

function asEntra(app: string, { expected }: Judged): Ruling {
  if (isSame(app, callerAppId))
    return pass(documented("Entra's own app for extensions: the caller that an API has to insist on."))
  if (isSame(app, expected.consoleAppId))
    return fail(
      documented(
        `The console asked for this token, not Entra (${callerAppId}). An API that compares the caller refuses it, and rightly so.`,
      ),
    )
  return fail(documented(`Entra's own token names ${callerAppId} here; another app asked for this one.`))
}

function asAnyCaller(app: string, { expected }: Judged): Ruling {
  if (isSame(app, callerAppId))
    return pass(documented("Entra's own app for extensions: this is the token of a callout."))
  if (isSame(app, expected.consoleAppId))
    return warn(
      documented(
        `This console. In production the caller is Entra (${callerAppId}), so a well-protected API refuses this token.`,
      ),
    )
  return unknown(
    documented(
      "Which callers it lets in is for the API to say; behind an extension it should be Entra's alone.",
    ),
  )
}

function misplaced(judged: Judged): readonly ClaimLine[] {
  const claim = claims[judged.version === 1 ? 2 : 1].app
  if (judged.token.payload[claim] === undefined) return []
  const text = `Only tokens of version ${judged.version === 1 ? 2 : 1} carry ${claim}.`
  return [line(judged, "payload", claim, warn(documented(text)))]
}

const proofs: ReadonlyMap<unknown, string> = new Map([
  ["1", "The caller proved itself with a secret."],
  ["2", "The caller proved itself with a certificate."],
])

function proof(judged: Judged): readonly ClaimLine[] {
  const claim = claims[judged.version].proof
  const { [claim]: value } = judged.token.payload
  if (value === undefined) return []
  const text = proofs.get(value)
  const ruling = text
    ? pass(documented(text))
    : value !== "0"
      ? fail(documented("Entra writes 0, 1 or 2 here."))
      : isAppOnly(judged)
        ? fail(inferred("A public client proved nothing, so it cannot have asked for itself."))
        : pass(documented("A public client, such as a page or an app on a telephone, which proves nothing."))
  return [line(judged, "payload", claim, ruling)]
}
