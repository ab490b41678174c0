import { z } from "zod"

/**
 * The parts that the requests of several events share, written from Microsoft's reference of the events, its samples
 * and published captures, and from no type of the program under test. Every object refuses members it does not name.
 */

/** An id of the directory or of a sign-in. */
export const guid = z.guid()

/** A text that is there. */
export const text = z.string().min(1)

/** A time in UTC; whole seconds, as every capture has it. */
const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)

/** Language and region, such as `en-us`. */
const language = z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})+$/)

const address = z.union([z.ipv4(), z.ipv6()])

/** From where somebody signs in. */
export const client = z.strictObject({ ip: address, locale: language, market: language })

/** The same in the one sample of account recovery, which names the address otherwise. */
export const recoveryClient = z.strictObject({ clientIp: address, locale: language, market: language })

/** An app's service principal. */
export const servicePrincipal = z.strictObject({
  id: guid,
  appId: guid,
  appDisplayName: text,
  displayName: text,
})

/** The same in the one sample of account recovery. */
export const recoveryServicePrincipal = servicePrincipal.partial({ appDisplayName: true })

/** Everything that is told of a user; what has no value is left out, never null. */
export const user = z.strictObject({
  companyName: text.optional(),
  createdDateTime: utc.optional(),
  displayName: text.optional(),
  givenName: text.optional(),
  id: guid,
  mail: z.email().optional(),
  onPremisesSamAccountName: text.optional(),
  onPremisesSecurityIdentifier: z
    .string()
    .regex(/^S-1-[\d-]+$/)
    .optional(),
  onPremisesUserPrincipalName: text.optional(),
  preferredDataLocation: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  preferredLanguage: language.optional(),
  surname: text.optional(),
  userPrincipalName: text.optional(),
  userType: z.enum(["Member", "Guest"]).optional(),
})

/** The same in samples of account recovery, which write times without a zone and once leave the id out. */
export const recoveryUser = user.extend({
  id: guid.optional(),
  createdDateTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/)
    .optional(),
})

/** How somebody who signs up is known. */
export const identities = z.array(z.strictObject({ signInType: text, issuer: text, issuerAssignedId: text }))

/** The whole request of an event: its type, its source, and the data with the members of the event. */
export const request = <Members extends z.ZodRawShape>(
  event: string,
  calloutData: string,
  members: Members,
) =>
  z.strictObject({
    type: z.literal(`microsoft.graph.authenticationEvent.${event}`),
    source: z.string().regex(/^\/tenants\/[\da-f-]{36}\/applications\/[\da-f-]{36}$/),
    data: z.strictObject({
      "@odata.type": z.literal(`microsoft.graph.${calloutData}`),
      tenantId: guid,
      ...members,
    }),
  })

/** Which listener and which extension the request is made for. */
export const senders = { authenticationEventListenerId: guid, customAuthenticationExtensionId: guid }
