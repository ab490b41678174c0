import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { authorityOf } from "@/lib/outbound"
import { readRanges } from "@/lib/remote/dial/address"
import type { Policy } from "@/lib/remote/dial/policy"
import { readTarget } from "@/lib/remote/dial/target"
import { addressUrls } from "./urls"

const listed = "https://claims.contoso.com/api"
const own = { authorities: new Set(["localhost:3000"]), ports: new Set([3000]) }
const strict: Policy = { listed: new Set(["claims.contoso.com:443"]), opened: [], own, nameServers: [] }

/** A list on which every host stands: what is refused then is refused for itself. */
const everything: Policy = { ...strict, listed: Object.assign(new Set<string>(), { has: () => true }) }

const outcome = (url: string, policy = strict) => {
  const read = readTarget(url, policy)
  return "kind" in read ? read.reason : read
}

describe("an IP address as the host is refused although it is on the list:", () => {
  test.each(addressUrls(443))("%s", (url) =>
    expect(["literal", "malformed"]).toContain(outcome(url, everything)),
  )

  test.each(addressUrls(3000))("on the console's own port, with loopback opened: %s", (url) => {
    const opened = readRanges(["127.0.0.0/8", "::1/128", "::ffff:127.0.0.0/104"])
    expect(["literal", "malformed", "special-use", "own-console"]).toContain(
      outcome(url, { ...everything, opened }),
    )
  })

  test("an address within an opened range may be called when it is on the list", () => {
    const opened = readRanges(["10.20.0.0/16"])
    const addresses = new Set(["10.20.0.1:443"])
    expect(outcome("https://10.20.1/x", { ...strict, listed: addresses, opened })).toMatchObject({
      host: "10.20.0.1",
      path: "/x",
    })
    expect(outcome("https://10.20.0.2/", { ...strict, listed: addresses, opened })).toBe("not-listed")
    expect(outcome("https://10.20.0.1/", { ...strict, listed: addresses })).toBe("literal")
  })
})

describe("a host on the list is called by one name, however it is written:", () => {
  test.each([
    listed,
    "HTTPS://CLAIMS.Contoso.COM/api",
    "https://claims.contoso.com./api",
    "https://claims.contoso.com:443/api",
    "https://claims.contoso.com:0443/api",
    "https://claims.contoso.com:/api",
    "https://claims\u3002contoso\uFF0Ecom/api",
    "https://\uFF43laims.contoso.com/api",
    "https://cl\u00ADaims.contoso.com/api",
    "https://\u24D2\u24DBaims.contoso.com/api",
    "https://claims.contoso.com/x/../api",
    "https://claims.contoso.com/x/%2e%2e/api",
  ])("%s", (url) =>
    expect(outcome(url)).toEqual({
      host: "claims.contoso.com",
      port: 443,
      authority: "claims.contoso.com:443",
      path: "/api",
    }),
  )

  test("its query goes with it", () =>
    expect(outcome(`${listed}?code=a@b/c:d`)).toMatchObject({
      host: "claims.contoso.com",
      path: "/api?code=a@b/c:d",
    }))
})

describe("a URL that is not what it looks like is refused:", () => {
  test.each([
    ["https://evil.example/claims.contoso.com", "not-listed"],
    ["https://evil.example/?https://claims.contoso.com", "not-listed"],
    ["https://claims.contoso.com.evil.example/", "not-listed"],
    ["https://claims-contoso.com/", "not-listed"],
    ["https://xclaims.contoso.com/", "not-listed"],
    ["https://contoso.com/", "not-listed"],
    ["https://claims.contoso.com:8443/", "not-listed"],
    ["https://claims.contoso.com:80/", "not-listed"],
    ["https://claims.contoso.com:22/", "not-listed"],
    // Cyrillic es, Greek omicron, dotless i, a digit one.
    ["https://\u0441laims.contoso.com/", "not-listed"],
    ["https://claims.c\u03BFntoso.com/", "not-listed"],
    ["https://cla\u0131ms.contoso.com/", "not-listed"],
    ["https://c1aims.contoso.com/", "not-listed"],
    ["https://xn--laims-2ze.contoso.com/", "not-listed"],
    ["https://localhost/", "not-listed"],
    ["https://localhost:3000/", "not-listed"],
    ["https://metadata.google.internal/", "not-listed"],
    ["https://claims.contoso.com@evil.example/", "user-info"],
    ["https://user:secret@claims.contoso.com/", "user-info"],
    ["https://user@claims.contoso.com/", "user-info"],
    ["https://@claims.contoso.com/", "user-info"],
    ["https://:@claims.contoso.com/", "user-info"],
    ["https://claims.contoso.com/#", "fragment"],
    ["https://claims.contoso.com/#top", "fragment"],
    ["https://claims.contoso.com#@evil.example/", "fragment"],
    ["http://claims.contoso.com/", "scheme"],
    ["HTTP://claims.contoso.com/", "scheme"],
    ["ws://claims.contoso.com/", "scheme"],
    ["wss://claims.contoso.com/", "scheme"],
    ["ftp://claims.contoso.com/", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["gopher://claims.contoso.com/", "scheme"],
    ["data:text/plain,x", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["blob:https://claims.contoso.com/1", "scheme"],
    ["view-source:https://claims.contoso.com/", "scheme"],
    ["https:claims.contoso.com/", "malformed"],
    ["https:/claims.contoso.com/", "malformed"],
    ["https:///claims.contoso.com/", "malformed"],
    ["https:////claims.contoso.com/", "malformed"],
    ["https:\\\\claims.contoso.com\\", "malformed"],
    ["https://claims.contoso.com\\@evil.example/", "malformed"],
    ["https://evil.example\\@claims.contoso.com/", "malformed"],
    ["https://claims.contoso.com/\\evil.example", "malformed"],
    [" https://claims.contoso.com/", "malformed"],
    ["https://claims.contoso.com/ ", "malformed"],
    ["https://claims.contoso.com /", "malformed"],
    ["\thttps://claims.contoso.com/", "malformed"],
    ["ht\ttps://claims.contoso.com/", "malformed"],
    ["https://claims.con\ttoso.com/", "malformed"],
    ["https://claims.contoso.com\n.evil.example/", "malformed"],
    ["https://claims.contoso.com/\r\nHost: evil.example", "malformed"],
    ["https://claims.contoso.com/\u0000", "malformed"],
    ["https://claims.contoso.com/\u007F", "malformed"],
    ["https://claims.contoso.com/\u0085", "malformed"],
    ["https://claims.contoso.com/\u2028", "malformed"],
    ["https://claims.contoso%2ecom/", "malformed"],
    ["https://%63laims.contoso.com/", "malformed"],
    ["https://claims.contoso.com%2f.evil.example/", "malformed"],
    ["https://claims.contoso.com%00.evil.example/", "malformed"],
    ["https://claims.contoso.com%40evil.example/", "malformed"],
    ["https://claims.contoso.com:443%2f/", "malformed"],
    ["https://claims.contoso.com../", "malformed"],
    ["https://./", "malformed"],
    ["https://../", "malformed"],
    ["https:///", "malformed"],
    ["https://", "malformed"],
    ["https://?x", "malformed"],
    ["https://:443/", "malformed"],
    ["https://claims.contoso.com:65536/", "malformed"],
    ["https://claims.contoso.com:-1/", "malformed"],
    ["https://claims.contoso.com:4 43/", "malformed"],
    ["https://claims.contoso.com:443:443/", "malformed"],
    ["https://[claims.contoso.com]/", "malformed"],
    ["https://claims contoso.com/", "malformed"],
    ["https://claims<contoso>.com/", "malformed"],
    ["https://claims|contoso.com/", "malformed"],
    ["https://claims^contoso.com/", "malformed"],
    ["claims.contoso.com", "malformed"],
    ["//claims.contoso.com/", "malformed"],
    ["/api", "malformed"],
    ["", "malformed"],
    [`${listed}?${"x".repeat(8192)}`, "malformed"],
  ])("%j: %s", (url, reason) => expect(outcome(url)).toBe(reason))

  test("the console itself is, although it stands on the list", () =>
    expect(outcome("https://localhost:3000/", everything)).toBe("own-console"))
})

test("every refusal has a sentence", () => {
  const read = readTarget("https://evil.example/", strict)
  expect(read).toEqual({
    kind: "refused",
    reason: "not-listed",
    why: "evil.example:443 is no host of an extension of this tenant and is not named in OUTBOUND_ALLOW_HOSTS.",
  })
})

describe("whatever the text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "https://",
      "claims.contoso.com",
      "evil.example",
      "127.0.0.1",
      "0x7f.1",
      "[::1]",
      ":443",
      "@",
      "\\",
      "/",
      "?",
      "#",
      "%2e",
      "%00",
      ".",
      "\t",
      "\u3002",
      "\u0441",
    ),
    fc.string({ maxLength: 3, unit: "grapheme" }),
  )
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""))

  test("only the listed host is called, and by what the one parser read", () =>
    fc.assert(
      fc.property(text, fc.boolean(), (rest, prefixed) => {
        const raw = prefixed ? `https://${rest}` : rest
        const read = readTarget(raw, strict)
        if ("kind" in read) return true
        const url = new URL(raw)
        return (
          read.host === "claims.contoso.com" &&
          read.port === 443 &&
          authorityOf(url) === read.authority &&
          url.pathname + url.search === read.path
        )
      }),
      { numRuns: 20_000 },
    ))

  test("no IP address is ever called when none is opened", () =>
    fc.assert(
      fc.property(text, (rest) => {
        const read = readTarget(`https://${rest}`, everything)
        return "kind" in read || !/^[\d.]+$|:/.test(read.host)
      }),
      { numRuns: 20_000 },
    ))
})
