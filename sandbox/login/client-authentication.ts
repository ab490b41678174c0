import type { Application, Tenant } from "../tenants/types"
import type { World } from "../world"
import type { ClientProof } from "./access-token"
import { type Place, verifyAssertion } from "./client-assertion"
import { refuse } from "./refusals"

/** What a client presents at the token endpoint, from the form or from Basic authentication. */
export type Credentials = {
  clientId: string
  secret: string | undefined
  assertion: string | undefined
  assertionType: string | undefined
}

const decoded = (text: string) => decodeURIComponent(text.replaceAll("+", " "))

function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = authorization?.match(/^Basic\s+(\S+)$/i)?.[1]
  if (!encoded) return undefined
  const [id = "", ...rest] = Buffer.from(encoded, "base64").toString().split(":")
  try {
    return { id: decoded(id), secret: decoded(rest.join(":")) }
  } catch {
    return undefined
  }
}

/** The client's credentials; throws 900144 when no client id was sent. */
export function readCredentials(form: URLSearchParams, authorization: string | undefined): Credentials {
  const basic = readBasic(authorization)
  const clientId = form.get("client_id") || basic?.id
  if (!clientId) throw refuse.missing("client_id")
  return {
    clientId,
    secret: form.get("client_secret") || basic?.secret || undefined,
    assertion: form.get("client_assertion") || undefined,
    assertionType: form.get("client_assertion_type") || undefined,
  }
}

function verifySecret(world: World, tenant: Tenant, application: Application, secret: string) {
  const now = world.clock.now()
  const { knownAt } = tenant.replication
  const matching = application.passwordCredentials.filter(
    ({ keyId }) => tenant.secrets.get(keyId) === secret && (knownAt.get(keyId) ?? now) <= now,
  )
  const started = matching.filter(({ startDateTime }) => Date.parse(startDateTime) <= now)
  if (started.length === 0) throw refuse.wrongSecret(application.appId)
  if (started.every(({ endDateTime }) => Date.parse(endDateTime) <= now))
    throw refuse.expiredSecret(application.appId)
}

/** How the client proved itself; throws the refusal of a missing or wrong proof. */
export async function authenticateClient(
  world: World,
  place: Place,
  application: Application,
  { secret, assertion, assertionType }: Credentials,
): Promise<ClientProof> {
  if (assertion) {
    if (!assertionType) throw refuse.missing("client_assertion_type")
    if (assertionType !== "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
      throw refuse.assertionType(assertionType)
    await verifyAssertion(world, place, application, assertion)
    return "certificate"
  }
  if (!secret) throw refuse.noCredential()
  verifySecret(world, place.tenant, application, secret)
  return "secret"
}
