import type { Exchange } from "@/lib/model/exchange"
import type { Repair } from "@/lib/model/verdict"

/** The exchange as it would be if the API followed the advice. */
export function repaired(exchange: Exchange, { httpStatus, contentType, body }: Repair): Exchange {
  const kept = Object.entries(exchange.headers).filter(([name]) => name.toLowerCase() !== "content-type")
  return {
    ...exchange,
    httpStatus: httpStatus ?? exchange.httpStatus,
    headers: contentType ? { ...Object.fromEntries(kept), "content-type": contentType } : exchange.headers,
    body,
  }
}
