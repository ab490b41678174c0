import { contosoIds } from "../../tenants/contoso"
import { type Breakage, change } from "./breakage"
import { type Address, address } from "./slots"

/** The whole address on another host, correct in itself: target URL, resourceId and one more URI of the app. */
export const movedTo = (host: string): Breakage =>
  change(address, (value): Address => {
    const url = new URL(value.targetUrl ?? "")
    url.hostname = host
    const resourceId = `api://${host}/${contosoIds.apiApp}`
    return { targetUrl: url.href, resourceId, identifierUris: [...value.identifierUris, resourceId] }
  })
