import { describe, expect, test } from "vitest"
import { catalogue, errorCode } from "@/lib/codes/catalogue"
import { userSees } from "@/lib/codes/user-sees"
import type { AppKind } from "@/lib/model/error-code"

const apps = (code: number) => userSees(errorCode(code)).map(({ app }) => app)
const seen = (code: number, app: AppKind) => userSees(errorCode(code)).find((row) => row.app === app)

describe("userSees", () => {
  test("names each kind of app once", () => {
    for (const { code } of catalogue) expect(new Set(apps(code)).size).toBe(apps(code).length)
  })

  test("shows every kind for a code of every event", () => {
    expect(apps(1003002)).toEqual([
      "OpenID Connect app",
      "SAML app",
      "Refresh or token request",
      "Hosted sign-up",
      "Native app",
      "E-mail code without fallback",
      "E-mail code with fallback",
      "Password migration",
      "Account recovery",
    ])
  })

  test.each([1003007, 1003025, 1003026])("%i can meet no sign-up and no e-mail code", (code) => {
    expect(apps(code)).toEqual(["OpenID Connect app", "SAML app", "Refresh or token request", "Native app"])
    expect(seen(code, "Native app")?.text).not.toContain("send the code")
  })

  test("redirect and error page are documented, the texts of pages observed, those of tokens our conclusion", () => {
    for (const { code } of catalogue) {
      if (code !== 1003021) expect(seen(code, "OpenID Connect app")?.basis).toBe("documented")
      expect(seen(code, "SAML app")?.basis).toBe("documented")
      for (const app of ["Native app", "Refresh or token request"] as const)
        expect(seen(code, app)?.basis).toBe("inferred")
      expect([undefined, "observed"]).toContain(seen(code, "Hosted sign-up")?.basis)
    }
  })

  test("1003021 can reach the app under its own number", () => {
    expect(seen(1003021, "OpenID Connect app")).toMatchObject({
      basis: "observed",
      text: expect.stringContaining("AADSTS1003021"),
    })
  })

  test("the page's words about the account are claimed only for failures before the call", () => {
    for (const { code, phase } of catalogue) {
      const text = seen(code, "E-mail code without fallback")?.text ?? ""
      expect(text.includes("looking up your account")).toBe(phase === "pre-call")
    }
  })

  test("a slow API and the fallback can both send their mail", () => {
    expect(seen(1003005, "E-mail code with fallback")?.text).toContain("three")
  })
})
