import { randomBytes, randomUUID } from "node:crypto"
import { z } from "zod"
import { type Actor, recordChange } from "../engine/log/change"
import { whereaboutsOf } from "../engine/whereabouts"
import { passwordCredential } from "../tenants/directory-objects"
import type { Application, PasswordCredential } from "../tenants/types"
import type { Answer, Call, Route } from "./call"
import { badRequest, GraphRefusal } from "./errors"
import { namedObject } from "./named-object"
import { contextOf } from "./paging"
import { writeApplicationSecrets } from "./permissions"

const ofApplication = ["applications/{id}", "applications(appId='{appId}')"]
const shared = { method: "POST", permission: writeApplicationSecrets } as const

/** Secrets of applications, made and removed: https://learn.microsoft.com/graph/api/application-addpassword */
export const credentialRoutes: readonly Route[] = ofApplication.flatMap((path): Route[] => [
  { ...shared, path: `${path}/addPassword`, answer: addPassword },
  { ...shared, path: `${path}/removePassword`, answer: removePassword },
])

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const addBody = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().nullish(),
      startDateTime: time.nullish(),
      endDateTime: time.nullish(),
    })
    .nullish(),
})
const removeBody = z.strictObject({ keyId: z.guid() })

/** INFERRED: code and text of what the body says wrong. */
function readBody<Schema extends z.ZodType>({ body }: Call, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badRequest(`Invalid value specified for property '${issue?.path.join(".") ?? ""}': ${issue?.message}`)
}

/** Times as the directory writes them here: with seven digits of a second. */
const written = (at: number) => new Date(at).toISOString().replace("Z", "0000Z")

/** [FIELD] Forty characters with `8Q~` after the third. */
function newSecret(): string {
  const random = randomBytes(37).toString("base64url").slice(0, 37)
  return `${random.slice(0, 3)}8Q~${random.slice(3)}`
}

function inTwoYears(at: number): number {
  const end = new Date(at)
  return end.setUTCFullYear(end.getUTCFullYear() + 2)
}

/** Makes a secret, which this answer alone tells; the sign-in service takes it as soon as it has learned of it. */
function addPassword(call: Call): Answer {
  const { world, tenant } = call
  const application = namedObject(tenant.applications, call)
  const actor = actorOf(call)
  const given = readBody(call, addBody).passwordCredential ?? {}
  const startsAt = given.startDateTime ?? world.clock.now()
  const endsAt = given.endDateTime ?? inTwoYears(startsAt)
  // [FIELD] The text, of the directory's older API; INFERRED: when it comes.
  if (endsAt <= startsAt)
    throw new GraphRefusal(400, "Request_BadRequest", "Key credential end date is invalid.")
  const secretText = newSecret()
  const times = [written(startsAt), written(endsAt)] as const
  const { secretText: _, ...shown } = passwordCredential(
    randomUUID(),
    given.displayName ?? null,
    secretText.slice(0, 3),
    times,
  )
  tenant.secrets.set(shown.keyId, secretText)
  tenant.replication.knownAt.set(shown.keyId, world.clock.now() + tenant.replication.delayMs)
  const secrets = [...application.passwordCredentials, { ...shown, secretText: null }]
  replaceSecrets(call, { actor, application, secrets })
  return {
    status: 200,
    body: {
      "@odata.context": contextOf(call, "microsoft.graph.passwordCredential"),
      customKeyIdentifier: null,
      ...shown,
      secretText,
    },
  }
}

/** Removes a secret; INFERRED: that the sign-in service refuses it at once, however long it takes to learn of new ones. */
function removePassword(call: Call): Answer {
  const { tenant } = call
  const application = namedObject(tenant.applications, call)
  const actor = actorOf(call)
  const { keyId } = readBody(call, removeBody)
  const secrets = application.passwordCredentials.filter((one) => one.keyId !== keyId.toLowerCase())
  // [FIELD] Clients tell it by its text.
  if (secrets.length === application.passwordCredentials.length)
    throw new GraphRefusal(400, "Request_BadRequest", `No password credential found with keyId '${keyId}'.`)
  tenant.secrets.delete(keyId.toLowerCase())
  replaceSecrets(call, { actor, application, secrets })
  return { status: 204, body: undefined }
}

/** [FIELD] Keys stand in the log as a text of their own inside the list. */
const keyText = ({ keyId, displayName }: PasswordCredential) =>
  `[KeyIdentifier=${keyId},KeyType=Password,KeyUsage=Verify,DisplayName=${displayName ?? ""}]`

type NewSecrets = { actor: Actor; application: Application; secrets: PasswordCredential[] }

/** Gives an application other secrets and tells the audit log who did it. */
function replaceSecrets({ world, tenant }: Call, { actor, application, secrets }: NewSecrets): void {
  const { id, displayName, passwordCredentials } = application
  recordChange(tenant, {
    at: world.clock.now(),
    actor,
    activity: "Update application – Certificates and secrets management ",
    target: { id, displayName, type: "Application" },
    modified: [{ name: "KeyDescription", from: passwordCredentials.map(keyText), to: secrets.map(keyText) }],
  })
  application.passwordCredentials = secrets
}

/** Who makes the change: the user for whom the app calls, else the app itself. */
function actorOf({ tenant, appId, user }: Call): Actor {
  if (user) return { user, ip: whereaboutsOf(user.id).ip }
  const app = tenant.servicePrincipals.find((one) => one.appId === appId)
  // INFERRED status.
  if (!app)
    throw new GraphRefusal(
      403,
      "Authorization_IdentityNotFound",
      "The identity of the calling application could not be established.",
    )
  return { app }
}
