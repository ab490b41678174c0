import { createHash } from "node:crypto"
import { beforeAll, describe, expect, test } from "vitest"
import { contosoIds } from "../../../sandbox/tenants/ids"
import { type Login, startLogin } from "./login"

const tenant = contosoIds.tenant
const keysOfV2 = [
  "authorization_endpoint",
  "claims_supported",
  "cloud_graph_host_name",
  "cloud_instance_name",
  "device_authorization_endpoint",
  "end_session_endpoint",
  "frontchannel_logout_supported",
  "http_logout_supported",
  "id_token_signing_alg_values_supported",
  "issuer",
  "jwks_uri",
  "kerberos_endpoint",
  "msgraph_host",
  "rbac_url",
  "request_uri_parameter_supported",
  "response_modes_supported",
  "response_types_supported",
  "scopes_supported",
  "subject_types_supported",
  "tenant_region_scope",
  "token_endpoint",
  "token_endpoint_auth_methods_supported",
  "userinfo_endpoint",
]

let login: Login
beforeAll(async () => {
  login = await startLogin()
})

describe("the discovery document", () => {
  test("has exactly the members of Entra's v2 document", async () => {
    const { body } = await login.get(`/${tenant}/v2.0/.well-known/openid-configuration`)
    expect(Object.keys(body).sort()).toEqual(keysOfV2)
  })

  test("sends SDKs to https and browsers to plain http on 127.0.0.1", async () => {
    const { body } = await login.get(`/${tenant}/v2.0/.well-known/openid-configuration`)
    expect(body).toMatchObject({
      issuer: `https://localhost:5201/${tenant}/v2.0`,
      token_endpoint: `https://localhost:5201/${tenant}/oauth2/v2.0/token`,
      jwks_uri: `https://localhost:5201/${tenant}/discovery/v2.0/keys`,
      authorization_endpoint: `http://127.0.0.1:5202/${tenant}/oauth2/v2.0/authorize`,
      end_session_endpoint: `http://127.0.0.1:5202/${tenant}/oauth2/v2.0/logout`,
    })
  })

  test("names the scopes and claims of signing in, and none of an API", async () => {
    const { body } = await login.get(`/${tenant}/v2.0/.well-known/openid-configuration`)
    expect(body.scopes_supported).toEqual(["openid", "profile", "email", "offline_access"])
    expect(body.claims_supported).toEqual(
      expect.arrayContaining([
        "sub",
        "iss",
        "auth_time",
        "nonce",
        "preferred_username",
        "name",
        "tid",
        "ver",
      ]),
    )
    expect(body).not.toHaveProperty("grant_types_supported")
  })

  test.each(["contoso.onmicrosoft.com", "contoso.com"])(
    "is found by the verified domain %s",
    async (domain) => {
      const { body } = await login.get(`/${domain}/v2.0/.well-known/openid-configuration`)
      expect(body.issuer).toBe(`https://localhost:5201/${tenant}/v2.0`)
    },
  )

  test("of common carries the placeholder instead of a tenant id", async () => {
    const { body } = await login.get("/common/v2.0/.well-known/openid-configuration")
    expect(body.issuer).toBe("https://localhost:5201/{tenantid}/v2.0")
    expect(body.token_endpoint).toBe("https://localhost:5201/common/oauth2/v2.0/token")
    expect(body.tenant_region_scope).toBeNull()
  })

  test("of v1 names the issuer of v1 tokens", async () => {
    const { body } = await login.get(`/${tenant}/.well-known/openid-configuration`)
    expect(body.issuer).toBe(`https://localhost:5201/sts/${tenant}/`)
    expect(body.jwks_uri).toBe(`https://localhost:5201/${tenant}/discovery/keys`)
  })

  test("of an unknown tenant is AADSTS90002 with status 400", async () => {
    const { status, body } = await login.get("/fabrikam.com/v2.0/.well-known/openid-configuration")
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: "invalid_request", error_codes: [90002] })
  })
})

describe("the signing keys", () => {
  test.each([`/${tenant}/discovery/v2.0/keys`, `/${tenant}/discovery/keys`, "/common/discovery/v2.0/keys"])(
    "stand at %s with the certificate whose thumbprint is their id",
    async (path) => {
      const { body } = await login.get(path)
      // Safe: the document under test; a wrong shape fails the expectations below.
      const keys = body.keys as { kid: string; x5t: string; x5c: string[]; kty: string; use: string }[]
      expect(keys).toHaveLength(2)
      for (const { kid, x5t, x5c, kty, use } of keys) {
        const der = Buffer.from(`${x5c[0]}`, "base64")
        expect(createHash("sha1").update(der).digest("base64url")).toBe(kid)
        expect({ x5t, kty, use }).toEqual({ x5t: kid, kty: "RSA", use: "sig" })
      }
    },
  )
})

test("instance discovery is a gap of the sandbox and says so", async () => {
  expect((await login.get("/common/discovery/instance")).status).toBe(501)
})
