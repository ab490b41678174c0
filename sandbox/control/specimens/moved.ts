import { type Breakage, change, type Slot } from "./breakage"
import type { Address } from "./slots"
import type { Subject } from "./subjects"

/** The whole address on another host, correct in itself: target URL, resourceId and one more URI of the app. */
export const movedTo = (address: Slot<Address>, { apiApp }: Subject, host: string): Breakage =>
  change(address, (value): Address => {
    const url = new URL(value.targetUrl ?? "")
    url.hostname = host
    const resourceId = `api://${host}/${apiApp}`
    return { targetUrl: url.href, resourceId, identifierUris: [...value.identifierUris, resourceId] }
  })

/** The target URL with something else in it. */
export const withUrl = (address: Slot<Address>, edit: (url: URL) => void): Breakage =>
  change(address, (value): Address => {
    const url = new URL(value.targetUrl ?? "")
    edit(url)
    return { ...value, targetUrl: url.href }
  })
