import { describe, expect, test } from "vitest"
import { cli } from "./run"

describe.concurrent("cli explain", { timeout: 30_000 }, () => {
  test("a known code prints its record and exits 0", async () => {
    const { exit, out, err } = await cli(["explain", "1003021"])
    expect({ exit, err }).toEqual({ exit: 0, err: "" })
    expect(out).toMatch(/^1003021 {2}Permission not granted$/m)
    for (const part of [
      "Tenant admin",
      "before any request",
      "What users see",
      "What settles it",
      "Checks, the deciding one first",
      "Fix",
      "Example",
      "Doubts",
      "Documentation",
    ]) {
      expect(out).toContain(part)
    }
    expect(out).toContain("POST /v1.0/servicePrincipals/{apiServicePrincipalId}/appRoleAssignments")
  })

  test("an unquoted message is read as one text", async () => {
    const { exit, out } = await cli(["explain", "AADSTS1100001:", "inner", "error", "1003005"])
    expect(exit).toBe(0)
    expect(out).toContain("1003005  API did not answer in time")
    expect(out).toContain("AADSTS1100001  An extension failed")
  })

  test("- reads standard input", async () => {
    const { exit, out } = await cli(["explain", "-"], "<p>AADSTS1003016</p>")
    expect(exit).toBe(0)
    expect(out).toContain("1003016  API has no service principal")
  })

  test("- reads the UTF-16 that PowerShell writes", async () => {
    const { exit, out } = await cli(["explain", "-"], Buffer.from("\uFEFFAADSTS1003016", "utf16le"))
    expect(exit).toBe(0)
    expect(out).toContain("1003016  API has no service principal")
  })

  test("- names an encoding that it does not read", async () => {
    const { exit, out, err } = await cli(["explain", "-"], Buffer.from("AADSTS1003016", "utf16le"))
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toBe("Standard input is UTF-16 without a byte order mark; save it as UTF-8.\n")
  })

  test("- refuses a huge text without reading all of it", async () => {
    let written = 0
    const endless = function* () {
      for (; written < 200; written += 1) yield Buffer.alloc(1_000_000, "a ")
    }
    const { exit, out, err } = await cli(["explain", "-"], endless())
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toBe("Standard input is larger than 5 MB; give only the part with the error.\n")
    expect(written).toBeLessThan(100)
  })

  test("- reads up to the limit", async () => {
    const { exit, out } = await cli(["explain", "-"], `AADSTS1003016 ${"word ".repeat(900_000)}`)
    expect(exit).toBe(0)
    expect(out).toContain("only its first million characters were read")
  })

  test("points out that a bare number was taken for a code", async () => {
    const { out } = await cli(["explain", "order", "number", "1003005", "is", "ready"])
    expect(out).toContain("A bare number was taken for the code (1003005)")
  })

  test("--json prints the explanation as JSON", async () => {
    const { exit, out } = await cli(["explain", "1003027", "--json"])
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ codes: [{ code: 1003027 }], outer: [], ids: {}, notes: [] })
  })

  test("--json adds the other forms of the steps, the query and the example", async () => {
    const { out } = await cli(["explain", "1003005", "--json"])
    const [code] = JSON.parse(out).codes
    expect(code.fix[0].azCli.command).toMatch(/^az rest --method patch /)
    expect(code.checks[0].tells.basis).toBe("inferred")
    expect(code).toMatchObject({
      kql: expect.stringContaining("CalloutError == 1003005"),
      example: { broken: { transport: "timeout" } },
    })
  })

  test("a native error is explained with its flow", async () => {
    const { exit, out } = await cli(["explain", "invalid_oob_value"])
    expect(exit).toBe(0)
    expect(out).toMatch(/^invalid_oob_value {2}One-time code is wrong$/m)
    expect(out).toContain("suberror of native authentication, beside invalid_grant")
  })

  test("a whole page without a code is explained by its text and its ids", async () => {
    const page =
      "<html><h1>There was an issue looking up your account</h1>Correlation Id: AAAA0000-bb11-2222-33cc-444444dddddd</html>"
    const { exit, out } = await cli(["explain", "-"], page)
    expect(exit).toBe(0)
    expect(out).toContain("issue-looking-up-your-account  Issue looking up the account")
    expect(out).toContain("aaaa0000-bb11-2222-33cc-444444dddddd")
  })

  test("words without a code list the records that fit, and exit 1", async () => {
    const { exit, out } = await cli(["explain", "cold", "start"])
    expect(exit).toBe(1)
    expect(out).toContain("- works-the-second-time  Works the second time")
    expect(out).toContain("- 1003005  API did not answer in time")
  })

  test("a way to begin prints its steps and codes", async () => {
    const { exit, out } = await cli(["explain", "attempts-0"])
    expect(exit).toBe(0)
    expect(out).toMatch(/What to do, in order\n {2}1\. /)
    expect(out).toContain("- 1003021  Permission not granted")
  })

  test.each([["hello"], ["1003013"]])("%s is not recognised and exits 1", async (text) => {
    const { exit, out } = await cli(["explain", text])
    expect(exit).toBe(1)
    expect(out).toContain("No extension code was recognised.")
  })

  test.each([[["explain"]], [["explain", "--nonsense", "1003021"]], [[]], [["nonsense"]]])(
    "%j is bad usage and exits 2",
    async (args) => {
      const { exit, out, err } = await cli(args)
      expect({ exit, out }).toEqual({ exit: 2, out: "" })
      expect(err).toContain("Usage: cli")
    },
  )

  test.each([[["--help"]], [["explain", "--help"]]])("%j prints help and exits 0", async (args) => {
    const { exit, out, err } = await cli(args)
    expect({ exit, err }).toEqual({ exit: 0, err: "" })
    expect(out).toContain("Usage: cli")
  })
})
