import fc from "fast-check"
import { type Facts, userMembers } from "../../lib/events/payload"

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-${String(digit).repeat(12)}`

/** A healthy world: every fact is known, and every text occurs once. */
export const allFacts = {
  tenantId: id(1),
  domainName: "contoso.onmicrosoft.com",
  tenantKind: "external",
  listenerId: id(2),
  extensionId: id(3),
  correlationId: id(4),
  client: { ip: "2001:db8::7", locale: "de-ch", market: "fr-ch" },
  protocol: "OAUTH2.0",
  clientApp: { id: id(5), appId: id(6), appDisplayName: "Contoso Shop", displayName: "Shop" },
  resourceApp: { id: id(7), appId: id(8), appDisplayName: "Contoso Orders", displayName: "Orders" },
  user: {
    ...Object.fromEntries(userMembers.map((name) => [name, `the ${name}`])),
    id: id(9),
  },
  signUp: {
    email: "larissa@contoso.com",
    attributes: {
      city: { value: "Basel" },
      extension_0123456789abcdef0123456789abcdef_age: { type: "int64", value: 41 },
      extension_0123456789abcdef0123456789abcdef_isVip: { type: "boolean", value: true },
    },
    identities: [{ signInType: "emailAddress", issuer: "the issuer", issuerAssignedId: "the identity" }],
  },
  otp: { address: "otp@contoso.com", code: "87654321", requestType: "PasswordReset" },
  encryptedPasswordContext: "a.b.c.d.e",
  verifiedId: {
    employeeId: "E4711",
    claims: { firstName: "Larissa" },
    identities: [
      { signInType: "federated", issuer: "the other issuer", issuerAssignedId: "the other identity" },
    ],
  },
} as const satisfies Facts

const some = <Shape extends Record<string, fc.Arbitrary<unknown>>>(shape: Shape) =>
  fc.record(shape, { requiredKeys: [] })
const text = fc.option(fc.string(), { nil: undefined })
const app = some({ id: text, appId: text, appDisplayName: text, displayName: text })
const identities = fc.array(
  fc.record({ signInType: fc.string(), issuer: fc.string(), issuerAssignedId: fc.string() }),
  { maxLength: 3 },
)
const userMember = fc.option(fc.oneof(fc.string(), fc.constant(undefined)), { nil: null })
/** Names that a careless tree walk stumbles over come often. */
const memberName = fc.oneof(
  fc.string(),
  fc.constantFrom("origin", "value", "__proto__", "a/b~c", "constructor", "0", ""),
)
const attributeFact = some({
  type: fc.constantFrom("string", "int64", "boolean", undefined),
  value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(undefined)),
})

/** Any subset of facts. */
export const anyFacts: fc.Arbitrary<Facts> = some({
  tenantId: text,
  domainName: text,
  tenantKind: fc.constantFrom("workforce", "external", undefined),
  listenerId: text,
  extensionId: text,
  correlationId: text,
  client: some({ ip: text, locale: text, market: text }),
  protocol: fc.constantFrom("OAUTH2.0", "SAML", undefined),
  clientApp: app,
  resourceApp: app,
  user: some(Object.fromEntries(userMembers.map((name) => [name, userMember]))),
  signUp: some({ email: text, attributes: fc.dictionary(memberName, attributeFact), identities }),
  otp: some({ address: text, code: text, requestType: text }),
  encryptedPasswordContext: text,
  verifiedId: some({ employeeId: text, claims: fc.dictionary(memberName, fc.string()), identities }),
})
