import { beforeAll, beforeEach, describe, expect, test } from "vitest"
import { directoryRoles } from "../../../sandbox/tenants/directory-roles"
import { isGranted, revoke } from "../../../sandbox/tenants/grants"
import { contosoIds, woodgroveIds } from "../../../sandbox/tenants/ids"
import { graphPermissions } from "../../../sandbox/tenants/well-known"
import { actingFor } from "./delegation"
import {
  authorizeParameters,
  authorizePath,
  callback,
  claimsOf,
  type Login,
  redeem,
  signIn,
  startLogin,
  woodgroveOf,
} from "./login"

const segment = woodgroveIds.tenant
const client_id = woodgroveIds.consoleApp

let login: Login
beforeAll(async () => {
  login = await startLogin()
})
beforeEach(() => login.world.reset())

async function idTokenOf(user: string) {
  const { code, verifier } = await signIn(login, { user, segment, client_id })
  return claimsOf(
    await login.token(redeem(login.world, code, verifier, { client_id }), { segment }),
    "id_token",
  )
}

describe("an administrator of an external tenant signs in to the console", () => {
  test.each([
    ["reader", ["Console.Reader"]],
    ["tester", ["Console.Tester"]],
    ["operator", ["Console.Operator"]],
    ["nobody", undefined],
  ])("at login.microsoftonline.com as %s with the roles %j", async (alias, roles) => {
    const preferred_username = `${alias}@woodgrove.onmicrosoft.com`
    const claims = await idTokenOf(preferred_username)
    expect(claims).toMatchObject({
      iss: `https://localhost:5201/${segment}/v2.0`,
      aud: client_id,
      tid: segment,
      preferred_username,
    })
    expect(claims.roles).toEqual(roles)
  })

  test("and the page offers the personas and no customer", async () => {
    const page = await login.visit(authorizePath(authorizeParameters({ client_id }), segment))
    const text = await page.text()
    expect(text).toContain("Signing in to Calloutscope at Woodgrove")
    expect(text.match(/name="user"/g)).toHaveLength(4)
    expect(text).toContain("operator@woodgrove.onmicrosoft.com")
  })

  test("but not with Contoso's registration of the console", async () => {
    const page = await login.visit(authorizePath(authorizeParameters(), segment))
    expect(page.status).toBe(400)
    expect(await page.text()).toContain("AADSTS700016")
  })

  test("and a session of one tenant does not hold in the other", async () => {
    const { response } = await signIn(login)
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? ""
    const path = authorizePath(authorizeParameters({ client_id, prompt: "none" }), segment)
    const silent = await login.visit(path, { headers: { cookie } })
    const location = new URL(silent.headers.get("location") ?? "about:blank")
    expect(location.searchParams.get("error")).toBe("login_required")
  })
})

test("the console of an external tenant acts for its administrator", async () => {
  const scope = `openid api://${client_id}/access_as_user`
  const user = "operator@woodgrove.onmicrosoft.com"
  const { code, verifier } = await signIn(login, { user, segment, client_id, scope })
  const first = await login.token(redeem(login.world, code, verifier, { client_id }), { segment })
  const form = actingFor(login.world, `${first.body.access_token}`, { client_id })
  expect(claimsOf(await login.token(form, { segment }))).toMatchObject({
    tid: segment,
    upn: user,
    wids: expect.arrayContaining([directoryRoles["Application Administrator"]]),
  })
  expect((await login.token({ ...form, client_id: contosoIds.consoleApp })).body.error_codes).toEqual([50013])
})

test("an administrator of an external tenant consents for the console, in that tenant only", async () => {
  const tenant = woodgroveOf(login.world)
  const roleId = graphPermissions["AuditLog.Read.All"] ?? ""
  revoke(tenant, client_id)
  const answer = await login.visit(`/${segment}/adminconsent`, {
    method: "POST",
    body: new URLSearchParams({
      client_id,
      redirect_uri: "http://localhost:3001/consent",
      answer: "accept",
    }).toString(),
  })
  const location = new URL(answer.headers.get("location") ?? "about:blank")
  expect(location.searchParams.get("tenant")).toBe(segment)
  expect(isGranted(tenant, client_id, roleId)).toBe(true)
})

test("the console of an external tenant is answered at any port of localhost", async () => {
  const redirect_uri = callback.replace("3000", "3001")
  const { location } = await signIn(login, {
    user: "reader@woodgrove.onmicrosoft.com",
    segment,
    client_id,
    redirect_uri,
  })
  expect(location.origin + location.pathname).toBe(redirect_uri)
})
