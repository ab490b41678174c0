import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { parseSync } from "oxc-parser"
import { describe, expect, test } from "vitest"

const root = path.resolve(import.meta.dirname, "..")
const tops = ["app", "components", "lib", "cli", "sandbox", "test", "scripts"]
const pureFolders = ["model", "checks", "codes", "events", "fixes", "tokens"]
const pureFiles = [
  "report",
  "diagnose",
  "judge",
  "incidents",
  "filters",
  "format",
  "chain",
  "roles",
  "unlocks",
  "wires",
]

type Source = { file: string; room: string; imports: readonly string[]; text: string }

/** The room of a file as house.md draws it: a top folder, with lib split into model, pure and server. */
function roomOf(file: string): string {
  const [top = "", second = ""] = file.split("/")
  if (["proxy.ts", "instrumentation.ts"].includes(file)) return "app"
  if (top !== "lib") return top
  if (second === "model") return "lib model"
  const isPure = pureFolders.includes(second) || pureFiles.includes(second.replace(/\.ts$/, ""))
  return isPure ? "lib pure" : "lib server"
}

function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text)
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))
    return literal?.[1] ?? []
  })
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  )
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported, ...dynamic]
}

/** What an import names: a file of the tree by its path, or a package by its name. */
function resolve(from: string, name: string): string {
  if (name.startsWith("@/")) return name.slice(2)
  if (name.startsWith(".")) return path.posix.normalize(path.posix.join(path.posix.dirname(from), name))
  return name
}

function read(file: string): Source {
  const text = readFileSync(path.join(root, file), "utf8")
  return { file, room: roomOf(file), imports: importsOf(file, text).map((name) => resolve(file, name)), text }
}

const sources: readonly Source[] = [
  ...tops.flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
      .map((name) => read(`${top}/${name.replaceAll(path.sep, "/")}`)),
  ),
  read("proxy.ts"),
]

/** Words that the product must not know, alone or as a part of a name such as isDemo or MOCK_URL. */
const forbiddenWord = /sandbox|demo(?!nstra|cra|gra)|(?<!ham)mock/i

const isOurs = (name: string) => tops.some((top) => name === top || name.startsWith(`${top}/`))
const allowed: Readonly<Record<string, readonly string[]>> = {
  app: ["app", "components", "lib model", "lib pure", "lib server"],
  components: ["components", "lib model", "lib pure"],
  "lib model": ["lib model"],
  "lib pure": ["lib model", "lib pure"],
  "lib server": ["lib model", "lib pure", "lib server"],
  cli: ["cli", "lib model", "lib pure", "lib server"],
  sandbox: ["sandbox"],
  scripts: ["scripts"],
}

/** Import lines `file -> name` of the given sources for which a rule does not hold. */
function breaches(from: readonly Source[], holds: (name: string, source: Source) => boolean): string[] {
  return from.flatMap((source) =>
    source.imports.filter((name) => !holds(name, source)).map((name) => `${source.file} -> ${name}`),
  )
}

describe("who may import whom", () => {
  for (const [room, rooms] of Object.entries(allowed)) {
    test(`${room} imports only ${rooms.join(", ")}`, () => {
      const inside = sources.filter((source) => source.room === room)
      expect(inside.length).toBeGreaterThan(0)
      expect(breaches(inside, (name) => !isOurs(name) || rooms.includes(roomOf(name)))).toEqual([])
    })
  }

  test("Microsoft's SDKs are imported in lib/remote only", () => {
    const elsewhere = sources.filter(({ file }) => !/^(lib\/remote|test)\//.test(file))
    expect(breaches(elsewhere, (name) => !/^@(azure|microsoft)\//.test(name))).toEqual([])
  })

  test("what opens connections by itself is imported by the guarded dialer only", () => {
    const product = sources.filter(({ file }) => /^(app|components|lib|cli)\/|^proxy\.ts$/.test(file))
    const elsewhere = product.filter(({ file }) => !/^lib\/(outbound\.ts$|remote\/dial(\.ts$|\/))/.test(file))
    const openers = /^(undici|ipaddr\.js|node:(net|tls|https?|http2|dns|dgram))(\/|$)/
    expect(breaches(elsewhere, (name) => !openers.test(name))).toEqual([])
  })

  test("Microsoft's query language is known in sandbox/logs only", () => {
    // By its text: it is a script without modules, which no import names.
    const elsewhere = sources.filter(({ file }) => !/^(sandbox\/logs|test)\//.test(file))
    expect(elsewhere.filter(({ text }) => text.includes("@kusto/")).map(({ file }) => file)).toEqual([])
  })

  test("next-auth is imported only where signing in is its job", () => {
    const homes =
      /^(lib\/(auth|session)\.ts|proxy\.ts|app\/api\/auth\/|components\/sign-in-button\.tsx|test\/)/
    const elsewhere = sources.filter(({ file }) => !homes.test(file))
    expect(breaches(elsewhere, (name) => !/^next-auth(\/|$)/.test(name))).toEqual([])
  })

  test("the sandbox knows neither Next.js nor Microsoft's SDKs", () => {
    const inside = sources.filter(({ room }) => room === "sandbox")
    expect(breaches(inside, (name) => !/^(next|next-auth|react|@azure|@microsoft)(\/|$)/.test(name))).toEqual(
      [],
    )
  })

  test("pure code of lib and components imports no Node module", () => {
    const pure = sources.filter(({ room }) => ["lib model", "lib pure", "components"].includes(room))
    expect(breaches(pure, (name) => !name.startsWith("node:") && name !== "server-only")).toEqual([])
  })
})

describe("what files say", () => {
  test("every server file of lib declares itself server-only", () => {
    const server = sources.filter(
      ({ room, imports }) => room === "lib server" && !imports.includes("server-only"),
    )
    expect(server.map(({ file }) => file)).toEqual([])
  })

  test("the product does not know the words sandbox, demo and mock", () => {
    const product = sources.filter(({ file }) => /^(app|components|lib|cli)\/|^proxy\.ts$/.test(file))
    expect(product.map(({ file }) => file)).toContain("proxy.ts")
    expect(product.filter(({ text }) => forbiddenWord.test(text)).map(({ file }) => file)).toEqual([])
  })

  test.each(["sandbox", "DEMO_MODE", "isDemo", "sandboxUrl", "mockGraph", "a demo."])(
    "%j is one of these words",
    (text) => expect(forbiddenWord.test(text)).toBe(true),
  )
  test.each(["demonstrates", "democracy", "hammock"])("%j is none of them", (text) =>
    expect(forbiddenWord.test(text)).toBe(false),
  )

  test("no folder of lib has a name that says nothing", () => {
    const vague = /\/(utils|types|hooks|services|constants|helpers)(\/|\.tsx?$)/
    expect(sources.filter(({ file }) => file.startsWith("lib/") && vague.test(file))).toEqual([])
  })
})
