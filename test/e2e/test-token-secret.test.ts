import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, test } from "vitest"
import { contosoIds } from "@/sandbox/tenants/ids"
import { createClientCertificate } from "@/sandbox/tls/authority"
import { next } from "../control"
import { received, setting } from "../remote/border"
import { filesIn, left, withDelay } from "../remote/test-token-session"
import { newPage, signInAs, violations } from "./browser"
import { startConsole } from "./console"
import { testTokenDesk } from "./test-token-desk"

const desk = testTokenDesk()
const { openAs, choose, atHand, takeAsConsole, takeByTemporarySecret, openForm, trouble, line, forgetHeld } =
  desk

describe("with a temporary secret", () => {
  test("the steps are followed until the token is there and the secret is gone", async () => {
    await withDelay(2500)
    await openAs("operator")
    await takeByTemporarySecret()
    await trouble("The sign-in service does not know the secret yet")
    await trouble("The token is there, and the secret is removed.")
    await atHand()
    expect(await line("Client").textContent()).toBe(contosoIds.apiApp)
    const rows = await desk.page
      .getByRole("table", { name: "Steps of the run" })
      .getByRole("row")
      .allTextContents()
    expect(rows.slice(1).every((row) => row.includes("Done"))).toBe(true)
    expect(await left()).toEqual([])
  })

  test("a run can be cancelled", async () => {
    await withDelay(600_000)
    await openAs("operator")
    await takeByTemporarySecret()
    await trouble("The sign-in service does not know the secret yet")
    await desk.page.getByRole("button", { name: "Cancel the run" }).click()
    await trouble("The run was cancelled; no secret is left.")
    expect(await left()).toEqual([])
  })

  test("READ_ONLY leaves the tenant alone", async () => {
    const readOnly = await startConsole({ DATA_DIR: desk.folder, READ_ONLY: "true" })
    try {
      desk.use(await newPage(desk.browser))
      await signInAs(desk.page, readOnly.url, "operator")
      await desk.page.goto(`${readOnly.url}/tokens/test`)
      await choose("Loyalty claims")
      await openForm("As the API's own app, with a temporary secret")
      await desk.page.getByText("READ_ONLY is on: this console changes nothing in the tenant.").waitFor()
    } finally {
      await desk.page.context().close()
      await readOnly.stop()
    }
  })
})

describe("after the console was killed", () => {
  test("a run that lost the operator's token renews it silently and goes on", async () => {
    const data = mkdtempSync(path.join(tmpdir(), "calloutscope-killed-"))
    let one = await startConsole({ DATA_DIR: data })
    try {
      desk.use(await newPage(desk.browser))
      await signInAs(desk.page, one.url, "operator")
      await one.kill()
      one = await startConsole({ DATA_DIR: data })
      await desk.page.goto(`${one.url}/tokens/test`)
      await choose("Loyalty claims")
      await takeByTemporarySecret()
      await trouble("The token is there, and the secret is removed.")
      expect(new URL(desk.page.url()).search).toMatch(/^\?extension=[0-9a-f-]{36}$/)
      expect(await left()).toEqual([])
    } finally {
      await desk.page.context().close()
      await one.stop()
      rmSync(data, { recursive: true, force: true })
    }
  })

  test("its secret is shown to a reader and removed by the first operator who comes by", async () => {
    const data = mkdtempSync(path.join(tmpdir(), "calloutscope-killed-"))
    let one = await startConsole({ DATA_DIR: data })
    try {
      await withDelay(600_000)
      desk.use(await newPage(desk.browser))
      await signInAs(desk.page, one.url, "operator")
      await desk.page.goto(`${one.url}/tokens/test`)
      await choose("Loyalty claims")
      await takeByTemporarySecret()
      await trouble("The sign-in service does not know the secret yet")
      await one.kill()
      const [name = ""] = await left()
      expect(name).toMatch(/^Calloutscope test /)
      one = await startConsole({ DATA_DIR: data })
      const reader = await newPage(desk.browser)
      await signInAs(reader, one.url, "reader")
      await reader.goto(`${one.url}/callouts`)
      await reader.getByText("A temporary secret was left on an app").waitFor()
      expect(await reader.locator("main").textContent()).toContain(name)
      expect(await violations(reader)).toEqual([])
      await reader.context().close()
      expect(await left()).toEqual([name])
      await desk.page.goto(`${one.url}/callouts`)
      await desk.page.getByText("A secret that a run left behind was removed").waitFor()
      expect([await left(), Object.keys(filesIn(path.join(data, "temporary-secrets")))]).toEqual([[], []])
      expect(new URL(desk.page.url()).pathname).toBe("/callouts")
    } finally {
      await desk.page.context().close()
      await one.stop()
      rmSync(data, { recursive: true, force: true })
    }
  })
})

describe("no token and no secret", () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

  /** A token that nobody issued, so that nothing else carries a part of it. */
  const canary = (name: string) =>
    `${part({ alg: "RS256", typ: "JWT", kid: `kid-${name}` })}.${part({
      aud: contosoIds.apiApp,
      azp: setting("AZURE_CLIENT_ID"),
      ver: "2.0",
      exp: Math.floor(Date.now() / 1000) + 3600,
      jti: name,
    })}.${Buffer.from(`signature of ${name}, which is a canary`).toString("base64url")}`

  /** What the cloud was sent that must stay a secret: secrets, assertions, and tokens for Graph. */
  async function sentSecrets(): Promise<string[]> {
    const forms = (await received("login")).map(({ body }) => new URLSearchParams(body))
    const ofLogin = forms.flatMap((form) =>
      ["client_secret", "client_assertion", "assertion"].flatMap((name) => form.get(name) ?? []),
    )
    const ofGraph = (await received("graph")).flatMap(({ headers }) => headers.authorization?.slice(7) ?? [])
    return [...new Set([...ofLogin, ...ofGraph])]
  }

  test("is in HTML, RSC payload, cookies, log, data desk.folder or browser after a whole run", async () => {
    const bodies: Promise<string>[] = []
    await openAs("operator")
    desk.page.on("response", (response) => bodies.push(response.text().catch(() => "")))
    const [issued, pasted] = [canary("issued"), canary("pasted")]
    const { key, cert } = await createClientCertificate("Canary")
    const typedSecret = "canary-0b5a7c1e-typed-secret"

    await next("POST */oauth2/v2.0/token", {
      body: { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: issued },
    })
    await takeAsConsole()
    await atHand()
    await desk.page.getByRole("table", { name: "Claims that were judged" }).waitFor()
    await desk.page.reload()

    await openForm("As another app, with a secret or certificate for this one request")
    await desk.page.getByLabel("Client id").fill(contosoIds.apiApp)
    await desk.page.getByLabel("Client secret").fill(typedSecret)
    await desk.page.getByRole("button", { name: "Get a token as this app" }).click()
    await trouble("Client secret is wrong")
    await desk.page.reload()
    await openForm("As another app, with a secret or certificate for this one request")
    await desk.page.getByLabel("Client id").fill(contosoIds.apiApp)
    await desk.page.getByLabel("Certificate").setInputFiles({
      name: "canary.pem",
      mimeType: "application/x-pem-file",
      buffer: Buffer.from(`${key}\n${cert}\n`),
    })
    await desk.page.getByRole("button", { name: "Get a token as this app" }).click()
    await trouble("Certificate is not the client's")

    await withDelay(1500)
    await takeByTemporarySecret()
    await trouble("The token is there, and the secret is removed.")
    await desk.page.reload()
    await forgetHeld()

    await openForm("Paste a token")
    await desk.page.getByLabel("Token", { exact: true }).fill(`Bearer ${pasted}`)
    await desk.page.getByRole("button", { name: "Keep and judge it" }).click()
    await atHand()
    expect(
      await desk.page.locator("textarea").evaluateAll((all) => all.map((one) => one.textContent)),
    ).toEqual([""])
    await desk.page.goto(`${desk.app.url}/tokens/test?extension=nowhere`)
    await desk.page.goBack()
    await atHand()

    const held = await desk.page.evaluate(() => ({
      local: JSON.stringify({ ...localStorage }),
      session: JSON.stringify({ ...sessionStorage }),
      history: JSON.stringify(history.state),
      fields: [...document.querySelectorAll("input, textarea")].map((one) => (one as HTMLInputElement).value),
    }))
    const seen = [
      ...(await Promise.all(bodies)),
      await desk.page.content(),
      JSON.stringify(held),
      JSON.stringify(await desk.page.context().cookies()),
      desk.app.output(),
      ...Object.values(filesIn(desk.folder)),
    ].join("\n")
    expect(seen).toContain("jti")
    const sent = await sentSecrets()
    expect(sent.length).toBeGreaterThan(4)
    const keyLine = key.split("\n")[3] ?? ""
    expect(keyLine.length).toBeGreaterThan(40)
    const secrets = [typedSecret, keyLine, setting("AZURE_CLIENT_SECRET"), ...sent]
    for (const token of [issued, pasted, ...sent.filter((one) => one.startsWith("eyJ"))])
      secrets.push(token, ...token.split(".").slice(1))
    for (const secret of secrets) expect(seen.includes(secret) ? secret : "nowhere").toBe("nowhere")
  })
})
