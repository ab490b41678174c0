import "server-only"
import { z } from "zod"

/*
 * Graph's shapes as they arrive, members that the console names only. Everything may be null or absent, and enums
 * are plain strings: a new member of theirs must not cost us a row.
 */

const text = z.string().nullish().catch(null)
const integer = z.int().nullish().catch(null)

const handlerResult = z.looseObject({
  calloutDateTime: text,
  customExtensionId: text,
  errorCode: integer,
  httpStatus: integer,
  numberOfAttempts: integer,
})

/** `microsoft.graph.appliedAuthenticationEventListener` (beta). */
export const graphAppliedListener = z.looseObject({
  eventType: text,
  executedListenerId: text,
  handlerResult: handlerResult.nullish().catch(null),
})
export type GraphAppliedListener = z.output<typeof graphAppliedListener>

/** `microsoft.graph.signIn` (beta). */
export const graphSignIn = z.looseObject({
  id: z.string().min(1),
  createdDateTime: text,
  correlationId: text,
  appId: text,
  appDisplayName: text,
  userId: text,
  userDisplayName: text,
  userPrincipalName: text,
  userType: text,
  isInteractive: z.boolean().nullish().catch(null),
  signInEventTypes: z.array(z.string()).nullish().catch(null),
  authenticationProtocol: text,
  status: z
    .looseObject({ errorCode: integer, failureReason: text, additionalDetails: text })
    .nullish()
    .catch(null),
  appliedEventListeners: z.array(graphAppliedListener.catch({})).nullish().catch(null),
})
export type GraphSignIn = z.output<typeof graphSignIn>

const clientConfiguration = z
  .looseObject({ timeoutInMilliseconds: integer, maximumRetries: integer })
  .nullish()
  .catch(null)

/** `microsoft.graph.customAuthenticationExtension`. */
export const graphExtension = z.looseObject({
  "@odata.type": text,
  id: z.string().min(1),
  displayName: text,
  clientConfiguration,
  authenticationConfiguration: z.looseObject({ resourceId: text }).nullish().catch(null),
  endpointConfiguration: z.looseObject({ targetUrl: text }).nullish().catch(null),
})
export type GraphExtension = z.output<typeof graphExtension>

/** `microsoft.graph.authenticationEventListener`, beta, since v1.0 has no includeAllApplications. */
export const graphListener = z.looseObject({
  "@odata.type": text,
  id: z.string().min(1),
  conditions: z
    .looseObject({
      applications: z
        .looseObject({
          includeAllApplications: z.boolean().nullish().catch(null),
          includeApplications: z
            .array(z.looseObject({ appId: text }))
            .nullish()
            .catch(null),
        })
        .nullish(),
    })
    .nullish()
    .catch(null),
  handler: z
    .looseObject({ customExtension: z.looseObject({ id: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type GraphListener = z.output<typeof graphListener>

/** `microsoft.graph.organization`. */
export const graphOrganization = z.looseObject({ id: z.string().min(1), displayName: text, tenantType: text })
export type GraphOrganization = z.output<typeof graphOrganization>
