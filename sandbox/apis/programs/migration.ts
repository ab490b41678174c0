import { z } from "zod"
import { resourceIdOf } from "../../tenants/directory-objects"
import { legacyPasswords, lockedAccounts } from "../../tenants/woodgrove-people"
import type { Members } from "../reply"
import { lacking, type Program } from "./program"
import { readTypedPassword, type TypedPassword } from "./typed-password"

const event = "passwordSubmit"

const ownPart = z.object({
  authenticationContext: z.object({ user: z.object({ id: z.guid() }) }),
  encryptedPasswordContext: z.string().min(1),
})

/** Whether Entra would refuse to keep a password: it wants eight characters of three kinds. */
function isWeak(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password))
  return password.length < 8 || kinds.length < 3
}

/** What the old store makes of a password: one of the event's actions, with what it says to the person. */
function judge({ username, password }: TypedPassword): { action: string; parameters: Members } {
  const address = username.trim().toLowerCase()
  if (lockedAccounts.has(address))
    return {
      action: "Block",
      parameters: { title: "Your account is locked", message: "Please call the customers’ desk." },
    }
  if (legacyPasswords.get(address) !== password)
    return {
      action: "Retry",
      parameters: { title: "Please try again", message: "Address or password is wrong." },
    }
  return { action: isWeak(password) ? "UpdatePassword" : "MigratePassword", parameters: {} }
}

/** Compares a typed password with the old store, so that Entra can keep it. */
export const passwordSubmit: Program = async ({ data }, { api, world }) => {
  const parsed = ownPart.safeParse(data)
  if (!parsed.success) return lacking(event)
  const recipient = {
    appId: api.appId,
    resourceId: resourceIdOf(api.host, api.appId),
    privateKeyPem: world.migrationKey.key,
  }
  const typed = await readTypedPassword(parsed.data.encryptedPasswordContext, recipient, world.clock.date())
  if (!typed) return { refused: "The password cannot be read." }
  return { reply: { event, ...judge(typed), nonce: typed.nonce } }
}
