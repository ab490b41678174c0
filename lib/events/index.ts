import type { EventTypeId } from "@/lib/model/exchange"
import { attributeCollectionStart } from "./attribute-collection-start"
import { attributeCollectionSubmit } from "./attribute-collection-submit"
import type { EventType } from "./define"
import { emailOtpSend } from "./email-otp-send"
import { passwordSubmit } from "./password-submit"
import { tokenIssuanceStart } from "./token-issuance-start"
import { verifiedIdClaimValidation } from "./verified-id-claim-validation"

const byId: Readonly<Record<EventTypeId, EventType>> = {
  tokenIssuanceStart,
  attributeCollectionStart,
  attributeCollectionSubmit,
  emailOtpSend,
  passwordSubmit,
  verifiedIdClaimValidation,
}

/** Every event whose callouts can be built and judged, in the order of a user's life. */
export const eventTypes: readonly EventType[] = Object.values(byId)

/** The event type of an id. */
export function eventType(id: EventTypeId): EventType {
  return byId[id]
}
