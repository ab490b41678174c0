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

const status = z
  .looseObject({ errorCode: integer, failureReason: text, additionalDetails: text })
  .nullish()
  .catch(null)
const appliedEventListeners = z.array(graphAppliedListener.catch({})).nullish().catch(null)

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
  status,
  appliedEventListeners,
})
export type GraphSignIn = z.output<typeof graphSignIn>

/** `microsoft.graph.selfServiceSignUp` (beta): one step of a sign-up. */
export const graphSignUp = z.looseObject({
  id: z.string().min(1),
  createdDateTime: text,
  correlationId: text,
  appId: text,
  appDisplayName: text,
  signUpStage: text,
  signUpIdentity: z.looseObject({ signUpIdentifier: text }).nullish().catch(null),
  signUpIdentityProvider: text,
  userId: text,
  status,
  appliedEventListeners,
})
export type GraphSignUp = z.output<typeof graphSignUp>

const clientConfiguration = z
  .looseObject({ timeoutInMilliseconds: integer, maximumRetries: integer })
  .nullish()
  .catch(null)
const behaviorOnError = z.looseObject({ "@odata.type": text }).nullish().catch(null)
const typed = { "@odata.type": text, id: z.string().min(1) }

/** `microsoft.graph.customAuthenticationExtension`. */
export const graphExtension = z.looseObject({
  ...typed,
  displayName: text,
  behaviorOnError,
  clientConfiguration,
  authenticationConfiguration: z.looseObject({ resourceId: text }).nullish().catch(null),
  endpointConfiguration: z.looseObject({ targetUrl: text }).nullish().catch(null),
})
export type GraphExtension = z.output<typeof graphExtension>

/** What a listener or a user flow does with an extension; `migrationPropertyId` is the password handler's alone. */
const handler = z
  .looseObject({
    customExtension: z.looseObject({ id: text }).nullish().catch(null),
    configuration: z.looseObject({ behaviorOnError, clientConfiguration }).nullish().catch(null),
    migrationPropertyId: text,
  })
  .nullish()
  .catch(null)
export type GraphHandler = z.output<typeof handler>

const conditions = z
  .looseObject({
    applications: z
      .looseObject({
        includeAllApplications: z.boolean().nullish().catch(null),
        includeApplications: z
          .array(z.looseObject({ appId: text }))
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null)

/** What decides for which app a listener or a user flow counts; v1.0 lacks `priority` and includeAllApplications. */
export type GraphConditions = {
  conditions?: z.output<typeof conditions>
  priority?: number | null | undefined
}

/** `microsoft.graph.authenticationEventListener` (beta). */
export const graphListener = z.looseObject({
  ...typed,
  authenticationEventsFlowId: text,
  priority: integer,
  conditions,
  handler,
})
export type GraphListener = z.output<typeof graphListener>

/** `microsoft.graph.externalUsersSelfServiceSignUpEventsFlow` (beta). */
export const graphFlow = z.looseObject({
  ...typed,
  displayName: text,
  priority: integer,
  conditions,
  onAttributeCollectionStart: handler,
  onAttributeCollectionSubmit: handler,
})
export type GraphFlow = z.output<typeof graphFlow>

/** `microsoft.graph.organization`. */
export const graphOrganization = z.looseObject({ id: z.string().min(1), displayName: text, tenantType: text })
export type GraphOrganization = z.output<typeof graphOrganization>
