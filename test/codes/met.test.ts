import { describe, expect, test } from "vitest"
import { calloutsOf } from "@/lib/callouts/layer"
import { metIn } from "@/lib/codes/met"
import type { SignIn } from "@/lib/model/callout"
import { appliedListener, blocked, signIn, signUp } from "../builders/sign-ins"

const failed = (eventType: string, errorCode = 1003002) => ({
  status: blocked,
  listeners: [appliedListener({ eventType, errorCode, httpStatus: null })],
})

function met(row: SignIn) {
  const [callout] = calloutsOf(row)
  if (!callout) throw new Error("The row has a callout.")
  return metIn(callout)
}

describe("what was met in an attempt", () => {
  test("is nothing when the callout succeeded", () => expect(met(signIn())).toBeNull())

  test("is nothing when the attempt went on although the callout failed", () =>
    expect(met(signIn({ listeners: [appliedListener({ errorCode: 1003002 })] }))).toBeNull())

  test.each([
    ["an OpenID Connect app", signIn(failed("tokenIssuanceStart")), "The user saw", "documented"],
    [
      "a SAML app",
      signIn({ ...failed("tokenIssuanceStart"), protocol: "saml20" }),
      "The user saw",
      "documented",
    ],
    [
      "an app of WS-Federation",
      signIn({ ...failed("tokenIssuanceStart"), protocol: "wsFederation" }),
      "The user saw",
      "inferred",
    ],
    [
      "a refresh",
      signIn({ ...failed("tokenIssuanceStart"), source: "non-interactive" }),
      "The app got",
      "inferred",
    ],
    ["a native app", signIn({ ...failed("emailOtpSend"), source: "native" }), "The app got", "inferred"],
    ["a password to migrate", signIn(failed("passwordSubmit")), "The user saw", "inferred"],
    ["a recovery", signIn(failed("verifiedIdClaimValidation")), "The user saw", "inferred"],
    ["the start of the attributes", signUp(failed("attributeCollectionStart")), "The user saw", "observed"],
    ["the end of the attributes", signUp(failed("attributeCollectionSubmit")), "The user saw", "observed"],
    ["a mail that was refused", signUp(failed("emailOtpSend")), "The user saw", "documented"],
    ["a mail before the call", signUp(failed("emailOtpSend", 1003021)), "The user saw", "observed"],
    ["a slow mail", signUp(failed("emailOtpSend", 1003005)), "The user saw", "inferred"],
    ["a sign-up without a listener", signUp({ status: blocked, listeners: [] }), "The user saw", "observed"],
  ] as const)("%s has its own words and says how sure they are", (_, row, who, basis) => {
    expect(met(row)).toMatchObject({ who, basis, text: expect.stringMatching(/^[A-Z].*\.$/) })
  })

  test("is Microsoft's own mail when the fallback stepped in", () => {
    const listeners = [appliedListener({ eventType: "emailOtpSend", errorCode: 1003005 })]
    expect(met(signUp({ listeners }))).toMatchObject({ who: "The user got", basis: "observed" })
    expect(met(signIn({ listeners }))?.text).toContain("Microsoft's own mail")
  })

  test("names the row's own code to an app, not always the same one", () => {
    const row = signIn(failed("tokenIssuanceStart"))
    expect(met(row)?.text).toContain("(AADSTS1100001)")
    expect(met({ ...row, status: { ...blocked, errorCode: 1100000 } })?.text).toContain("(AADSTS1100000)")
  })

  test("leaves open whether a sign-up that got no mail was a native app's", () => {
    expect(met(signUp(failed("emailOtpSend")))?.text).toContain("native app")
    expect(met(signIn(failed("emailOtpSend")))?.text).not.toContain("native app")
  })
})
