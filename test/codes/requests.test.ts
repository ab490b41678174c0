import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { catalogue, errorCode } from "@/lib/codes/catalogue"
import { symptoms } from "@/lib/codes/decide"
import { callerAppId } from "@/lib/codes/ids"

const folder = fileURLToPath(new URL("../../lib/codes", import.meta.url))
const files = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(`${folder}/${name}`, "utf8"),
}))
const filesWith = (text: string) => files.filter((file) => file.text.includes(text)).map(({ name }) => name)

describe("what several records ask for stands in one file", () => {
  test.each(["validateAuthenticationConfiguration", "--always-on", '#microsoft.graph.httpRequestEndpoint",'])(
    "%s",
    (text) => {
      const allowed = ["configurations.ts", "requests.ts"]
      expect(filesWith(text).filter((name) => !allowed.includes(name))).toEqual([])
    },
  )

  test("as does the app id of Entra's caller", () => expect(filesWith(callerAppId)).toEqual(["ids.ts"]))
})

test("every step that has an answer judged names the answer check page", () => {
  const steps = [
    ...catalogue.flatMap(({ fix, checks }) => [...fix, ...checks]),
    ...symptoms.flatMap((symptom) => symptom.steps),
  ].filter(({ command }) => command?.includes("-- judge"))
  expect(steps.length).toBeGreaterThan(10)
  for (const { text } of steps) expect(text).toContain("/codes/judge")
})

test("a refused token is mended with the tenant's own issuer, and the step says where to read it", () => {
  const step = errorCode(1003002).fix.find(({ command }) => command?.includes("--issuer"))
  expect(step?.command).toContain("--issuer {issuer} ")
  expect(step?.command).not.toContain("login.microsoftonline.com")
  expect(step?.text).toMatch(/discovery document.*external tenant.*ciamlogin\.com/)
})
