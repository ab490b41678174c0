import { execFileSync } from "node:child_process"
import { describe, expect, test } from "vitest"
import { catalogue } from "@/lib/codes/catalogue"
import { asAzCli, asPowerShell } from "@/lib/codes/commands"
import { symptoms } from "@/lib/codes/decide"
import type { GraphRequest } from "@/lib/model/error-code"

const steps = [
  ...catalogue.flatMap(({ fix, checks }) => [...fix, ...checks]),
  ...symptoms.flatMap((symptom) => symptom.steps),
]
const requests = steps.flatMap(({ request }) => (request ? [request] : []))
const nasty: GraphRequest = {
  method: "PATCH",
  path: "/v1.0/servicePrincipals(appId='x')?$select=id&a=`id`",
  body: `{"a":"it's $HOME \`id\` \\"q\\" \\\\ !! ${"\u2019"}"}`,
  permission: "Application.ReadWrite.All",
}

/** What a shell hands to the program: the words of the command behind its name, one a line of JSON. */
function words(commands: readonly string[]): string[][] {
  const script = commands.map(
    (command) => `${command.replace(/^az rest/, "printf '%s\\0'")}; printf '\\n\\0'`,
  )
  const out = execFileSync("bash", ["-c", script.join("\n")], { encoding: "utf8" })
  return out
    .split("\n\0")
    .slice(0, -1)
    .map((line) => line.split("\0").slice(0, -1))
}

describe("asAzCli", () => {
  test("every request comes through the shell as it is", () => {
    const all = [...requests, nasty]
    const shell = words(all.map((request) => asAzCli(request).command))
    expect(shell).toHaveLength(all.length)
    for (const [index, { method, path, body }] of all.entries()) {
      const expected = ["--method", method.toLowerCase(), "--url", `https://graph.microsoft.com${path}`]
      if (body !== undefined) expected.push("--headers", "Content-Type=application/json", "--body", body)
      expect(shell[index]).toEqual(expected)
    }
  })

  test("warns that its token cannot change extensions, listeners and user flows", () => {
    const writes = requests.filter(
      ({ method, path }) =>
        method !== "GET" && /identity\/(custom|auth)/.test(path) && !path.endsWith("Configuration"),
    )
    expect(writes.length).toBeGreaterThan(5)
    for (const request of writes)
      expect(asAzCli(request).caveat).toMatchObject({
        basis: "observed",
        text: expect.stringContaining("cannot create or change"),
      })
  })

  test("only guesses that the token cannot read them", () => {
    const reads = requests.filter(
      ({ method, path }) => method === "GET" && /identity\/(custom|auth)/.test(path),
    )
    expect(reads.length).toBeGreaterThan(3)
    for (const request of reads) expect(asAzCli(request).caveat?.basis).toBe("inferred")
  })

  test("has no caveat for apps and service principals", () => {
    expect(asAzCli(nasty).caveat).toBeNull()
  })
})

describe("asPowerShell", () => {
  // A single-quoted PowerShell string: quotes inside are doubled, nothing else is special.
  const unquoted = (text: string) =>
    text.slice(1, -1).replace(/['\u2018\u2019\u201a\u201b]{2}/g, (pair) => pair.charAt(0))
  const quoted = /'(?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*'/g

  test("every request stands in single-quoted strings that give it back", () => {
    for (const request of [...requests, nasty]) {
      const { command, caveat } = asPowerShell(request)
      const [uri, type, body] = [...command.matchAll(quoted)].map(([text]) => unquoted(text))
      expect(command).toContain(`-Method ${request.method}`)
      expect(uri).toBe(`https://graph.microsoft.com${request.path}`)
      expect([type, body]).toEqual(
        request.body === undefined ? [undefined, undefined] : ["application/json", request.body],
      )
      expect(caveat?.text).toContain(request.permission)
      expect(command.replace(quoted, "")).not.toMatch(/[$`"']/)
    }
  })
})

test("bash reads every command line of the records without complaint", () => {
  const commands = steps.flatMap(({ command }) => (command ? [command] : []))
  expect(commands.length).toBeGreaterThan(20)
  for (const command of new Set(commands)) execFileSync("bash", ["-n", "-c", command], { stdio: "pipe" })
})
