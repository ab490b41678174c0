import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { examples } from "../judge/vectors"
import { correct, withClaims } from "../judge/vectors/correct"
import { cli } from "./run"

const folder = mkdtempSync(path.join(tmpdir(), "exchanges-"))
afterAll(() => rmSync(folder, { recursive: true }))

function saved(name: string, content: string | Buffer): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

const accepted = {
  name: "good",
  eventType: "tokenIssuanceStart",
  httpStatus: 200,
  headers: { "content-type": "application/json" },
  body: correct.tokenIssuanceStart,
  latencyMs: 90,
}
const nullClaims = { ...accepted, name: "null claims", body: withClaims(null) }
const judged = (exchanges: unknown, ...options: string[]) =>
  cli(["judge", "-", ...options], JSON.stringify(exchanges))

describe.concurrent("cli judge --json", { timeout: 60_000 }, () => {
  test("prints one line with these members for each exchange of the file", async () => {
    const file = saved("examples.json", JSON.stringify(examples))
    const { exit, out, err } = await cli(["judge", file, "--json"])
    expect({ exit, err }).toEqual({ exit: 1, err: "" })
    const lines = out.trimEnd().split("\n")
    expect(lines).toHaveLength(38)
    for (const [index, line] of lines.entries()) {
      const answer = JSON.parse(line)
      expect(Object.keys(answer)).toEqual([
        "name",
        "verdict",
        "rule",
        "confidence",
        "alternates",
        "warnings",
        "found",
        "repairedBody",
        "place",
        "repair",
      ])
      expect(answer.name).toBe(examples[index]?.name)
      expect(new Set(answer.warnings).size).toBe(answer.warnings.length)
    }
  })

  test("exits 0 when every answer is accepted", async () => {
    const { exit, out } = await judged(accepted, "--json")
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      name: "good",
      verdict: "ok",
      warnings: [],
      repairedBody: null,
      place: null,
      repair: null,
    })
  })

  test("gives the repaired body and the place of a fault", async () => {
    const { exit, out } = await judged([accepted, nullClaims], "--json")
    expect(exit).toBe(1)
    expect(JSON.parse(out.split("\n")[1] ?? "")).toMatchObject({
      verdict: "1003007",
      rule: "C1",
      repairedBody: withClaims({}),
      place: { pointer: "/data/actions/0/claims", line: 1 },
    })
  })

  test("gives no repaired body where the body alone would not do", async () => {
    const { out } = await judged({ ...accepted, httpStatus: 201 }, "--json")
    expect(JSON.parse(out)).toMatchObject({ repairedBody: null, repair: { httpStatus: 200 } })
  })

  test("gives null for a name that the exchange has not", async () => {
    const { out } = await judged({ ...accepted, name: undefined }, "--json")
    expect(JSON.parse(out).name).toBeNull()
  })

  test("names each warning once", async () => {
    const body = correct.tokenIssuanceStart.replaceAll("microsoft.graph.", "Microsoft.Graph.")
    const { out } = await judged({ ...accepted, body }, "--json")
    expect(JSON.parse(out)).toMatchObject({ verdict: "ok", warnings: ["CASING"] })
  })
})

describe.concurrent("cli judge", { timeout: 60_000 }, () => {
  test("says the verdict first, then the line with a caret, and the repaired body", async () => {
    const body = JSON.stringify(JSON.parse(withClaims(null)), null, 2)
    const { exit, out } = await judged({ ...nullClaims, body })
    expect(exit).toBe(1)
    expect(out).toMatch(/^1003007 {2}\S/)
    expect(out).toContain("  Line 7, column 19".trim())
    expect(out).toContain(`          "claims": null\n${" ".repeat(20)}^\n`)
    expect(out).toContain("  1. Set claims to an empty object.")
    expect(out).toContain(body.replace("null", "{}"))
  })

  test("says ok first and counts several exchanges", async () => {
    const { exit, out } = await judged([accepted, accepted])
    expect(exit).toBe(0)
    expect(out).toMatch(/^ok {2}Entra would accept this answer/)
    expect(out).toMatch(/\n2 exchanges: 2 ok, 0 refused\.\n$/)
  })

  test("shows of a long line what is around the place", async () => {
    const claims = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`claim${index}`, "value"]))
    const { out } = await judged({ ...accepted, body: withClaims({ ...claims, claim45: 7 }) })
    const [line = "", caret = ""] = out.slice(out.indexOf("\n  …") + 1).split("\n")
    expect(line.length).toBeLessThan(110)
    expect(line[caret.indexOf("^")]).toBe("7")
  })

  test("prints the text of warnings", async () => {
    const { exit, out } = await judged({ ...accepted, latencyMs: 1900 })
    expect(exit).toBe(0)
    expect(out).toContain("Warning LATENCY_HEADROOM: The answer took 1900 of ")
  })

  test("writes out what a terminal would obey", async () => {
    const command = String.fromCharCode(27)
    const { out } = await judged({ ...nullClaims, name: `${command}[2J`, body: `{"data":"${command}]0;x"}` })
    expect(out).not.toContain(command)
    expect(out).toContain("\\u001b[2J")
  })

  test("prints the head above the repaired body where it has to change", async () => {
    const { out } = await judged({ ...accepted, httpStatus: 201, headers: { "content-type": "text/plain" } })
    expect(out).toContain(
      `\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${correct.tokenIssuanceStart}`,
    )
  })

  test("prints no head where the body alone has to change", async () => {
    const { out } = await judged(nullClaims)
    expect(out).toContain(withClaims({}))
    expect(out).not.toContain("HTTP/1.1")
  })

  test("stops judging when nobody reads on", async () => {
    // The fault at the end would make the exit code 1.
    const many = [...Array.from({ length: 20_000 }, () => accepted), nullClaims]
    const file = saved("many.json", JSON.stringify(many))
    const { exit, err } = await cli(["judge", file, "--json"], "", { firstOnly: true })
    expect({ exit, err }).toEqual({ exit: 0, err: "" })
  })

  test("reads the UTF-16 that PowerShell writes", async () => {
    const bytes = Buffer.from(`\uFEFF${JSON.stringify(accepted)}`, "utf16le")
    const { exit, err } = await cli(["judge", saved("utf16.json", bytes)])
    expect({ exit, err }).toEqual({ exit: 0, err: "" })
  })
})

describe.concurrent("cli judge exits 2", { timeout: 60_000 }, () => {
  test.each([[["judge"]], [["judge", "a", "b"]], [["judge", "-", "--nonsense"]]])(
    "with its usage on %j",
    async (args) => {
      const { exit, out, err } = await cli(args)
      expect({ exit, out }).toEqual({ exit: 2, out: "" })
      expect(err).toContain("Usage: cli judge FILE|- [--json]")
    },
  )

  test("where the JSON breaks", async () => {
    const { exit, out, err } = await cli(["judge", "-"], "[\n  {,}\n]")
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toContain("line 2, column 4")
  })

  test.each([[[]], [["--json"]]])("on a list without an exchange with %j", async (options) => {
    expect(await judged([], ...options)).toEqual({
      exit: 2,
      out: "",
      err: "The list holds no exchange.\n",
    })
  })

  test.each([
    ["in big-endian order", Buffer.from(`\uFEFF${JSON.stringify(accepted)}`, "utf16le").swap16()],
    ["without a byte order mark", Buffer.from(JSON.stringify(accepted), "utf16le")],
  ])("on UTF-16 %s, by its name", async (what, bytes) => {
    const { exit, out, err } = await cli(["judge", "-"], bytes)
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toBe(`Standard input is UTF-16 ${what}; save it as UTF-8.\n`)
  })

  test("on a wrong member, even when other exchanges are fine", async () => {
    const { exit, out, err } = await judged([accepted, { ...accepted, httpStatus: "200" }], "--json")
    expect({ exit, out }).toEqual({ exit: 2, out: "" })
    expect(err).toMatch(/^exchanges\[1\]\.httpStatus \(line 1, column \d+\) is "200"; /)
  })

  test("on a missing file, a folder, and a file of 100 MB", async () => {
    const missing = await cli(["judge", path.join(folder, "missing.json")])
    expect(missing).toMatchObject({ exit: 2, err: expect.stringContaining("there is no such file") })
    expect(await cli(["judge", folder])).toMatchObject({
      exit: 2,
      err: expect.stringContaining("is a folder"),
    })
    const huge = saved("huge.json", "")
    truncateSync(huge, 100_000_000)
    expect(await cli(["judge", huge])).toMatchObject({
      exit: 2,
      err: expect.stringContaining("larger than 50 MB"),
    })
  })
})

test("cli judge --help prints help and exits 0", { timeout: 30_000 }, async () => {
  const { exit, out, err } = await cli(["judge", "--help"])
  expect({ exit, err }).toEqual({ exit: 0, err: "" })
  expect(out).toContain("Usage: cli judge")
})
