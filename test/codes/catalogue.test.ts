import { describe, expect, test } from "vitest"
import { catalogue, errorCode, isKnownCode } from "../../lib/codes/catalogue"
import { userSees } from "../../lib/codes/user-sees"
import type { ErrorCode, FixStep } from "../../lib/model/error-code"

const listed = [
  ...Array.from({ length: 13 }, (_, index) => 1003000 + index),
  ...Array.from({ length: 14 }, (_, index) => 1003014 + index),
]
const permissions = [
  "Application.Read.All",
  "Application.ReadWrite.All",
  "AppRoleAssignment.ReadWrite.All",
  "AuditLog.Read.All",
  "CustomAuthenticationExtension.Read.All",
  "CustomAuthenticationExtension.ReadWrite.All",
  "EventListener.Read.All",
  "EventListener.ReadWrite.All",
]
const placeholders = [
  "apiAppId",
  "apiAppRoleId",
  "apiObjectId",
  "apiServicePrincipalId",
  "callerServicePrincipalId",
  "correlationId",
  "extensionId",
  "extensionType",
  "flowId",
  "from",
  "graphServicePrincipalId",
  "host",
  "listenerId",
  "targetPath",
  "to",
]
// In command lines, beside the ones above; curl's own fields stand behind a percent sign.
const commandPlaceholders = [...placeholders, "event", "functionApp", "resourceGroup", "issuer", "webApp"]

function sentences(record: ErrorCode): string[] {
  const statements = [...record.causes, ...record.evidence, ...userSees(record)].map(({ text }) => text)
  return [
    record.meaning,
    record.retry,
    ...statements,
    ...record.fix.map(({ text }) => text),
    ...record.checks.flatMap(({ text, tells }) => [`${text} ${tells.text}`]),
    ...(record.example ? [record.example.text] : []),
    ...record.doubts,
  ]
}

function requests(record: ErrorCode): NonNullable<FixStep["request"]>[] {
  return [...record.fix, ...record.checks].flatMap(({ request }) => (request ? [request] : []))
}

describe("the whole catalogue", () => {
  test("holds Microsoft's 27 codes in order and nothing else", () => {
    expect(catalogue.map(({ code }) => code)).toEqual(listed)
    expect(catalogue).toHaveLength(27)
  })

  test("repeats no name and no title", () => {
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(27)
    expect(new Set(catalogue.map(({ title }) => title)).size).toBe(27)
  })
})

describe.each(catalogue)("$code $name", (record) => {
  test("has a title of three to six words without a full stop", () => {
    expect(record.title.split(" ").length).toBeGreaterThanOrEqual(3)
    expect(record.title.split(" ").length).toBeLessThanOrEqual(6)
    expect(record.title).toMatch(/^[A-Z].*[a-zA-Z]$/)
  })

  test("names causes, evidence, a fix and who mends it", () => {
    expect(record.causes.length).toBeGreaterThan(0)
    expect(record.evidence.length).toBeGreaterThan(0)
    expect(record.fix.length).toBeGreaterThan(0)
    expect(record.fixedBy).not.toBe("")
  })

  test("writes every text as a sentence, without repeating one and without exclamation", () => {
    for (const text of sentences(record)) expect(text).toMatch(/^\S.*\.$/)
    for (const text of sentences(record)) expect(text).not.toMatch(/!| {2}/)
    expect(new Set(sentences(record)).size).toBe(sentences(record).length)
  })

  test("names one to four looks, each with a request or a command", () => {
    expect(record.checks.length).toBeGreaterThanOrEqual(1)
    expect(record.checks.length).toBeLessThanOrEqual(4)
    for (const { request, command, tells } of record.checks) {
      expect([request, command].filter((form) => form !== undefined)).toHaveLength(1)
      expect(tells.text).toMatch(/^\S.*\.$/)
    }
  })

  test("changes nothing by looking", () => {
    for (const { request, command } of record.checks) {
      if (request?.method === "POST") expect(request.path).toMatch(/validateAuthenticationConfiguration$/)
      else expect([undefined, "GET"]).toContain(request?.method)
      expect(command ?? "").not.toMatch(/\baz (?!webapp auth show)/)
    }
  })

  test("has an example of its phase", () => {
    expect(record.example?.kind).toBe(record.phase === "pre-call" ? "configuration" : "answer")
  })

  test("has commands with known placeholders and no secret", () => {
    for (const { command = "" } of [...record.fix, ...record.checks]) {
      for (const [, name] of command.matchAll(/(?<!%)\{([A-Za-z]+)\}/g))
        expect(commandPlaceholders).toContain(name)
      expect(command).not.toMatch(/eyJ|secret/i)
    }
  })

  test("leads to Microsoft's page over https", () => {
    expect(new URL(record.docs).origin).toBe("https://learn.microsoft.com")
  })

  test("asks for known permissions only, and for a writing one where it writes", () => {
    for (const { method, path, permission } of requests(record)) {
      expect(permissions).toContain(permission)
      const reads = method === "GET" || path.endsWith("/validateAuthenticationConfiguration")
      expect(permission.includes(".ReadWrite.")).toBe(!reads)
    }
  })

  test("has requests with a versioned path, a JSON body and known placeholders", () => {
    for (const { path, body } of requests(record)) {
      expect(path).toMatch(/^\/(?:v1\.0|beta)\/[^\s]+$/)
      if (body !== undefined) expect(JSON.parse(body)).toBeTypeOf("object")
      for (const [, name] of `${path} ${body ?? ""}`.matchAll(/\{([A-Za-z]+)\}/g))
        expect(placeholders).toContain(name)
    }
  })
})

describe("what the references mark as inferred", () => {
  const unsure = [
    1003000,
    1003001,
    1003004,
    1003011,
    ...listed.filter((code) => code >= 1003014 && code <= 1003023),
  ]

  test.each(unsure)("%i does not claim a documented phase", (code) => {
    expect(errorCode(code).phaseBasis).not.toBe("documented")
  })

  test.each([1003000, 1003001, 1003017, 1003018, 1003027])("%i claims no documented cause", (code) => {
    expect(errorCode(code).causes.map(({ basis }) => basis)).not.toContain("documented")
  })

  test.each([1003017, 1003018])("%i does not claim that Microsoft names Entra's caller", (code) => {
    const aboutCaller = [...errorCode(code).causes, ...errorCode(code).evidence].filter(({ text }) =>
      text.includes("99045fe1"),
    )
    expect(aboutCaller.map(({ basis }) => basis)).not.toContain("documented")
    expect(errorCode(code).doubts).toHaveLength(1)
  })

  test.each(catalogue.filter(({ phase }) => phase === "pre-call"))(
    "$code does not claim to know numberOfAttempts",
    ({ evidence }) => {
      const attempts = evidence.filter(({ text }) => text.includes("numberOfAttempts"))
      expect(attempts.map(({ basis }) => basis)).not.toContain("documented")
    },
  )

  test.each([1003000, 1003001, 1003017, 1003018, 1003023, 1003024, 1003027])(
    "%i has no look whose result is documented",
    (code) => {
      expect(errorCode(code).checks.map(({ tells }) => tells.basis)).not.toContain("documented")
    },
  )

  test("no look at numberOfAttempts is documented", () => {
    const looks = catalogue.flatMap((record) => record.checks.map(({ tells }) => tells))
    const attempts = looks.filter(({ text }) => text.includes("numberOfAttempts"))
    expect(attempts.length).toBeGreaterThan(3)
    expect(attempts.map(({ basis }) => basis)).not.toContain("documented")
  })

  test("no published size is claimed for 1003024", () => {
    const texts = [...errorCode(1003024).causes, ...errorCode(1003024).evidence]
    expect(texts.filter(({ text, basis }) => basis === "documented" && /\d/.test(text))).toEqual([])
  })
})

describe("phases", () => {
  const inPhase = (phase: ErrorCode["phase"]) => catalogue.filter((record) => record.phase === phase)

  test("the configuration family lies before the call", () => {
    const configuration = [
      1003000,
      1003004,
      1003011,
      ...listed.filter((code) => code >= 1003014 && code <= 1003023),
    ]
    expect(inPhase("pre-call").map(({ code }) => code)).toEqual(configuration)
  })

  test("transport and unclassified failures lie on the way", () => {
    expect(inPhase("call").map(({ code }) => code)).toEqual([1003001, 1003005, 1003027])
  })

  test("only token issuance can carry the codes about claims", () => {
    const narrowed = catalogue.filter(({ events }) => events !== "all")
    expect(narrowed.map(({ code }) => code)).toEqual([1003007, 1003025, 1003026])
    for (const { events } of narrowed) expect(events).toEqual(["tokenIssuanceStart"])
  })
})

describe("numbers that are not listed", () => {
  test("1003013 gets a record that says so", () => {
    expect(isKnownCode(1003013)).toBe(false)
    expect(errorCode(1003013).meaning).toMatch(/not a documented code .* from 1003012 to 1003014/)
  })

  test.each([1003028, 1003031, 1003037, 1003999])("%i is named as no extension code", (code) => {
    expect(isKnownCode(code)).toBe(false)
    expect(errorCode(code).meaning).toContain("ends at 1003027")
  })

  test.each([0, -1, 50146, 1.5, Number.NaN])("%d gets a complete record", (code) => {
    expect(userSees(errorCode(code))).toEqual([])
    expect(errorCode(code).name).toBe("Undocumented")
    expect(errorCode(code).causes.every(({ basis }) => basis === "inferred")).toBe(true)
  })

  test("listed numbers get their own record", () => {
    for (const code of listed) expect(errorCode(code).code).toBe(code)
  })
})
